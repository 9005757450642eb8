import TraceText

/// The answer within a text that marks it, as prompts of agents ask for it: `<answer>…</answer>`, `FINAL ANSWER: …`.
enum MarkedAnswer {
  private static let tags = ["answer", "final_answer"]
  private static let heads = ["FINAL ANSWER:", "Final Answer:"]

  /// What is marked; `nil` where nothing is, or the mark stands in code. O(n).
  static func text(in text: String) -> String? {
    for tag in tags where text.contains("<\(tag)>") {
      if let marked = tagged(tag, in: text) { return marked }
    }
    for head in heads where text.contains(head) {
      if let marked = headed(head, in: text) { return marked }
    }
    return nil
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
    let (open, close) = ("<\(tag)>", "</\(tag)>")
    var marked: String?
    var rest = text[...]
    while let start = rest.firstRange(of: open) {
      let inner = rest[start.upperBound...]
      let end = inner.firstRange(of: close)
      let content = String(inner[..<(end?.lowerBound ?? inner.endIndex)]).trimmed
      if !content.isEmpty, beginsLine(start.lowerBound, of: text), !isInCode(start.lowerBound, of: text) {
        marked = content
      }
      rest = inner[(end?.upperBound ?? inner.endIndex)...]
    }
    return marked
  }

  private static func headed(_ head: String, in text: String) -> String? {
    var marked: String?
    var rest = text[...]
    while let range = rest.firstRange(of: head) {
      rest = rest[range.upperBound...]
      guard beginsLine(range.lowerBound, of: text), !isInCode(range.lowerBound, of: text) else { continue }
      // The stars of a strong head go with it.
      let content = String(rest.drop { $0 == "*" }).trimmed
      marked = content.isEmpty ? marked : content
    }
    return marked
  }

  /// Whether nothing but the signs of a heading or of strong words stands before it in its line.
  private static func beginsLine(_ place: String.Index, of text: String) -> Bool {
    let before = text[..<place].reversed().prefix { !$0.isNewline }
    return before.prefix(8).allSatisfy { " #*\t".contains($0) } && before.count < 8
  }

  private static func isInCode(_ place: String.Index, of text: String) -> Bool {
    text[..<place].split(whereSeparator: \.isNewline).count { $0.drop { $0 == " " }.hasPrefix("```") } % 2
      == 1
  }
}
