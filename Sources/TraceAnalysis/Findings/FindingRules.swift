import TraceModel

/// All that a rule may look at.
struct FindingContext: Sendable {
  let trace: Trace
  let tree: SpanTree
  let timing: Timing
  let figures: Figures
  let conversation: Exchange
  let attribution: Attribution?

  var spans: [Span] { trace.spans }
}

/// The rules, the most telling first: their order is the order of findings of one severity class.
enum FindingRules {
  typealias Rule = @Sendable (FindingContext) -> [Finding]

  static let all: [Rule] = []

  static func findings(_ context: FindingContext) -> [Finding] {
    all.flatMap { $0(context) }
  }
}
