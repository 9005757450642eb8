import ChatReading
import TraceModel
import TraceSource

/// A span's attributes by concept, and the tally of which of them the facets represent.
struct SpanFields {
  /// A value that a dialect says holds a concept.
  struct Found {
    var value: AttributeValue
    /// The attributes it is made of.
    var names: [String]
    /// Whether the value is all of those attributes.
    var isWhole: Bool
    /// The index of the dialect that says so.
    var dialect: Int
    /// The place of its first attribute among the span's.
    var order: Int
  }

  private struct Candidate {
    var claim: DialectIndex.Claim
    var names: [String]
    var value: AttributeValue
    var isOwn: Bool
    var order: Int
  }

  /// The kind, once known; fields of dialects that do not read this kind are passed over.
  var kind: SpanKind = .generic
  /// The provider's own tools that what the model wrote tells of.
  var hostedTools = HostedTools()
  /// Names of attributes whose whole content has been read.
  private(set) var represented: Set<String> = []
  /// The model that an attribute of no dialect names by its last step: `shop.agent.model`.
  var namedModel: String? { ModelAttribute.name(in: own, index) }
  private let own: [Attribute]
  private let index: DialectIndex
  private var candidates: [[Candidate]]
  private var parsed: [String: Parsed] = [:]

  /// What was read out of an attribute's JSON text.
  private struct Parsed {
    var value: AttributeValue
    /// Whether the text breaks off.
    var isCut = false
  }

  /// Sorts attributes by concept. `details` are attributes of events that speak of the whole span; the span's own
  /// go before them.
  init(_ attributes: [Attribute], details: [Attribute] = [], index: DialectIndex = .shared) {
    self.index = index
    own = attributes
    candidates = Array(repeating: [], count: Concept.allCases.count)
    collect(attributes, isOwn: true)
    collect(details, isOwn: false)
    for place in candidates.indices where candidates[place].count > 1 {
      candidates[place] = candidates[place].enumerated()
        .sorted { ($0.element.claim.rank, $0.offset) < ($1.element.claim.rank, $1.offset) }
        .map(\.element)
    }
  }

  private mutating func collect(_ attributes: [Attribute], isOwn: Bool) {
    for (order, attribute) in attributes.enumerated() {
      add(name: attribute.name, names: [attribute.name], value: attribute.value, isOwn: isOwn, order: order)
    }
    let indexed = IndexedAttributes(attributes) { prefix in !index.claims(on: prefix + ".*").isEmpty }
    for group in indexed.groups {
      add(name: group.prefix + ".*", names: group.names, value: group.value, isOwn: isOwn, order: 0)
    }
  }

  private mutating func add(name: String, names: [String], value: AttributeValue, isOwn: Bool, order: Int) {
    guard !value.isVoid else { return }
    let isOpaque = value.unwrapped.string.map(PythonText.isOpaque) == true
    for claim in index.claims(on: name) {
      // The place of an object in memory is nothing that a step was given or gave back.
      if isOpaque, [.input, .output].contains(claim.concept) { continue }
      var claim = claim
      if !isOwn { claim.rank += 1 << 30 }
      candidates[claim.concept.rawValue].append(
        Candidate(claim: claim, names: names, value: value, isOwn: isOwn, order: order))
    }
  }

  /// The dialect that gave a value.
  func dialect(of found: Found) -> Dialect { index.dialects[found.dialect] }

  /// All values of a concept, the most telling first.
  mutating func all(_ concept: Concept) -> [Found] {
    if candidates[concept.rawValue].isEmpty { return [] }
    return candidates[concept.rawValue].compactMap { candidate in
      let dialect = candidate.claim.dialect
      if let kinds = index.dialects[dialect].spanKinds, !kinds.contains(kind) { return nil }
      let names = candidate.isOwn ? candidate.names : []
      guard !candidate.claim.path.isEmpty else {
        return Found(
          value: candidate.value, names: names, isWhole: true, dialect: dialect, order: candidate.order)
      }
      guard let value = parse(candidate)[path: candidate.claim.path], !value.isVoid else { return nil }
      return Found(value: value, names: names, isWhole: false, dialect: dialect, order: candidate.order)
    }
  }

  /// Whether any dialect says the concept stands here.
  mutating func has(_ concept: Concept) -> Bool { !all(concept).isEmpty }

  private mutating func parse(_ candidate: Candidate) -> AttributeValue {
    guard case .string = candidate.value, let name = candidate.names.first else { return candidate.value }
    let key = (candidate.isOwn ? "" : "\0") + name
    if let known = parsed[key] { return known.value }
    var read = Parsed(value: candidate.value.unwrapped)
    if case .string(let text) = read.value, let cut = AttributeValue(cutJSONText: text) {
      read = Parsed(value: cut, isCut: true)
    }
    parsed[key] = read
    return read.value
  }

  /// What lies behind the JSON text of a value, if it was read before: a large one need not be read twice.
  func unwrapped(_ found: Found) -> AttributeValue? {
    guard found.isWhole, let name = found.names.first, let known = parsed[name], !known.isCut else {
      return nil
    }
    return known.value
  }

  /// Notes that the attributes of a value stand wholly in the facets.
  mutating func represent(_ found: Found) {
    if found.isWhole { represented.formUnion(found.names) }
  }

  /// The first value that converts; it and every later one that says the same count as represented.
  mutating func first<T: Equatable>(_ concept: Concept, _ convert: (AttributeValue) -> T?) -> T? {
    var result: T?
    for found in all(concept) {
      guard let value = convert(found.value) else { continue }
      if result == nil { result = value }
      if value == result { represent(found) }
    }
    return result
  }

  /// The first telling text of a concept.
  mutating func text(_ concept: Concept) -> String? {
    first(concept) { value in
      guard !value.isVoid else { return nil }
      return value.plainText
    }
  }

  /// The first whole number of a concept that can be a count.
  mutating func count(_ concept: Concept) -> Int? {
    first(concept) { value in value.tokenCount }
  }
}
