import ChatReading
import TraceModel

/// How one instrumentation names things: which attributes hold which concept, which kinds it knows.
///
/// A dialect is data. What a table cannot say is said by the shared readers (`ChatReader`, `UsageReader`,
/// `DocumentReader`), which know shapes rather than dialects.
struct Dialect: Sendable {
  /// A name for people, such as `OpenInference`.
  var name: String
  /// The attributes that state the kind of a span, most telling first.
  var kinds: [KindField] = []
  /// The attributes that hold a concept, most telling first.
  var fields: [Concept: [FieldSource]] = [:]
  /// Prefixes of attributes that each hold one request parameter.
  var parameterPrefixes: [String] = []
  /// Prefixes of attributes that each count a class of tokens by a name that `TokenDetail` knows. Behind one that
  /// does not say so itself (`llm.`), the name must speak of tokens.
  var usagePrefixes: [String] = []
  /// Endings of attributes that hold a concept under many names, and the concept.
  var suffixes: [String: Concept] = [:]
  /// Whether cached tokens that this dialect counts lie within the input tokens.
  var cachedTokens: CachedTokens = .insideInput
  /// The kinds of span on which the fields count; `nil` for all. Keeps short names such as `query` in their place.
  var spanKinds: Set<SpanKind>?
}

/// Where a concept stands, as text: `a.b` is an attribute, `a.b.*` the attributes `a.b.0.…`, `a.b.1.…` taken
/// together, `a.b > c.d` the member `d` of the member `c` in the JSON of `a.b`.
struct FieldSource: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The attribute's name; for indexed ones the part before the first index with `.*`.
  var attribute: String
  /// The path within the attribute's JSON; empty for all of it.
  var path: [String]

  init(stringLiteral text: String) {
    let halves = text.split(separator: " > ", maxSplits: 1)
    attribute = halves.first.map(String.init) ?? text
    path = halves.count == 2 ? halves[1].split(separator: ".").map(String.init) : []
  }
}

/// An attribute that states the kind of a span.
struct KindField: Sendable {
  var attribute: String
  /// Kinds by value, in lower case. A key `*.x` stands for every value that ends in `.x`, `x*` for a prefix.
  var values: [String: SpanKind]
  /// Whether the attribute's name is a common word, which on a span of the network or a database means something
  /// else.
  var isCommonWord: Bool

  init(_ attribute: String, _ values: [String: SpanKind], isCommonWord: Bool = false) {
    self.attribute = attribute
    self.values = values
    self.isCommonWord = isCommonWord
  }

  /// The kind that a value states; `nil` for a value that is not in the table.
  func kind(of value: String) -> SpanKind? {
    let value = value.lowercased()
    if let kind = values[value] { return kind }
    if let dot = value.lastIndex(of: "."), let kind = values["*" + value[dot...]] { return kind }
    return values.keys.sorted().first { $0.hasSuffix("*") && value.hasPrefix($0.dropLast()) }.flatMap {
      values[$0]
    }
  }
}
