extension Score {
  /// Whether more of what is measured is worse, by the words that evaluation libraries use in names (`toxicity`), or
  /// by what a monitor says that it saw.
  package var isWorseWhenHigher: Bool { Self.isWorseWhenHigher(name) || isSuspicion }

  /// Whether it tells how suspicious a run is, by its name or, of a monitor's, by its words.
  package var isSuspicion: Bool {
    let words = Self.words(of: name)
    guard words.isDisjoint(with: Self.denials) else { return false }
    if !words.isDisjoint(with: ["sus", "suspicion"]) || name.lowercased().contains("suspici") { return true }
    let said = words.contains("monitor") ? (explanation ?? "").prefix(4_000).lowercased() : ""
    return ["suspicious", "malicious"].contains { said.contains($0) }
  }

  /// Whether the name of a score tells that more of it is worse.
  package static func isWorseWhenHigher(_ name: String) -> Bool {
    let words = words(of: name)
    guard words.isDisjoint(with: denials) else { return false }
    if !words.isDisjoint(with: faults) { return true }
    return words.contains { word in
      stems.contains { word.hasPrefix($0) } && !others.contains { word.hasPrefix($0) }
    }
  }

  /// The words of a score's name, in lower case.
  package static func words(of name: String) -> Set<String> {
    Set(name.lowercased().split { !$0.isLetter }.map(String.init))
  }

  private static let stems = [
    "toxic", "hallucinat", "bias", "harm", "pii", "leak", "profan", "jailbreak", "injection", "suspici",
    "malicious",
    "sabotag",
  ]
  /// Words that begin as those do and mean another thing.
  private static let others = ["harmless", "harmon"]
  private static let faults: Set = ["sus", "suspicion", "risk", "attack"]
  /// Words that turn a name round: `injection_resistance`, `non_toxic`.
  private static let denials: Set = [
    "no", "non", "not", "free", "without", "resistance", "resistant", "resisted", "robustness", "avoidance",
    "safety",
    "detection", "awareness", "blocked", "refused", "prevented", "defended",
  ]
}
