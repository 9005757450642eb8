import TraceSource

/// What a program that strips blanks from the ends of lines left of a session's marks.
struct AiderStripping {
  /// Whether aider told the tokens of each answer behind it: then nothing is typed right behind an answer.
  let tellsEachEnd: Bool

  /// For each line how its session was stripped; `nil` where the ends of its prompts, or else of aider's words, stand.
  static func lines(_ lines: [Substring]) -> [AiderStripping?] {
    var result: [AiderStripping?] = []
    result.reserveCapacity(lines.count)
    while result.count < lines.count {
      let rest = lines[result.count...]
      let end = rest.dropFirst().firstIndex { TranscriptMark.time(ofSession: $0) != nil } ?? lines.endIndex
      let session = AiderStripping.session(lines[rest.startIndex..<end])
      result += repeatElement(session, count: end - rest.startIndex)
    }
    return result
  }

  private static func session(_ lines: ArraySlice<Substring>) -> AiderStripping? {
    let prompts = lines.filter { $0.utf8.starts(with: "#### ".utf8) }
    let marks = prompts.isEmpty ? lines.filter { $0.utf8.starts(with: "> ".utf8) } : prompts
    guard !marks.contains(where: { $0.hasSuffix("  ") }) else { return nil }
    return AiderStripping(tellsEachEnd: lines.contains { $0.utf8.starts(with: "> Tokens: ".utf8) })
  }
}
