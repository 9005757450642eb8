import TraceText

/// Whether what a person typed says what a run is about.
public enum PromptWords {
  /// False for a greeting, a `yes`, and a bare command such as `/model` or what a program wrote around one.
  public static func tellMuch(_ text: String) -> Bool {
    if text.hasPrefix("<") { return wrapped(text) != nil }
    if text.hasPrefix("/") { return text.contains(where: \.isWhitespace) }
    if isGreeting(text) { return false }
    // Writing without spaces says more in few characters.
    return text.contains(where: \.isWhitespace) || text.count > 12
      || text.unicodeScalars.contains { $0.value > 0x2E80 }
  }

  /// Whether a text is a few words that only greet: `hey there`.
  private static func isGreeting(_ text: String) -> Bool {
    guard text.utf8.count < 40 else { return false }
    let words = text.lowercased().split { !$0.isLetter }
    return words.first.map(greetings.contains) == true && words.dropFirst().allSatisfy(greeted.contains)
  }

  private static let greetings: Set<Substring> = [
    "hi", "hii", "hello", "hey", "heya", "hiya", "yo", "howdy", "greetings", "sup", "wassup", "good",
  ]
  private static let greeted: Set<Substring> = [
    "hi", "hello", "hey", "yo", "there", "you", "all", "everyone", "team", "again", "bro", "man", "dude",
    "buddy",
    "friend", "sup", "wassup", "whatsup", "what", "s", "up", "morning", "afternoon", "evening", "day",
  ]

  /// What programs and plans write before a person's own words; SWE-agent's is that of its default template.
  private static let openings = [
    "Implement the following plan:", "Please implement the following plan:", "Please solve this issue:",
    "We're currently solving the following issue within our repository. Here's the issue text:\nISSUE:",
  ]

  /// What agents on SWE-bench and its like put around an issue, behind where the code lies.
  private static let frames = ["<pr_description>", "<issue_description>", "<problem_statement>", "<issue>"]
  /// A frame further down is a part of what somebody wrote.
  private static let frameReach = 1_500

  /// A person's own words in a prompt that a program wrote around them.
  private static func wrapped(_ prompt: String) -> Substring? {
    guard prompt.utf8.first == UInt8(ascii: "<") else { return nil }
    return PromptWrapper.words(in: prompt).map { $0[...] }
  }

  /// A prompt from where it says what it is about.
  public static func telling(_ prompt: String) -> Substring {
    if let words = wrapped(prompt) { return words }
    for frame in frames {
      guard let offset = prompt.offset(of: frame, within: frameReach) else { continue }
      let end = prompt.utf8.index(prompt.startIndex, offsetBy: offset + frame.utf8.count)
      let rest = prompt[end...].drop { $0.isWhitespace || $0 == "#" }
      return rest.isEmpty ? prompt[...] : rest
    }
    guard let opening = openings.first(where: prompt.hasPrefix) else { return prompt[...] }
    let rest = prompt.dropFirst(opening.count).drop { $0.isWhitespace || $0 == "#" }
    return rest.isEmpty ? prompt[...] : rest
  }
}
