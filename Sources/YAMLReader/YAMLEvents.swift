import CYAML

/// One thing that a text of YAML says, with its place.
struct YAMLEvent {
  enum Kind: Equatable {
    case document, sequence, mapping
    /// The end of a sequence or mapping.
    case end
    case scalar(YAMLScalar)
    case alias(String)
  }

  let kind: Kind
  var anchor: String?
  /// From 1.
  let line: Int
  /// From 1.
  let column: Int

  func failure(_ message: String) -> YAMLFailure {
    YAMLFailure(line: line, column: column, message: message)
  }
}

/// What libyaml reads of a text, one event after the other.
final class YAMLEvents {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// - Parameter source: Must outlive the events.
  init(_ source: UnsafeRawBufferPointer) throws(YAMLFailure) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw YAMLFailure(line: 1, column: 1, message: "no memory to read it with")
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(
      parser, source.bindMemory(to: UInt8.self).baseAddress, source.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; `nil` at the end.
  func next() throws(YAMLFailure) -> YAMLEvent? {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return nil }
      if let read = Self.read(event) { return read }
    }
  }

  private var failure: YAMLFailure {
    let mark = parser.pointee.problem_mark
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "what is no YAML"
    return YAMLFailure(line: Int(mark.line) + 1, column: Int(mark.column) + 1, message: problem)
  }

  /// `nil` for what says nothing of the content.
  private static func read(_ event: yaml_event_t) -> YAMLEvent? {
    let (line, column) = (Int(event.start_mark.line) + 1, Int(event.start_mark.column) + 1)
    func made(_ kind: YAMLEvent.Kind, _ anchor: UnsafeMutablePointer<yaml_char_t>? = nil) -> YAMLEvent {
      YAMLEvent(kind: kind, anchor: anchor.map { String(cString: $0) }, line: line, column: column)
    }
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return made(.document)
    case YAML_SEQUENCE_START_EVENT: return made(.sequence, event.data.sequence_start.anchor)
    case YAML_MAPPING_START_EVENT: return made(.mapping, event.data.mapping_start.anchor)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return made(.end)
    case YAML_ALIAS_EVENT: return event.data.alias.anchor.map { made(.alias(String(cString: $0))) }
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return made(
        .scalar(
          YAMLScalar(
            text: String(decoding: text, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
            tag: scalar.tag.map { String(cString: $0) })),
        scalar.anchor)
    default: return nil
    }
  }
}
