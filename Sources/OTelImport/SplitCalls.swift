import TraceModel
import TraceSource
import TraceText

/// Brings together the spans of calls through Vercel's AI SDK that stand in traces of their own.
///
/// A program that registers no context manager has every span begin a trace: the call, each request that it made of the
/// provider, and each tool that it ran. A request belongs to the one call of its operation, function and model within
/// whose time it lies and whose answer it gave; where that is not certain, it stays where it is.
struct SplitCalls {
  /// A call that requests were made for.
  private struct Key: Hashable {
    var operation: String
    var function: AttributeValue?
    var model: AttributeValue?
  }

  /// Begins are whole milliseconds, ends are not.
  private static let slack: Int64 = 2_000_000
  /// So many calls at the same time are looked at.
  private static let window = 64

  private let spans: [OTelSpan]
  /// The calls of each kind by their beginning.
  private var calls: [Key: [Int]] = [:]
  /// The call that each span was found to be a part of.
  private var parents: [Int: Int] = [:]

  /// The batch with each such span below its call, told in one diagnostic. Linear but for the sorting.
  static func joined(_ batch: OTelBatch) -> OTelBatch {
    guard batch.spans.contains(where: { $0.operation != nil }) else { return batch }
    var splits = SplitCalls(batch.spans)
    splits.find()
    return splits.parents.isEmpty ? batch : splits.applied(to: batch)
  }

  private init(_ spans: [OTelSpan]) {
    self.spans = spans
    for index in spans.indices where spans[index].start != nil && spans[index].end != nil {
      guard let operation = spans[index].operation, spans[index].requestOf == nil else { continue }
      calls[key(of: index, operation), default: []].append(index)
    }
    for key in calls.keys {
      calls[key]?.sort { (spans[$0].start?.nanoseconds ?? 0, $0) < (spans[$1].start?.nanoseconds ?? 0, $1) }
    }
  }

  private func key(of span: Int, _ operation: String) -> Key {
    Key(
      operation: operation, function: spans[span].attributes["ai.telemetry.functionId"],
      model: spans[span].attributes["ai.model.id"])
  }

  /// Spans that are the only top of their trace.
  private func loose() -> [Int] {
    var tops: [String: Int] = [:]
    for span in spans where span.parentSpanID == nil { tops[span.traceID, default: 0] += 1 }
    return spans.indices.filter { spans[$0].parentSpanID == nil && tops[spans[$0].traceID] == 1 }
  }

  private mutating func find() {
    let loose = loose()
    var unsure: [(span: Int, call: Int)] = []
    for span in loose {
      guard let operation = spans[span].requestOf else { continue }
      let around = calls(around: span, key(of: span, operation))
      let same = around.filter { spans[$0].gave(spans[span]) }
      if same.count == 1 {
        parents[span] = same[0]
      } else if around.count == 1, spans[span].attributes["ai.telemetry.functionId"] != nil {
        unsure.append((span, around[0]))
      }
    }
    // The steps of a call before its last one answered something else than the call did.
    let proven = Set(parents.values)
    for (span, call) in unsure where proven.contains(call) { parents[span] = call }
    var askers: [String: Int] = [:]
    for (request, call) in parents.sorted(by: { $0.key < $1.key }) {
      for id in spans[request].askedTools { askers[id] = call }
    }
    for span in loose where spans[span].operation == "ai.toolCall" {
      let call = spans[span].attributes["ai.toolCall.id"]?.string.flatMap { askers[$0] }
      if let call, spans[call].traceID != spans[span].traceID { parents[span] = call }
    }
  }

  /// The calls within whose time a span of another trace lies.
  private func calls(around span: Int, _ key: Key) -> [Int] {
    guard let start = spans[span].start?.nanoseconds, let end = spans[span].end?.nanoseconds,
      let candidates = calls[key]
    else { return [] }
    var (first, later) = (0, candidates.count)
    while first < later {
      let middle = (first + later) / 2
      let isLater = (spans[candidates[middle]].start?.nanoseconds ?? 0) > start.saturatingAdd(Self.slack)
      if isLater { later = middle } else { first = middle + 1 }
    }
    return candidates[..<first].suffix(Self.window).filter { call in
      (spans[call].end?.nanoseconds ?? 0) >= end.saturatingAdd(-Self.slack)
        && spans[call].traceID != spans[span].traceID
    }
  }

  private func applied(to batch: OTelBatch) -> OTelBatch {
    var batch = batch
    batch.move(parents)
    if let first = parents.keys.min() {
      batch.diagnostics.append(
        Diagnostic(
          severity: .note, place: spans[first].place,
          message: parents.count == 1
            ? "the span \(spans[first].spanID) is a part of a call and stands in a trace of its own"
            : "\(parents.count) spans are parts of calls and stand in traces of their own",
          action: "each was put below the call that lasted around it and gave what it answered"))
    }
    // Ids are a trace's own.
    return batch.consolidated()
  }
}

extension OTelBatch {
  /// Puts each span, with all of its trace, below another one's of another trace.
  mutating func move(_ parents: [Int: Int]) {
    var traces: [String: String] = [:]
    for (span, parent) in parents.sorted(by: { $0.key < $1.key }) {
      traces[spans[span].traceID] = spans[parent].traceID
      spans[span].parentSpanID = spans[parent].spanID
    }
    // What is moved may have spans of further traces below it.
    func whole(_ trace: String) -> String {
      var trace = trace
      for _ in 0..<8 { trace = traces[trace] ?? trace }
      return trace
    }
    for index in spans.indices { spans[index].traceID = whole(spans[index].traceID) }
    for index in logs.indices { logs[index].traceID = logs[index].traceID.map(whole) }
    for index in annotations.indices {
      annotations[index].traceID = annotations[index].traceID.map(whole)
    }
  }
}

extension OTelSpan {
  fileprivate var operation: String? { attributes["ai.operationId"]?.string }

  /// The operation that the span is a request of: `ai.generateText` of `ai.generateText.doGenerate`.
  fileprivate var requestOf: String? {
    guard let operation, let dot = operation.lastIndex(of: "."),
      operation[dot...].hasPrefix(".do")
    else { return nil }
    return String(operation[..<dot])
  }

  /// The ids of the tool calls that a model asked for.
  fileprivate var askedTools: [String] {
    (attributes["ai.response.toolCalls"]?.unwrapped.array ?? []).compactMap { $0["toolCallId"]?.string }
  }

  /// Whether what a call gave back is what a request of it answered, or of an embedding what it was asked for.
  fileprivate func gave(_ request: OTelSpan) -> Bool {
    let answers = [
      "ai.response.text", "ai.response.object", "ai.response.toolCalls", "ai.result.text", "ai.result.object",
      "ai.ranking",
    ]
    for name in answers {
      if let own = attributes[name], !own.isVoid, own == request.attributes[name] { return true }
    }
    let texts = attributes["ai.values"]?.array ?? attributes["ai.value"].map { [$0] } ?? []
    let embedded = request.attributes["ai.values"]?.array ?? []
    return !embedded.isEmpty && embedded.allSatisfy(texts.contains)
  }
}
