import TraceText

/// Finds where a text tells that its work was not done: agents report what they did first, and what they did not do
/// behind that.
enum ToldShortfall {
  /// The sentence that gives a reason; else the last that says the work is not done; else the last that says what could
  /// not be done; `nil` where none does.
  static func sentence(in text: String) -> String? {
    let sentences = Sentences.of(text.prefix(20_000)).map { (text: $0, lower: plain($0)) }
    func last(_ holds: (String) -> Bool) -> String? { sentences.last { holds($0.lower) }?.text }
    return last { lower in
      hindrances.contains(where: lower.contains) && reasons.contains(where: lower.contains)
    }
      ?? last { lower in undone.contains(where: lower.contains) }
      ?? last { lower in hindrances.contains(where: lower.contains) }
  }

  private static func plain(_ sentence: String) -> String {
    sentence.lowercased().replacing("’", with: "'").replacing("n't ", with: " not ")
  }

  private static let reasons = [" because ", " since ", " due to "]

  private static let hindrances = [
    "could not ", "unable to ", "not able to ", "cannot ", "can not ", "ca not ", "failed", "did not ",
    "was blocked",
    "were blocked", "was denied", "not found", "remains ", "remain ",
  ]

  private static let undone = [
    "not complete", "not fully ", "not been complete", "not been fully ", "not finished", "not been finished",
    "incomplete", "unfinished", "not done", "not accomplished", "not achieved", "not successful",
    "unsuccessful",
    "partially complete",
  ]
}
