import ChatReading
package import TraceModel

/// The dialects' tables turned round: from an attribute's name to what it may mean.
package struct DialectIndex: Sendable {
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
  package static let shared = DialectIndex(Dialects.all)

  let dialects: [Dialect]
  private var claims: [String: [Claim]] = [:]
  /// Names of attributes that state a kind, with their rank among all.
  private(set) var kindFields: [KindField] = []
  /// The places in `kindFields` by attribute.
  private var kindPlaces: [String: [Int]] = [:]
  private var parameterPrefixes: [(prefix: String, dialect: Int)] = []
  private var usagePrefixes: [(prefix: String, isOfTokens: Bool, dialect: Int)] = []
  private var suffixes: [(suffix: String, concept: Concept, dialect: Int)] = []

  init(_ dialects: [Dialect]) {
    self.dialects = dialects
    for (place, field) in dialects.flatMap(\.kinds).enumerated() {
      kindFields.append(field)
      kindPlaces[field.attribute, default: []].append(place)
    }
    for (index, dialect) in dialects.enumerated() {
      parameterPrefixes += dialect.parameterPrefixes.map { ($0, index) }
      usagePrefixes += dialect.usagePrefixes.map {
        ($0, $0.hasSuffix("usage.") || $0.contains("token"), index)
      }
      suffixes += dialect.suffixes.sorted { $0.key < $1.key }.map { ($0.key, $0.value, index) }
      for (concept, sources) in dialect.fields {
        for (preference, source) in sources.enumerated() {
          let claim = Claim(
            concept: concept, rank: index << 10 | preference, dialect: index, path: source.path)
          claims[source.attribute, default: []].append(claim)
        }
      }
    }
  }

  /// The kind that the attributes state, by the first field of the list that knows its value.
  package func statedKind(_ attributes: [Attribute], inCommonWords: Bool) -> SpanKind? {
    var best: (place: Int, kind: SpanKind)?
    for attribute in attributes {
      guard let places = kindPlaces[attribute.name], let value = attribute.value.string else { continue }
      for place in places where place < best?.place ?? .max {
        guard inCommonWords || !kindFields[place].isCommonWord else { continue }
        if let kind = kindFields[place].kind(of: value) { best = (place, kind) }
      }
    }
    return best?.kind
  }

  /// What the attribute may mean, in no order.
  func claims(on name: String) -> [Claim] {
    if let found = claims[name] { return found }
    for (prefix, dialect) in parameterPrefixes where name.hasPrefix(prefix) {
      return [Claim(concept: .parameter, rank: dialect << 10, dialect: dialect, path: [])]
    }
    for (prefix, isOfTokens, dialect) in usagePrefixes where name.hasPrefix(prefix) {
      // Most names of other things are told by their ends.
      guard isOfTokens || name.hasSuffix("okens") || name.hasSuffix("count"),
        let detail = TokenDetail(String(name.dropFirst(prefix.count)), isOfTokens: isOfTokens)
      else { continue }
      return [Claim(concept: Concept(detail), rank: dialect << 10 | 512, dialect: dialect, path: [])]
    }
    for (suffix, concept, dialect) in suffixes where name.hasSuffix(suffix) {
      return [Claim(concept: concept, rank: dialect << 10, dialect: dialect, path: [])]
    }
    return []
  }
}
