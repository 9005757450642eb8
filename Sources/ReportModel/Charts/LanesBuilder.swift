import TraceAnalysis
import TraceModel
import TraceText

/// The lanes of a long run: model calls, tools and each sub-agent.
struct LanesBuilder {
  private static let agentLimit = 3
  /// Above this many pieces a lane joins those that fall together.
  private static let pieceLimit = 300

  let context: TraceContext

  /// The lanes; `nil` for runs without times.
  func lanes(_ chart: ContextChart?) -> LanesView? {
    guard let duration = context.analysis.timing.duration, duration > 0 else { return nil }
    let whole = Double(duration)
    var lanes = [
      lane("LLM", context.spans.indices.filter { context.spans[$0].kind == .llm }, whole: whole),
      lane("Tools", context.spans.indices.filter { context.spans[$0].kind == .tool }, whole: whole),
      lane("Retrieval", context.spans.indices.filter { context.spans[$0].kind == .retrieval }, whole: whole),
    ]
    lanes += agents().prefix(Self.agentLimit).map { lane($0.name, $0.spans, whole: whole) }
    let filled = lanes.filter { !$0.pieces.isEmpty }
    guard !filled.isEmpty else { return nil }
    return LanesView(
      lanes: filled, context: (chart?.points.count ?? 0) > 1 ? chart : nil,
      marks: CompactionMarks(context: context).marks { _ in true }, duration: Formatting.duration(duration))
  }

  /// Agents below others, by first start.
  private func agents() -> [(name: String, spans: [Int])] {
    var order: [String] = []
    var spans: [String: [Int]] = [:]
    for index in context.spans.indices where context.spans[index].kind == .agent {
      guard context.analysis.tree.ancestors(of: index).contains(where: { context.spans[$0].kind == .agent })
      else {
        continue
      }
      let name = context.title(index)
      if spans[name] == nil { order.append(name) }
      spans[name, default: []].append(index)
    }
    return order.map { ($0, spans[$0] ?? []) }
  }

  private func lane(_ label: String, _ spans: [Int], whole: Double) -> LanesView.Lane {
    let pieces = spans.compactMap { index -> LanesView.Piece? in
      guard let offset = context.analysis.timing.offset[index] else { return nil }
      let length = max(0, Double(context.spans[index].duration ?? 0)) / whole
      let isError = context.analysis.figures.isError[index]
      return LanesView.Piece(
        start: Double(offset) / whole, length: length,
        color: isError ? .error : KindLabel(context.spans[index].kind).hue, target: context.anchors[index],
        label:
          "\(context.title(index)), \(SpanMeta(context: context, span: index).line)\(isError ? ", failed" : "")"
      )
    }
    return LanesView.Lane(label: label, pieces: pieces.count > Self.pieceLimit ? Self.joined(pieces) : pieces)
  }

  /// Joins pieces of one colour that begin within two pixels of each other: more could not be told apart.
  private static func joined(_ pieces: [LanesView.Piece]) -> [LanesView.Piece] {
    var result: [LanesView.Piece] = []
    var count = 0
    for piece in pieces {
      guard var last = result.last, last.color == piece.color, piece.start >= last.start,
        piece.start - last.start < 2 / LanesView.width
      else {
        count = 0
        result.append(piece)
        continue
      }
      count += 1
      last.length = max(last.length, piece.start + piece.length - last.start)
      last.more = count
      result[result.count - 1] = last
    }
    return result
  }
}
