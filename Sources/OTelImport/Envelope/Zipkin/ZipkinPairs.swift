import TraceModel

/// Tells apart the spans that share an id: in Zipkin's RPC model the server takes over the client's id.
///
/// A span is known by id, kind and endpoint. The client's half keeps the id; the server's gets one of its own and
/// hangs under the client's, and the server's children hang under it. This is the reading of Zipkin's own
/// `SpanNode`. Spans of equal id, kind and endpoint stay copies of one another. Linear in the number of spans.
struct ZipkinPairs {
  private struct Key: Hashable {
    var traceID: String
    var spanID: String
  }

  private struct Mark: Hashable {
    var kind: String?
    var endpoint: ZipkinEndpoint

    func fits(_ other: Mark) -> Bool {
      (kind == nil || other.kind == nil || kind == other.kind) && endpoint.fits(other.endpoint)
    }
  }

  /// The spans of one id, kind and endpoint.
  private struct Half {
    var mark: Mark
    var isShared: Bool
    var members: [Int] = []
    var id: String

    var isCaller: Bool { !isShared && (mark.kind == "client" || mark.kind == "producer") }
    var isCallee: Bool { isShared || mark.kind == "server" || mark.kind == "consumer" }
  }

  /// The halves of one id.
  private struct Group {
    var halves: [Half] = []
    var places: [Mark: Int] = [:]
  }

  private let spans: [ZipkinSpan]
  private var indices: [Key: Int] = [:]
  private var groups: [Group] = []

  /// Halves beyond these are found by their exact marks only, so that no file costs quadratic time.
  private static let compared = 16

  /// Sorts spans by what they share.
  init(_ spans: [ZipkinSpan]) {
    self.spans = spans
    // Late additions to a span often lack its kind: they join once all kinds are known.
    let complete = spans.indices.filter { spans[$0].span.otelKind != nil }
    let partial = spans.indices.filter { spans[$0].span.otelKind == nil }
    for index in complete + partial where !spans[index].span.spanID.isEmpty { sort(index) }
    for index in groups.indices where groups[index].halves.count > 1 { nameHalves(of: index) }
  }

  /// The spans in their order, each half of a shared id with an id and a parent of its own.
  var resolved: [OTelSpan] {
    var result = spans.map(\.span)
    for index in result.indices { result[index].parentSpanID = parent(of: spans[index]) }
    for group in groups where group.halves.count > 1 {
      for half in group.halves {
        for member in half.members {
          let own = result[member].spanID
          result[member].spanID = half.id
          if half.id != own && half.isCallee { result[member].parentSpanID = own }
        }
      }
    }
    return result
  }

  /// What happened to shared ids, in one note.
  var note: Diagnostic? {
    let shared = groups.filter { $0.halves.count > 1 }
    guard let first = shared.flatMap(\.halves).flatMap(\.members).min().map({ spans[$0].span }) else {
      return nil
    }
    return Diagnostic(
      severity: .note, place: first.place,
      message: shared.count == 1
        ? "spans of different kinds or services share the id \(first.spanID)"
        : "spans of different kinds or services share \(shared.count) ids, the first is \(first.spanID)",
      action: "the called side hangs under the caller's, with its kind added to its id")
  }

  private mutating func sort(_ index: Int) {
    let span = spans[index]
    let key = Key(traceID: span.span.traceID, spanID: span.span.spanID)
    let group = indices[key] ?? groups.count
    if group == groups.count {
      indices[key] = group
      groups.append(Group())
    }
    let mark = Mark(kind: span.span.otelKind, endpoint: span.endpoint)
    let place =
      groups[group].places[mark]
      ?? groups[group].halves.prefix(Self.compared).firstIndex { $0.mark.fits(mark) }
      ?? groups[group].halves.count
    if place == groups[group].halves.count {
      groups[group].halves.append(Half(mark: mark, isShared: span.isShared, id: key.spanID))
    }
    groups[group].places[mark] = place
    groups[group].halves[place].members.append(index)
  }

  /// Gives all halves but the caller's an id of their own.
  private mutating func nameHalves(of index: Int) {
    let halves = groups[index].halves
    let caller = halves.firstIndex(where: \.isCaller) ?? halves.firstIndex { !$0.isShared } ?? 0
    var counts: [String: Int] = [:]
    for place in halves.indices where place != caller {
      let name = halves[place].mark.kind ?? "part"
      let number = counts[name, default: 0] + 1
      counts[name] = number
      groups[index].halves[place].id += "-" + name + (number == 1 ? "" : "-\(number)")
    }
  }

  /// The parent: of a shared id, the half that stands on the child's own side.
  private func parent(of child: ZipkinSpan) -> String? {
    guard let parent = child.span.parentSpanID else { return nil }
    guard let index = indices[Key(traceID: child.span.traceID, spanID: parent)],
      groups[index].halves.count > 1, child.endpoint.service != nil
    else { return parent }
    let near = groups[index].halves.prefix(Self.compared)
      .first { !$0.isCaller && $0.mark.endpoint.service != nil && $0.mark.endpoint.fits(child.endpoint) }
    return near?.id ?? parent
  }
}
