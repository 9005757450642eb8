import TraceAnalysis
import TraceModel
import TraceText

/// Which calls of several runs a cost is known for, where one stands for few of them.
struct PricedCalls {
  private var all = 0
  private var priced = 0
  /// The models of the calls that are priced, and of the others.
  private var known: Set<String> = []
  private var unknown: Set<String> = []

  init(_ analyses: [AnalysedTrace], uses: [RunUse]) {
    for (analysis, use) in zip(analyses, uses) {
      for call in analysis.figures.calls
      where !use.judging.contains(call.span) && !analysis.figures.isError[call.span] {
        let model = analysis.trace.spans[call.span].llm?.modelName ?? ""
        all += 1
        if call.cost == nil {
          unknown.insert(model)
        } else {
          priced += 1
          known.insert(model)
        }
      }
    }
  }

  /// `only claude-haiku-4.5 priced, 2 of 62 calls`; `nil` where all calls are priced or none is.
  var words: String? {
    guard priced > 0, priced < all else { return nil }
    let count = "\(Formatting.count(priced)) of \(Formatting.count(all, "call"))"
    guard known.count == 1, let model = known.first, !model.isEmpty, !unknown.contains(model) else {
      return "\(count) priced"
    }
    return "only \(model.preview(28)) priced, \(count)"
  }
}
