import JSONReader
import TraceModel
import TraceSource

/// Goes over the JSON values of an envelope: knows where it is, and collects spans and remarks into a batch.
///
/// All JSON envelopes share it with the values and records of OTLP, which many of them hold.
struct EnvelopeCursor {
  let file: String
  var builder = OTelBatchBuilder()
  /// The line of the value that is being read, where the source has several values.
  private(set) var line: Int?
  /// Remarks that are made once a source.
  private var saidOnce: Set<String> = []

  /// Creates a cursor over values of that file, whose spans are added to those of the builder.
  init(file: String, into builder: OTelBatchBuilder = OTelBatchBuilder()) {
    self.file = file
    self.builder = builder
  }

  /// Sets the line to which places refer from here on.
  mutating func begin(line: Int?) { self.line = line }

  /// Notes what is odd in many values once.
  mutating func noteOnce(_ message: String, at value: JSONValue, action: String) {
    guard saidOnce.insert(message).inserted else { return }
    builder.note(message, at: place(of: value), action: action)
  }

  /// The place of a JSON pointer within the value that is being read.
  func place(_ pointer: String) -> SourcePlace {
    SourcePlace(file: file, line: line, pointer: pointer)
  }

  /// The place of a value, found by going down to it: for messages only.
  func place(of value: JSONValue) -> SourcePlace {
    builder.isFull ? SourcePlace(file: file, line: line) : place(value.pointer)
  }

  /// The elements of an array; `null` counts as empty, anything else is told in a diagnostic.
  mutating func list(_ value: JSONValue, _ what: String) -> JSONElements {
    if value.kind != .array && !value.isNull {
      builder.loss("expected an array of \(what)", at: place(of: value), action: "it was left out")
    }
    return value.elements
  }

  /// The members of an object; `null` counts as empty, anything else is told in a diagnostic.
  mutating func object(_ value: JSONValue, _ what: String) -> JSONMembers {
    if value.kind != .object && !value.isNull {
      builder.loss("expected \(what) as an object", at: place(of: value), action: "it was left out")
    }
    return value.members
  }

  /// Keeps a member that has no field of its own; numbers that OTLP defines are read in all their spellings.
  func keepExtra(_ name: String, _ value: JSONValue, in extras: inout OTelExtras) {
    switch OTLPKey(named: name) {
    case .droppedAttributesCount?, .droppedEventsCount?, .droppedLinksCount?, .flags?:
      let key = OTLPKey(named: name)?.rawValue ?? name
      extras.keep(key, JSONScalars.integer(value).map(AttributeValue.int) ?? AttributeValue(value))
    case .schemaUrl?: extras.keep("schemaUrl", AttributeValue(value))
    case .traceState?: extras.keep("traceState", AttributeValue(value))
    case .severityText?: extras.keep("severityText", AttributeValue(value))
    default: extras.keep(name, AttributeValue(value))
    }
  }

  /// The beginning of a value's JSON text, for messages.
  func excerpt(_ value: JSONValue) -> String { value.text.excerpt(40) }
}
