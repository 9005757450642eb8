import TraceModel
import TraceText

extension FindingRules {
  /// One call that cost half of the run or more.
  ///
  /// Silent for short or cheap runs, where some call must cost most and nobody minds.
  static let costHotSpot: Rule = { context in
    let calls = context.figures.calls.compactMap { call in call.amount.map { (call: call, amount: $0) } }
    let whole = calls.reduce(0) { $0 + $1.amount }
    guard calls.count >= 5, whole >= 5,
      let top = calls.max(by: { ($0.amount, $1.call.span) < ($1.amount, $0.call.span) }),
      top.amount >= whole / 2
    else { return [] }
    let share = Formatting.percent(top.amount / whole)
    var text =
      "It cost \(Formatting.dollars(top.amount)) of \(Formatting.dollars(whole)); "
      + "the other \(Formatting.count(calls.count - 1, "call")) cost the rest."
    if let usage = top.call.usage, let input = usage.input, let output = usage.output {
      text += " It had \(Formatting.count(input)) input and \(Formatting.count(output)) output tokens"
      if let reasoning = usage.reasoning, reasoning > 0 {
        text += ", \(Formatting.count(reasoning)) of them reasoning"
      }
      text += "."
    }
    if top.call.charged == nil { text += " Computed from the price table." }
    return [
      Finding(
        .costHotSpot, .info,
        "\(Wording.capitalised(context.name(top.call.span))) cost \(share) of the run.", [.plain(text)],
        spans: [top.call.span])
    ]
  }
}
