import TraceModel

/// Puts prices on calls.
struct CallPricing {
  private let spans: [Span]
  private let prices: PriceTable
  private let agent: [String?]

  init(spans: [Span], tree: SpanTree, prices: PriceTable) {
    self.spans = spans
    self.prices = prices
    var agent = [String?](repeating: nil, count: spans.count)
    for span in tree.preorder {
      agent[span] = spans[span].agentName ?? tree.parent[span].flatMap { agent[$0] }
    }
    self.agent = agent
  }

  func figures(of span: Int) -> CallFigures {
    let call = spans[span].llm
    return CallFigures(
      span: span, provider: call?.provider, model: call?.model, agent: agent[span], usage: call?.usage,
      cost: cost(of: spans[span]))
  }

  func contextPoint(of call: CallFigures) -> ContextPoint? {
    guard let tokens = call.usage?.input else { return nil }
    let recorded = spans[call.span].llm?.contextWindow
    let window = recorded ?? row(of: spans[call.span])?.contextWindow
    return ContextPoint(span: call.span, tokens: tokens, window: window, isWindowRecorded: recorded != nil)
  }

  /// `roots` may carry the run's own figure, which counts only where no call reports one.
  func total(of calls: [CallFigures], roots: [Int]) -> CostTotal {
    var sums: (reported: Double?, computed: Double?) = (nil, nil)
    var dates: Set<String> = []
    var unpriced: (calls: Int, models: Set<String>) = (0, [])
    for call in calls {
      switch call.cost?.origin {
      case .reported: sums.reported = (sums.reported ?? 0) + (call.cost?.amount ?? 0)
      case .computed(let date, _):
        sums.computed = (sums.computed ?? 0) + (call.cost?.amount ?? 0)
        dates.insert(date)
      case nil:
        guard call.usage?.isEmpty == false else { continue }
        unpriced.calls += 1
        // A known model whose call lacks a count has a price, but no cost.
        if let model = call.model, row(of: spans[call.span]) == nil { unpriced.models.insert(model) }
      }
    }
    let counted = Set(calls.map(\.span))
    let ofRun = roots.filter { !counted.contains($0) }.compactMap { spans[$0].llm?.reportedCost?.total }
    let runTotal = sums.reported == nil && !ofRun.isEmpty ? ofRun.reduce(0, +) : nil
    let ofCalls = [sums.reported, sums.computed].compactMap(\.self)
    return CostTotal(
      amount: runTotal ?? (ofCalls.isEmpty ? nil : ofCalls.reduce(0, +)), reported: runTotal ?? sums.reported,
      computed: sums.computed, unpricedCalls: runTotal == nil ? unpriced.calls : 0,
      unpricedModels: runTotal == nil ? unpriced.models.sorted() : [], priceDates: dates.sorted())
  }

  private func row(of span: Span) -> ModelPrice? {
    for name in [span.llm?.responseModel, span.llm?.requestModel] {
      if let name, let row = prices.price(of: name) { return row }
    }
    return nil
  }

  private func cost(of span: Span) -> Cost? {
    if let reported = span.llm?.reportedCost { return Cost(amount: reported.total, origin: .reported) }
    guard let usage = span.llm?.usage, let row = row(of: span) else { return nil }
    let items: [(tokens: Int, rate: Double, what: String)]
    if span.kind == .embedding {
      guard let tokens = usage.input ?? usage.total else { return nil }
      items = [(tokens, row.rates.input, "")]
    } else {
      // A call of which one side is unknown has no true cost.
      guard let input = usage.input, let output = usage.output, let fresh = usage.freshInput else {
        return nil
      }
      let isLong = row.longPrompt.map { input > $0.above } ?? false
      let rates = isLong ? row.longPrompt?.rates ?? row.rates : row.rates
      items = [
        (fresh, rates.input, ""), (usage.cacheRead ?? 0, rates.cacheRead ?? rates.input, " (cache read)"),
        (usage.cacheWrite ?? 0, rates.cacheWrite ?? rates.input, " (cache write)"),
        (output, rates.output, ""),
      ]
    }
    let amount = items.reduce(0) { $0 + Double(max(0, $1.tokens)) * $1.rate } / 1_000_000
    return Cost(
      amount: amount, origin: .computed(priceDate: row.date, formula: Self.formula(items, row: row)))
  }

  private static func formula(_ items: [(tokens: Int, rate: Double, what: String)], row: ModelPrice) -> String
  {
    let terms = items.enumerated().filter { $0.element.tokens > 0 || $0.offset == 0 }.map { _, item in
      "\(Wording.count(item.tokens)) × \(Wording.rate(item.rate))\(item.what)"
    }
    return "\(terms.joined(separator: " + ")) per million, \(row.provider) price of \(row.date)"
  }
}
