import TraceModel
import TraceSource

/// All that the sources say of one run.
struct LangSmithRun {
  /// The run's own id.
  let id: String
  /// Where it was met first.
  let place: SourcePlace
  /// The id of the run within whose `child_runs` it stands.
  var enclosing: String?
  /// What was recorded and posted of it, its `child_runs` left out.
  private var posted = AttributeValue.map([])
  /// What patches say; they win, in whatever order a client sent them.
  private var patched = AttributeValue.map([])

  init(id: String, place: SourcePlace) {
    (self.id, self.place) = (id, place)
  }

  /// The run as it was in the end.
  var value: AttributeValue { posted.updated(by: patched) }

  mutating func take(_ record: AttributeValue, isPatch: Bool) {
    if isPatch { patched = patched.updated(by: record) } else { posted = posted.updated(by: record) }
  }
}

/// A run's members by what they mean.
struct LangSmithFields {
  let id: String
  let value: AttributeValue
  /// The ids of the run's ancestors and of the run itself, as `dotted_order` tells them, from the root.
  let lineage: [Substring]
  /// `extra.metadata`.
  let metadata: AttributeValue
  /// The parent's id: stated, else told by the lineage or by where the run stands.
  let parentID: String?

  init(_ run: LangSmithRun) {
    id = run.id
    value = run.value
    lineage = Self.lineage(value["dotted_order"]?.string ?? "")
    metadata = value["extra"]?.unwrapped["metadata"] ?? .null
    let stated = value["parent_run_id"]?.tellingString
    let parent = stated ?? lineage.dropLast().last.map(String.init) ?? run.enclosing
    parentID = parent == run.id ? nil : parent
  }

  /// The id of the trace, where the run states it.
  var traceID: String? {
    if let id = value["trace_id"]?.string, !id.isEmpty { return id }
    return lineage.first.map(String.init)
  }

  var name: String { value["name"]?.string ?? runType ?? "run" }
  var runType: String? { value["run_type"]?.string }
  var inputs: AttributeValue { (value["inputs"] ?? .null).unwrapped }
  var outputs: AttributeValue { (value["outputs"] ?? .null).unwrapped }
  /// The node of a LangGraph that the run is or belongs to.
  var graphNode: String? { metadata["langgraph_node"]?.string }
  /// Whether the run is a graph's node, rather than a step within one.
  var isGraphNode: Bool { graphNode == name }

  /// A moment of the run: ISO 8601, or milliseconds as JavaScript counts them.
  func time(_ name: String) -> Timestamp? {
    NativeTime.iso(value[name]) ?? NativeTime.milliseconds(value[name])
  }

  /// The start that `dotted_order` repeats as `20260302T100000123456Z` before the run's id.
  var orderedStart: Timestamp? {
    guard let last = value["dotted_order"]?.string?.split(separator: ".").last,
      let end = last.firstIndex(of: "Z")
    else { return nil }
    let digits = last[..<end].filter(\.isNumber).map(String.init)
    guard digits.count >= 14, digits.count == last[..<end].count - 1 else { return nil }
    let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { digits[$0].joined() }
    let fraction = digits.count > 14 ? "." + digits[14...].joined() : ""
    return NativeTime.iso(
      .string(
        "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])\(fraction)Z"))
  }

  /// The ids in a `dotted_order`, from the root's to the run's own: each part is a start, a `Z` and an id.
  static func lineage(_ order: String) -> [Substring] {
    order.split(separator: ".").compactMap { part in
      part.firstIndex(of: "Z").map { part[part.index(after: $0)...] }
    }
  }
}
