import ChatReading
import JSONReader
import TraceModel
import TraceSource

/// The agents and tools of a run that one record tells: lists of objects with a name, what was given and what came out.
enum SpanLogAgents {
  private static let agentLists: Set = [
    "agent_info", "agents", "agent_runs", "agent_steps", "agent_calls", "agent_results",
  ]
  private static let toolLists: Set = [
    "tool_info", "tools", "tool_calls", "tool_runs", "tools_used", "tool_results",
  ]
  private static let given: [SpanKind: [String]] = [
    .agent: ["agent_input", "input", "prompt", "task"],
    .tool: ["tool_args", "tool_input", "arguments", "args", "input", "parameters"],
  ]
  private static let made: [SpanKind: [String]] = [
    .agent: ["agent_output", "output", "response", "result"],
    .tool: ["tool_output", "tool_result", "output", "result", "observation"],
  ]
  private static let statuses = ["tool_status", "agent_status", "status"]

  /// Whether a member is a list of agents or tools with what each was given or made.
  static func isList(_ name: String, _ value: JSONValue) -> Bool {
    guard let kind = kind(of: name), value.kind == .array else { return false }
    return value.elements.prefix(8).contains { element in
      let names = Set(
        element.members.prefix(64).filter { !$0.value.isNull }.map { SpanLogNames.plain($0.key) })
      return nameMembers(kind).contains(where: names.contains)
        && (sides(kind).contains(where: names.contains) || !names.isDisjoint(with: toolLists))
    }
  }

  private static func kind(of name: String) -> SpanKind? {
    agentLists.contains(name) ? .agent : toolLists.contains(name) ? .tool : nil
  }

  private static func nameMembers(_ kind: SpanKind) -> [String] {
    kind == .agent ? ["agent_name", "name", "agent"] : ["tool_name", "name", "tool"]
  }

  private static func sides(_ kind: SpanKind) -> [String] { (given[kind] ?? []) + (made[kind] ?? []) }

  /// The spans of the lists that a run's attributes hold; these are taken out.
  static func spans(below run: inout SpanLogSpan) -> [SpanLogSpan] {
    var spans: [SpanLogSpan] = []
    for attribute in run.span.attributes {
      guard let kind = kind(of: SpanLogNames.plain(attribute.name)), let list = attribute.value.array,
        isTold(list, kind)
      else { continue }
      for (index, element) in list.enumerated() {
        add(element, kind, "\(run.span.spanID).\(attribute.name).\(index)", below: run, to: &spans)
      }
      run.span.attributes.removeAll { $0.name == attribute.name }
    }
    keepOnce(&spans)
    return spans
  }

  private static func isTold(_ list: [AttributeValue], _ kind: SpanKind) -> Bool {
    !list.isEmpty
      && list.allSatisfy { element in nameMembers(kind).contains { element[$0]?.tellingString != nil } }
  }

  private static func add(
    _ element: AttributeValue, _ kind: SpanKind, _ id: String, below parent: SpanLogSpan,
    to spans: inout [SpanLogSpan]
  ) {
    let name = nameMembers(kind).lazy.compactMap { element[$0]?.tellingString }.first ?? "\(kind)"
    var part = SpanLogSpan(
      OTelSpan(
        traceID: parent.span.traceID, spanID: id, parentSpanID: parent.span.spanID, name: name,
        place: parent.span.place))
    part.inferred = kind
    let members = element.map ?? []
    part.span.attributes = members.filter { !$0.value.isVoid }
    rename(&part, given[kind] ?? [], kind == .tool ? "arguments" : "input.value")
    rename(&part, made[kind] ?? [], kind == .tool ? "result" : "output.value")
    part.span.status = SpanLogStatus.status(ofWords: statuses.compactMap { element[$0]?.string })
    if kind == .agent { SpanLogUsage.forgetZeros(&part.span.attributes) }
    let place = spans.count
    spans.append(part)
    guard kind == .agent else { return }
    for list in members where toolLists.contains(SpanLogNames.plain(list.name)) {
      guard let tools = list.value.array, isTold(tools, .tool) else { continue }
      spans[place].span.attributes.removeAll { $0.name == list.name }
      for (index, tool) in tools.enumerated() { add(tool, .tool, "\(id).\(index)", below: part, to: &spans) }
    }
  }

  /// Renames the first of the names that the part has.
  private static func rename(_ part: inout SpanLogSpan, _ names: [String], _ target: String) {
    for name in names {
      guard let place = part.span.attributes.firstIndex(where: { SpanLogNames.plain($0.name) == name }) else {
        continue
      }
      part.span.attributes[place].name = target
      return
    }
  }

  /// The agent that is named first may list again all that the others did whom it asked: what ran once is told once,
  /// below the one that did it, and the others stand below the first.
  private static func keepOnce(_ spans: inout [SpanLogSpan]) {
    guard let first = spans.first, first.inferred == .agent else { return }
    let own = spans.indices.filter { spans[$0].span.parentSpanID == first.span.spanID }
    let others = spans.indices.filter { spans[$0].inferred == .tool && !own.contains($0) }
    guard !own.isEmpty, counted(own.map { spans[$0].span }) == counted(others.map { spans[$0].span }) else {
      return
    }
    for index in spans.indices.dropFirst() where spans[index].inferred == .agent {
      spans[index].span.parentSpanID = first.span.spanID
    }
    let repeated = Set(own)
    spans = spans.indices.filter { !repeated.contains($0) }.map { spans[$0] }
  }

  private static func counted(_ tools: [OTelSpan]) -> [SpanLogCall: Int] {
    tools.reduce(into: [:]) { $0[SpanLogCall($1), default: 0] += 1 }
  }
}

/// What makes two records of a tool's run the same: all that they say.
private struct SpanLogCall: Hashable {
  let name: String
  let attributes: [Attribute]

  init(_ span: OTelSpan) { (name, attributes) = (span.name, span.attributes) }
}
