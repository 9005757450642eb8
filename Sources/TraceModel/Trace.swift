/// One run of an LLM application.
public struct Trace: Hashable, Sendable {
  /// The source's id, lower-case hex for OpenTelemetry.
  public var id: String
  /// A name given by the source to the whole run, where there is one.
  public var name: String?
  /// The session or conversation the run belongs to.
  public var sessionID: String?
  /// Who used the application.
  public var userID: String?
  /// The identifier of the format it was read from, such as `otlp-json`.
  public var format: String
  /// Sorted by start, then by the order of the source; spans without a start come last.
  public var spans: [Span]
  /// The programs that took part.
  public var resources: [Resource]
  /// Facts about the whole run that fit nowhere else.
  public var attributes: [Attribute]
  /// What was judged of the run and its steps, in the order of the source.
  public var scores: [Score]
  /// How the run ended, where the source states it.
  public var ending: RecordedEnding?

  /// Creates a trace.
  public init(
    id: String, name: String? = nil, sessionID: String? = nil, userID: String? = nil, format: String,
    spans: [Span] = [], resources: [Resource] = [], attributes: [Attribute] = [], scores: [Score] = [],
    ending: RecordedEnding? = nil
  ) {
    self.id = id
    self.name = name
    self.sessionID = sessionID
    self.userID = userID
    self.format = format
    self.spans = spans
    self.resources = resources
    self.attributes = attributes
    self.scores = scores
    self.ending = ending
  }
}

/// The program that produced spans.
public struct Resource: Hashable, Sendable {
  /// What it says of itself.
  public var attributes: [Attribute]

  /// Creates a resource.
  public init(attributes: [Attribute] = []) {
    self.attributes = attributes
  }

  /// The service's name; OpenTelemetry's stand-in `unknown_service…` counts as none.
  public var serviceName: String? {
    guard let name = attributes["service.name"]?.string, !name.hasPrefix("unknown_service") else {
      return nil
    }
    return name
  }
}

/// Something in the input that was not as it should be, and what was done about it.
public struct Diagnostic: Hashable, Sendable {
  /// How much was lost.
  public enum Severity: String, Hashable, Sendable {
    /// Mended without loss.
    case note
    /// Something of the input is missing from the page.
    case loss
  }

  /// How much was lost.
  public var severity: Severity
  /// Where.
  public var place: SourcePlace
  /// What was found and what was expected, one sentence without a full stop at the end.
  public var message: String
  /// What was done about it.
  public var action: String

  /// Creates a diagnostic.
  public init(severity: Severity, place: SourcePlace, message: String, action: String) {
    self.severity = severity
    self.place = place
    self.message = message
    self.action = action
  }
}

/// A place in a source file.
public struct SourcePlace: Hashable, Sendable {
  /// The file's name without folders; `-` for standard input.
  public var file: String
  /// From 1.
  public var line: Int?
  /// In bytes, from 1.
  public var column: Int?
  /// A JSON pointer (RFC 6901).
  public var pointer: String?
  /// In bytes, from 0; for sources that have no lines, after decompression.
  public var byteOffset: Int?

  /// Creates a place.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, pointer: String? = nil, byteOffset: Int? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
    self.byteOffset = byteOffset
  }
}
