import OTelImport
import TraceModel
import TraceSource

/// An observation with its facts under the names that the dialects know, so that their readers can be used.
///
/// Langfuse keeps what OpenTelemetry's instrumentations wrote in `metadata.attributes`, less what it moved into
/// members of its own.
struct LangfuseObservation {
  /// `SPAN`, `GENERATION` and so on.
  let type: String
  let model: String?
  /// The output out of its JSON text.
  let output: AttributeValue
  /// The members and what is in their metadata, flat, as the span's own attributes.
  private(set) var attributes: [Attribute] = []
  /// The same for the dialects.
  private(set) var source: OTelSpan
  private(set) var resource: Resource?
  /// The names of attributes by the names that dialects know them under.
  private var origins: [String: [String]] = [:]
  private let spelling: LangfuseSpelling

  init(_ object: LangfuseObject) {
    let record = object.record
    spelling = object.spelling
    type = record["type"]?.string ?? "SPAN"
    model = (record["model"]?.string ?? record["providedModelName"]?.string).flatMap { $0.isEmpty ? nil : $0 }
    output = record["output"]?.unwrapped ?? .null
    source = OTelSpan(
      traceID: record["traceId"]?.string ?? "", spanID: object.id,
      parentSpanID: record["parentObservationId"]?.tellingString,
      name: record["name"]?.string ?? type.lowercased(), place: record.place)
    source.start = NativeTime.iso(record["startTime"])
    // An event is a moment.
    source.end = NativeTime.iso(record["endTime"]) ?? (type == "EVENT" ? source.start : nil)
    for member in record.value.map ?? [] where !member.value.isVoid { read(member) }
    addFigures(of: record)
    addMessages(of: record)
  }

  /// The span's own attributes whose content stands in its fields: members of whose content all does, and what the
  /// dialects' readers found.
  func represented(_ members: Set<String>, _ found: Set<String>) -> Set<String> {
    found.reduce(into: Set(members.map(spelling.written))) { $0.formUnion(origins[$1] ?? []) }
  }

  private static let spoken = [
    "input": "langfuse.observation.input", "output": "langfuse.observation.output",
    "level": "langfuse.observation.level", "statusMessage": "langfuse.observation.status_message",
    "modelParameters": "langfuse.observation.model.parameters",
    "promptName": "langfuse.observation.prompt.name", "promptVersion": "langfuse.observation.prompt.version",
    "sessionId": "langfuse.session.id", "userId": "langfuse.user.id", "traceName": "langfuse.trace.name",
  ]

  private mutating func read(_ member: Attribute) {
    guard member.name == "metadata", let metadata = member.value.unwrapped.map else {
      return add(
        Attribute(spelling.written(member.name), member.value), as: Self.spoken[member.name])
    }
    for entry in metadata where !entry.value.isVoid {
      switch (entry.name, entry.value.unwrapped) {
      case ("attributes", .map(let members)):
        for attribute in members {
          add(Attribute("metadata.attributes." + attribute.name, attribute.value), as: attribute.name)
        }
      case ("resourceAttributes", .map(let members)): resource = Resource(attributes: members)
      case ("scope", let value) where value["name"]?.string != nil: source.scope = Self.scope(value)
      default:
        let isLangChains = Self.langChain.contains { entry.name.hasPrefix($0) }
        add(
          Attribute("metadata." + entry.name, entry.value),
          as: isLangChains ? "langsmith.metadata." + entry.name : nil)
      }
    }
  }

  /// Metadata of LangChain's runs, which LangSmith's dialect knows.
  private static let langChain = ["ls_", "langgraph_", "thread_id"]

  private mutating func add(_ attribute: Attribute, as name: String?) {
    attributes.append(attribute)
    if let name { speak(name, attribute.value, of: [attribute.name]) }
  }

  private mutating func speak(_ name: String, _ value: AttributeValue, of origins: [String]) {
    source.attributes.append(Attribute(name, value))
    self.origins[name, default: []] += origins
  }

  private static func scope(_ value: AttributeValue) -> InstrumentationScope? {
    guard let name = value["name"]?.string else { return nil }
    return InstrumentationScope(
      name: name, version: value["version"]?.string, attributes: value["attributes"]?.map ?? [])
  }

  private mutating func addFigures(of record: SourceRecord) {
    if let (value, names) = LangfuseFigures.usage(record) {
      speak("langfuse.observation.usage_details", value, of: names.map(spelling.written))
    }
    if let (value, names) = LangfuseFigures.cost(record) {
      speak("langfuse.observation.cost_details", value, of: names.map(spelling.written))
    }
  }

  /// Langfuse moves the messages of the GenAI conventions into its own members, on agents too.
  private mutating func addMessages(of record: SourceRecord) {
    guard source.attributes["gen_ai.operation.name"] != nil else { return }
    for name in ["input", "output"] {
      guard let value = record[name]?.unwrapped, let elements = value.array, !elements.isEmpty,
        elements.allSatisfy({ $0["role"]?.string != nil })
      else { continue }
      speak("gen_ai.\(name).messages", value, of: [name])
    }
  }
}
