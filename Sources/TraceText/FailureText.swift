/// What a failed step says of its failure, in a line.
package enum FailureText {
  /// The line that says why: the last one of a traceback, else what pytest marks as the reason, else the first that
  /// tells of a failure, else the first that is not blank, of at most 300 characters; of an answer in JSON its message.
  /// Reads 2,000 lines at most.
  package static func line(of text: String) -> String? {
    if let message = JSONMessage.text(in: text) { return short(message[...]) }
    let lines = text.split(whereSeparator: \.isNewline).prefix(2000)
      .map { $0.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }
    if let start = lines.firstIndex(where: { $0.hasPrefix("Traceback (most recent call last)") }),
      let raised = lines[start...].last(where: isRaised)
    {
      return short(raised)
    }
    if let reason = lines.firstIndex(where: { $0.hasPrefix("E  ") }) {
      let reasons = lines[reason...].prefix { $0.hasPrefix("E  ") }.map {
        $0.dropFirst().drop(while: \.isWhitespace)
      }
      return short(reasons.first(where: isRaised) ?? reasons[0])
    }
    let said = lines.filter { !isBanner($0) && !isNotice($0) }
    func first(with words: [String]) -> Substring? {
      said.first { line in
        let lower = line.prefix(400).lowercased()
        return words.contains { lower.holds($0) }
      }
    }
    let telling = first(with: causes) ?? first(with: words)
    if let telling, let reason = reason(behind: telling, in: said) { return short(reason[...]) }
    // That a command ended with a code says less than any line it wrote.
    let others = said.drop { $0.hasPrefix("Exit code ") }
    return (telling ?? others.first ?? lines.first).map(short)
  }

  /// `COMPILATION ERROR: ; expected` where a heading such as `[ERROR] COMPILATION ERROR :` says that a reason follows, and
  /// the next line has it.
  private static func reason(behind heading: Substring, in lines: [Substring]) -> String? {
    let mark = "[ERROR] "
    let words = (heading.hasPrefix(mark) ? heading.dropFirst(mark.count) : heading)
    guard words.hasSuffix(":"), words.split(separator: " ").count < 5,
      let place = lines.firstIndex(where: { $0.startIndex == heading.startIndex }), place + 1 < lines.count
    else { return nil }
    let next = lines[place + 1]
    let reason = next.hasPrefix(mark) ? next.dropFirst(mark.count) : next
    return "\(words.dropLast().trimming(while: \.isWhitespace)): \(reason)"
  }

  /// What stands before a reason.
  private static let causes = ["error: ", "[error] ", "fatal: ", "panic: ", "exception: "]
  private static let words = [
    "error", "fail", "not found", "no such", "denied", "cannot", "unsupported", "exception", "fatal",
    "aborted", "rejected", "refused", "has not been", "does not", "invalid", "unknown",
  ]

  /// `===== ERRORS =====`: it says that something follows, not what.
  private static func isBanner(_ line: Substring) -> Bool {
    guard let sign = line.first, "=-_*#~+".contains(sign) else { return false }
    return line.hasSuffix(String(repeating: sign, count: 3))
      && line.hasPrefix(String(repeating: sign, count: 3))
  }

  /// What a program says at its start or on its way, whatever comes of it: a JVM of its options, Maven of its steps,
  /// npm of old packages; and a label without words.
  private static func isNotice(_ line: Substring) -> Bool {
    let starts = [
      "[INFO]", "[DEBUG]", "[WARNING]", "Picked up JAVA_TOOL_OPTIONS", "Picked up _JAVA_OPTIONS", "npm warn ",
      "npm WARN ",
    ]
    return starts.contains { line.hasPrefix($0) }
      || line.hasSuffix(":") && line.count < 12 && !line.contains(" ")
  }

  /// `ValueError: …`, at the left edge of a traceback.
  private static func isRaised(_ line: Substring) -> Bool {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    return !name.isEmpty
      && ["Error", "Exception", "Interrupt", "Exit", "Warning"].contains { name.hasSuffix($0) }
  }

  private static func short(_ line: Substring) -> String {
    let start = line.prefix(300)
    return start.endIndex == line.endIndex ? String(start) : start + "…"
  }
}

extension Substring {
  fileprivate func trimming(while isOut: (Character) -> Bool) -> Substring {
    var rest = drop(while: isOut)
    while let last = rest.last, isOut(last) { rest.removeLast() }
    return rest
  }
}
