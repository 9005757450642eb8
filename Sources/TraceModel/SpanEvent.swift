/// Something that happened at one moment within a span.
public struct SpanEvent: Hashable, Sendable {
  /// The name of the event of a guardrail that stopped what it looked at, whoever records it.
  public static let guardrailIntervention = "guardrail intervened"
  /// The name of the event of a person who stopped a call or what it asked for, whoever records it.
  public static let interruption = "interrupted"

  /// What happened.
  public var name: String
  /// When.
  public var time: Timestamp?
  /// Its particulars.
  public var attributes: [Attribute]

  /// Creates an event.
  public init(name: String, time: Timestamp? = nil, attributes: [Attribute] = []) {
    self.name = name
    self.time = time
    self.attributes = attributes
  }
}

/// A reference from one span to another, in this trace or elsewhere.
public struct SpanLink: Hashable, Sendable {
  /// The other span's trace.
  public var traceID: String
  /// The other span.
  public var spanID: String
  /// What the link means.
  public var attributes: [Attribute]

  /// Creates a link.
  public init(traceID: String, spanID: String, attributes: [Attribute] = []) {
    self.traceID = traceID
    self.spanID = spanID
    self.attributes = attributes
  }
}

/// The library that recorded a span.
public struct InstrumentationScope: Hashable, Sendable {
  /// The library's name.
  public var name: String
  /// Its version.
  public var version: String?
  /// Its particulars.
  public var attributes: [Attribute]

  /// Creates a scope.
  public init(name: String, version: String? = nil, attributes: [Attribute] = []) {
    self.name = name
    self.version = version
    self.attributes = attributes
  }
}
