import TraceAnalysis
import TraceModel
import TraceText

/// The line under a span's name: duration, start, and the parameters that tell most.
struct SpanMeta {
  let context: TraceContext
  let span: Int

  var line: String {
    var words = times
    let value = context.spans[span]
    switch value.kind {
    case .retrieval, .rerank:
      words += [value.retrieval?.topK.map { "top_k \($0)" }].compactMap { $0 }
    case .llm, .embedding:
      words += [tokens(value.llm), value.llm?.finishReasons.first.map { "finish reason \($0)" }].compactMap {
        $0
      }
    default: break
    }
    if context.analysis.figures.unrecordedAgents.contains(span) {
      words.append("its model calls are not in the file: what it used and cost is unknown")
    }
    if context.title(span) != value.name { words.append("span \(value.name)") }
    return words.joined(separator: " · ")
  }

  private var times: [String] {
    let value = context.spans[span]
    let mark = value.timeOrigin == .inferred ? "~ " : ""
    var words: [String] = []
    if let duration = value.duration {
      words.append(mark + Formatting.duration(duration))
    } else {
      words.append(value.start == nil ? "no time recorded" : "no end recorded")
    }
    if let offset = context.analysis.timing.offset[span] {
      words.append("starts at \(mark)\(Formatting.offset(offset))")
    }
    return words
  }

  private func tokens(_ call: LLMCall?) -> String? {
    guard let usage = call?.usage, let input = usage.input else {
      return call?.usage.flatMap { usage in
        usage.total.map { usage.totalMark + Formatting.count($0, "token") }
      }
    }
    let output = usage.output.map { " · \(UsageViews.words($0, usage)) out" } ?? ""
    return "\(UsageViews.words(input, usage)) in\(output)"
  }
}
