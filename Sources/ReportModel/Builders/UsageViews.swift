import TraceAnalysis
import TraceModel
import TraceText

/// Token usage as figures and as a bar.
enum UsageViews {
  /// The bar over input by class and output by class; `nil` where nothing is known.
  static func bar(_ usage: TokenUsage, label: String) -> SegmentBar? {
    let classes = classes(usage)
    // Counts of a damaged source may not fit into one integer together.
    let whole = classes.reduce(0) { $0 + Double($1.count) }
    guard whole > 0 else { return nil }
    return SegmentBar(
      label: label,
      segments: classes.filter { $0.count > 0 }.map {
        SegmentBar.Segment(
          label: $0.name, value: words($0.count, usage), share: Double($0.count) / whole,
          color: $0.color)
      })
  }

  /// The tokens by class, in the order of a bar: what is reused first, then what is new, then what is written.
  static func classes(_ usage: TokenUsage) -> [(name: String, count: Int, color: Hue)] {
    let cached = usage.cacheRead ?? 0
    let write = usage.cacheWrite ?? 0
    let reasoning = usage.reasoning ?? 0
    return [
      ("cached input", cached, .cached),
      ("cache write", write, .write),
      (cached > 0 || write > 0 ? "fresh input" : "input", usage.freshInput ?? 0, .fresh),
      (reasoning > 0 ? "answer" : "output", max(0, (usage.output ?? 0) - reasoning), .out),
      ("reasoning", reasoning, .reason),
    ]
  }

  /// The figures of one call.
  static func values(_ call: CallFigures?, usage: TokenUsage) -> [LabelledValue] {
    var values: [LabelledValue] = []
    func add(_ label: String, _ count: Int?) {
      guard let count else { return }
      values.append(LabelledValue(label: label, value: words(count, usage), explanation: ""))
    }
    add("Input tokens", usage.input)
    add("of them cached", usage.cacheRead)
    add("of them cache write", usage.cacheWrite)
    add("of these for 1 h", usage.cacheWriteHour)
    add("Output tokens", usage.output)
    add("of them reasoning", usage.reasoning)
    add("Audio tokens among them", usage.audio)
    if usage.input == nil && usage.output == nil { add("Tokens", usage.reportedTotal) }
    if let call {
      let cost = CostWords(call)
      values.append(LabelledValue(label: "Cost", value: cost.amount, explanation: cost.explanation))
    }
    return values
  }

  /// A count with "≥" where the source's counts are unfinished, "~" where they are rounded.
  static func words(_ count: Int, _ usage: TokenUsage) -> String { usage.mark + Formatting.count(count) }

  /// The same, shortened where it is large.
  static func short(_ count: Int, _ usage: TokenUsage) -> String {
    usage.mark + Formatting.shortCount(count)
  }

  /// All tokens together, shortened where they are many; `nil` where they are not known.
  static func shortTotal(_ usage: TokenUsage?) -> String? {
    usage.flatMap { usage in usage.total.map { usage.totalMark + Formatting.shortCount($0) } }
  }
}

/// A cost in words with where it comes from.
struct CostWords {
  var amount: String
  var explanation: String

  init(_ call: CallFigures) {
    self.init(call.cost, unpriced: call.unpriced)
    if call.isLowerBound { amount = "≥ " + amount }
  }

  init(_ cost: Cost?, unpriced: Unpriced? = nil) {
    guard let cost else {
      amount = "unpriced"
      let why = CostExplanationWords.words(unpriced ?? .unknownModel)
      explanation = "The source reports no cost, and \(why)."
      return
    }
    amount = Formatting.dollars(cost.amount)
    switch cost.origin {
    case .reported: explanation = "Reported by the source."
    case .computed(let bill): explanation = "~ computed: \(bill.formula)"
    }
  }
}
