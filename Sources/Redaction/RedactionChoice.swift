/// What is taken out, and what stays all the same.
public struct RedactionChoice: Sendable {
  /// The rules, in the order in which they are asked.
  public var rules = RedactionRule.certain + [.suspicion]
  /// Values that stay although a rule finds them.
  public var allowed: Set<String> = []

  /// What is certain alone.
  public init() {}

  /// - Parameters:
  ///   - isThorough: Whether what tells of a person goes too: phone numbers, addresses of the internet, user names.
  ///   - names: Names of fields whose values go, whatever they look like.
  ///   - patterns: What else goes.
  ///   - files: Rules of one's own.
  ///   - allowed: Values that stay.
  public init(
    isThorough: Bool, names: [String] = [], patterns: [RedactionPattern] = [], files: [RulesFile] = [],
    allowed: [String] = []
  ) {
    if !names.isEmpty { rules.append(.named(names)) }
    rules += patterns.map { .pattern($0) } + files.flatMap(\.rules)
    if isThorough { rules = rules.filter { !$0.isOnlyTold } + RedactionRule.personal }
    self.allowed = Set(allowed + files.flatMap(\.allowed))
  }

  /// A session that has seen nothing.
  public var session: RedactionSession { RedactionSession(rules: rules, allowed: allowed) }

  /// Redacts what belongs together.
  ///
  /// A value that is a secret at one place is one at each, also where it stood before: where such a value was found the
  /// work is done again by a session that knows it.
  ///
  /// - Parameter work: Takes the secrets out of all of it; what it did before is dropped when it is asked again.
  /// - Returns: What the last work gave, and what was taken out.
  public func redact<Result>(
    _ work: (inout RedactionSession) -> Result
  ) -> (result: Result, manifest: RedactionManifest) {
    Self.redact(by: session, work)
  }

  /// The same by a session that has seen nothing, which takes far longer to make than a small text to read.
  package static func redact<Result>(
    by fresh: RedactionSession, _ work: (inout RedactionSession) -> Result
  ) -> (result: Result, manifest: RedactionManifest) {
    var session = fresh
    let result = work(&session)
    guard var informed = session.informed else { return (result, session.manifest) }
    return (work(&informed), informed.manifest)
  }
}
