public import TraceModel

/// A span's facts as attributes of a converted trace, and back.
public enum SpanAttributes {
  /// Equal texts from this many bytes on are named rather than written twice.
  private static let longText = 64

  /// All attributes of a span in a converted trace: the source's, those of the conventions, and ours.
  ///
  /// - Parameters:
  ///   - span: The span; its own attributes come first, unchanged.
  ///   - courtesies: What is said for other programs only. It is left out where the source uses the name.
  ///   - envelope: Attributes of ours that the envelope needs.
  public static func write(_ span: Span, courtesies: [Attribute] = [], envelope: [Attribute] = [])
    -> [Attribute]
  {
    let source = span.attributes.asSource
    var names = Set(source.map(\.name))
    var conventional: [Attribute] = []
    for courtesy in courtesies where names.insert(courtesy.name).inserted { conventional.append(courtesy) }
    var ours = envelope
    var same: [Attribute] = []
    let texts = longTexts(source)
    let isCall = span.kind == .llm || span.kind == .embedding
    // The beginning of such an input is left out, so that the source's own messages are never the same.
    let isInputCut = envelope[AddedName.inputFollows] != nil
    let hasWholeInput = !isInputCut && holdsWholeInput(source, of: span)

    for field in Span.groups.lazy.filter({ $0.isThere(span) }).flatMap(\.fields) {
      guard let written = field.write(span) else { continue }
      let value = PortableValue.make(written, for: .otlp)
      let isOurs = field.name.hasPrefix(AddedName.prefix)
      if hasWholeInput, field.name == inputMessages || field.name == systemInstructions {
        if field.name == inputMessages { same.append(Attribute(field.name, .string(inputMessages))) }
      } else if !isOurs, !isInputCut || field.name != inputMessages, let own = source[field.name],
        says(own, field, written)
      {
        same.append(Attribute(field.name, .string(field.name)))
      } else if !isOurs, isCall || !field.isSummed, names.insert(field.name).inserted {
        conventional.append(Attribute(field.name, value))
      } else if case .string(let text) = value, let name = texts[TextKey(text)] {
        same.append(Attribute(field.name, .string(name)))
      } else {
        ours.append(Attribute(isOurs ? field.name : AddedName.prefix + field.name, value))
      }
    }
    if !same.isEmpty { ours.append(Attribute(AddedName.same, .map(same))) }
    if !conventional.isEmpty {
      let added = conventional.map { AttributeValue.string($0.name) }
      ours.append(Attribute(AddedName.added, .array(added)))
    }
    return source + conventional + ours
  }

  /// Whether a span has what `write` adds: another program may have taken it out.
  public static func isThere(_ attributes: [Attribute]) -> Bool { attributes[AddedName.kind] != nil }

  /// Sets the facts of a span, and the source's attributes, from what `write` made.
  public static func read(_ attributes: [Attribute], into span: inout Span) {
    let values = Dictionary(
      attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let added = Set((values[AddedName.added]?.array ?? []).compactMap(\.string))
    let same = values[AddedName.same]?.map ?? []
    let references = Dictionary(
      same.map { ($0.name, $0.value.string ?? "") }, uniquingKeysWith: { first, _ in first })
    for field in Span.fields {
      let isOurs = field.name.hasPrefix(AddedName.prefix)
      let value =
        values[isOurs ? field.name : AddedName.prefix + field.name] ?? references[field.name].flatMap {
          values[$0]
        }
        ?? (added.contains(field.name) ? values[field.name] : nil)
      if let value { field.read(&span, PortableValue.restore(value)) }
    }
    span.attributes = attributes.ofSource
  }

  /// Whether the source itself has a call's messages by the name of the conventions.
  public static func hasInputMessages(_ span: Span) -> Bool { span.attributes[inputMessages] != nil }

  private static let inputMessages = "gen_ai.input.messages"
  private static let inputMessagesField = Span.fields.first { $0.name == inputMessages }
  private static let systemInstructions = "gen_ai.system_instructions"

  /// Whether an attribute of the source, read as the field is, says what the field says.
  private static func says(_ own: AttributeValue, _ field: Field<Span>, _ written: AttributeValue) -> Bool {
    // Most say it in the same words, which need no reading.
    if own == written { return true }
    var (theirs, ours) = (blank, blank)
    field.read(&theirs, own)
    field.read(&ours, written)
    return theirs == ours
  }

  /// Whether the source's own messages are the span's input with the instructions that lead it.
  private static func holdsWholeInput(_ source: [Attribute], of span: Span) -> Bool {
    guard let own = source[inputMessages], let input = span.llm?.input, !input.isEmpty,
      let field = inputMessagesField
    else { return false }
    var theirs = blank
    field.read(&theirs, own)
    return theirs.llm?.input == input
  }

  private static let blank: Span = {
    var span = Span(id: "", name: "")
    span.llm = LLMCall(usage: TokenUsage())
    span.tool = ToolExecution()
    span.retrieval = Retrieval()
    return span
  }()

  /// The source's long texts, each with an attribute that can be found by its name.
  private static func longTexts(_ source: [Attribute]) -> [TextKey: String] {
    guard source.contains(where: { long($0) != nil }) else { return [:] }
    var texts: [TextKey: String] = [:]
    var names: Set<String> = []
    for attribute in source where names.insert(attribute.name).inserted {
      if let text = long(attribute), texts[TextKey(text)] == nil { texts[TextKey(text)] = attribute.name }
    }
    return texts
  }

  /// The text of an attribute that is a long one.
  private static func long(_ attribute: Attribute) -> String? {
    if case .string(let text) = attribute.value, text.utf8.count >= longText { text } else { nil }
  }
}
