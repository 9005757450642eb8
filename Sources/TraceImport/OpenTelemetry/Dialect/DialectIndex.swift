/// The dialects' tables turned round: from an attribute's name to what it may mean.
struct DialectIndex: Sendable {
  /// What an attribute may mean to one dialect.
  struct Claim: Sendable {
    var concept: Concept
    /// Orders claims of one concept: by dialect, then by the dialect's own preference.
    var rank: Int
    /// The index of the dialect.
    var dialect: Int
    var path: [String]
  }

  /// The index of all known dialects.
  static let shared = DialectIndex(Dialects.all)

  let dialects: [Dialect]
  private var claims: [String: [Claim]] = [:]
  /// Names of attributes that state a kind, with their rank among all.
  private(set) var kindFields: [KindField] = []
  private var parameterPrefixes: [(prefix: String, dialect: Int)] = []

  init(_ dialects: [Dialect]) {
    self.dialects = dialects
    for (index, dialect) in dialects.enumerated() {
      kindFields += dialect.kinds
      parameterPrefixes += dialect.parameterPrefixes.map { ($0, index) }
      for (concept, sources) in dialect.fields {
        for (preference, source) in sources.enumerated() {
          let claim = Claim(
            concept: concept, rank: index << 10 | preference, dialect: index, path: source.path)
          claims[source.attribute, default: []].append(claim)
        }
      }
    }
  }

  /// What the attribute may mean, in no order.
  func claims(on name: String) -> [Claim] {
    if let found = claims[name] { return found }
    for (prefix, dialect) in parameterPrefixes where name.hasPrefix(prefix) {
      return [Claim(concept: .parameter, rank: dialect << 10, dialect: dialect, path: [])]
    }
    return []
  }
}
