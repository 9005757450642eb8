import TraceText

/// The answer within a text that marks it, as prompts of agents ask for it: `<answer>…</answer>`, `FINAL ANSWER: …`,
/// `Thought: … Answer: …`.
enum MarkedAnswer {
  private static let tags = ["answer", "final_answer"]
  private static let heads = ["FINAL ANSWER:", "Final Answer:"]

  /// What is marked; `nil` where nothing is, or the mark stands in code. O(n).
  static func text(in text: String) -> String? {
    for tag in tags where text.holds("<\(tag)>") {
      if let marked = tagged(tag, in: text) { return marked }
    }
    for head in heads where text.holds(head) {
      if let marked = headed(head, in: text) { return marked }
    }
    // Of who writes thoughts and actions in lines, the line that is neither.
    return text.hasPrefix("Thought:") ? headed("Answer:", in: text) : nil
  }

  /// Whether it is a word by which agents end their chat, and no more.
  static func isStopWord(_ text: String) -> Bool {
    guard text.utf8.count < 40 else { return false }
    let letters = text.uppercased().filter(\.isLetter)
    return stops.contains(letters) && text == text.uppercased()
  }

  private static let stops: Set<String> = [
    "TERMINATE", "TERMINATED", "TASKCOMPLETE", "TASKDONE", "CAMELTASKDONE",
  ]

  private static func tagged(_ tag: String, in text: String) -> String? {
    places(of: "<\(tag)>", in: text).reversed().lazy.compactMap { place -> String? in
      let inner = text[place...]
      let end = inner.firstRange(of: "</\(tag)>")?.lowerBound
      let content = String(inner[..<(end ?? inner.endIndex)]).trimmed
      return content.isEmpty ? nil : content
    }.first
  }

  private static func headed(_ head: String, in text: String) -> String? {
    places(of: head, in: text).reversed().lazy.compactMap { place -> String? in
      // The stars of a strong head go with it.
      let content = String(text[place...].drop { $0 == "*" }).trimmed
      return content.isEmpty ? nil : content
    }.first
  }

  /// Where lines go on behind a mark that stands outside of code, with nothing before it but the signs of a heading or of
  /// strong words.
  private static func places(of mark: String, in text: String) -> [String.Index] {
    var places: [String.Index] = []
    var isCode = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isCode.toggle()
        continue
      }
      let signs = line.prefix(7).prefix { " #*\t".contains($0) }
      if !isCode, line[signs.endIndex...].hasPrefix(mark) {
        places.append(line.index(signs.endIndex, offsetBy: mark.count))
      }
    }
    return places
  }
}
