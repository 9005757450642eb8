import TraceModel
import TraceText

/// Puts prices on calls.
struct CallPricing {
  private let spans: [Span]
  /// The rows of each model that a call names: looking for the ways to write a name takes long, and names repeat.
  private let rows: [String: [ModelPrice]]
  /// Who served each call that names a provider and models so: it is asked for with every row that a cost is held against.
  private let hosts: [ServedBy: ModelHost]
  /// One name for each model that the calls name in several ways.
  let spellings: ModelSpellings
  private let agent: [String?]

  init(spans: [Span], tree: SpanTree, prices: PriceTable) {
    self.spans = spans
    var rows: [String: [ModelPrice]] = [:]
    for span in spans {
      for name in Self.names(of: span) where rows[name] == nil { rows[name] = prices.prices(of: name) }
    }
    self.rows = rows
    var known: Set<ServedBy> = []
    var hosts: [ServedBy: ModelHost] = [:]
    for span in spans where span.llm != nil {
      let served = ServedBy(span)
      if known.insert(served).inserted { hosts[served] = served.host }
    }
    self.hosts = hosts
    var agent = [String?](repeating: nil, count: spans.count)
    for span in tree.preorder {
      agent[span] = spans[span].agentName ?? tree.parent[span].flatMap { agent[$0] }
    }
    self.agent = agent
    spellings = ModelSpellings(spans)
  }

  /// - Parameter hasCostBelow: whether the calls that a step sums up report their costs themselves.
  func figures(of span: Int, scope: CallScope = .call, hasCostBelow: Bool = false) -> CallFigures {
    let call = spans[span].llm
    let (bill, unpriced): (Bill?, Unpriced?) =
      switch hasCostBelow ? .failure(.reportedByCalls) : bill(of: spans[span], scope: scope) {
      case .success(let bill): (bill, nil)
      case .failure(let reason): (nil, reason)
      }
    return CallFigures(
      span: span, scope: scope, provider: call?.provider, model: call?.model.map { spellings.name(of: $0) },
      agent: agent[span], usage: call?.usage, reported: hasCostBelow ? nil : call?.reportedCost, bill: bill,
      unpriced: unpriced)
  }

  /// The context window that the source states for a call.
  func recordedWindow(of span: Int) -> Int? { spans[span].llm?.contextWindow }

  /// The agent that a span belongs to, by name.
  func agent(of span: Int) -> String? { agent[span] }

  /// `roots` may carry the run's own figure, which counts only where no call reports one.
  func total(of calls: [CallFigures], roots: [Int]) -> CostTotal {
    var sums: (reported: Double?, computed: Double?) = (nil, nil)
    var dates: Set<String> = []
    var unpriced: (calls: Int, models: Set<String>) = (0, [])
    for call in calls {
      if let reported = call.charged {
        sums.reported = (sums.reported ?? 0) + reported.total
      } else if let bill = call.bill {
        sums.computed = (sums.computed ?? 0) + bill.amount
        dates.insert(bill.date)
      } else if call.usage?.isEmpty == false, call.unpriced != .reportedByCalls {
        unpriced.calls += 1
        // A known model whose call lacks a count has a price, but no cost.
        if let model = call.model, call.unpriced?.isOfModel == true { unpriced.models.insert(model) }
      }
    }
    let runTotal = runReport(besides: calls, roots: roots).flatMap { total in
      guard let ofCalls = sums.reported else { return total > 0 || sums.computed == nil ? total : nil }
      return sums.computed == nil && isBetterSum(total, of: calls, ofCalls) ? total : nil
    }
    let ofCalls = [sums.reported, sums.computed].compactMap(\.self)
    if let runTotal {
      // It holds what the calls cost: nothing is added to it.
      return CostTotal(
        amount: runTotal, reported: runTotal, computed: nil, isOfRun: true, unpricedCalls: 0,
        unpricedModels: [], priceDates: [])
    }
    return CostTotal(
      amount: ofCalls.isEmpty ? nil : ofCalls.reduce(0, +), reported: sums.reported, computed: sums.computed,
      isOfRun: false, unpricedCalls: unpriced.calls, unpricedModels: unpriced.models.sorted(),
      priceDates: dates.sorted())
  }

  /// Whether calls report so roundly what they cost that the run's own figure, rounded once, says more than their sum.
  private func isBetterSum(_ total: Double, of calls: [CallFigures], _ sum: Double) -> Bool {
    let margins = calls.compactMap { $0.reported?.rounding }
    return !margins.isEmpty && abs(total - sum) <= margins.reduce(0, +) + (margins.max() ?? 0) + 1e-9
  }

  /// What the roots report that are no counted calls themselves: the run's own figure.
  func runReport(besides calls: [CallFigures], roots: [Int]) -> Double? {
    let counted = Set(calls.lazy.filter { $0.unpriced != .reportedByCalls }.map(\.span))
    let amounts = roots.filter { !counted.contains($0) }.compactMap { spans[$0].llm?.reportedCost?.total }
    return amounts.isEmpty ? nil : amounts.reduce(0, +)
  }

  /// All rows of the call's model, for holding a reported figure against other days.
  func rows(of span: Int) -> [ModelPrice] {
    Self.names(of: spans[span]).lazy.compactMap { rows[$0] }.first { !$0.isEmpty } ?? []
  }

  /// The price of the call at a row of its model, at the call's own tier or another.
  func price(of span: Int, at row: ModelPrice, tier: String?) -> CallPrice {
    CallPrice(row, tierName: tier, host: host(of: spans[span]))
  }

  /// The tier of the call, as a table names it; `nil` for the usual service.
  func tier(of span: Int) -> String? { ServiceTier.name(spans[span].llm?.serviceTier) }

  /// The row that the call is billed by.
  func row(of span: Int) -> ModelPrice? { row(of: spans[span]) }

  private static func names(of span: Span) -> [String] {
    [span.llm?.responseModel, span.llm?.requestModel].compactMap(\.self)
  }

  private func row(of span: Span) -> ModelPrice? {
    // Times that are no days of the calendar name no price.
    let day = span.start.flatMap { Timing.isDated($0) ? CivilTime(nanoseconds: $0.nanoseconds).date : nil }
    return Self.names(of: span).lazy.compactMap { PriceTable.inForce(rows[$0] ?? [], on: day) }.first
  }

  private func host(of span: Span) -> ModelHost? { hosts[ServedBy(span)] }

  /// What a call says of who served it.
  private struct ServedBy: Hashable {
    let provider: String?
    let models: [String]

    init(_ span: Span) {
      provider = span.llm?.provider
      models = CallPricing.names(of: span)
    }

    var host: ModelHost? {
      models.lazy.compactMap { ModelHost(provider: provider, model: $0) }.first
        ?? ModelHost(provider: provider, model: nil)
    }
  }

  private func bill(of span: Span, scope: CallScope) -> Result<Bill, Unpriced> {
    guard let usage = span.llm?.usage, !usage.isEmpty else { return .failure(.noTokens) }
    let host = host(of: span)
    if host == .local { return .failure(.local) }
    guard let row = row(of: span) else { return .failure(.unknownModel) }
    if let audio = usage.audio, audio > 0 { return .failure(.audio) }
    let price = CallPrice(row, tierName: ServiceTier.name(span.llm?.serviceTier), host: host)
    if span.kind == .embedding {
      guard let tokens = usage.input ?? usage.total else { return .failure(.oneSided) }
      return .success(embedding(max(0, tokens), at: price))
    }
    // A call of which one side is unknown has no true cost.
    let rule = scope == .call ? BillingRule.standard : .ofSeveralCalls
    guard var bill = rule.bill(usage, at: price) else { return .failure(.oneSided) }
    bill.add(span.llm?.hostedTools ?? [], at: row.fees)
    return .success(bill)
  }

  private func embedding(_ tokens: Int, at price: CallPrice) -> Bill {
    Bill(
      items: [Bill.Item(tokenClass: .input, tokens: tokens, rate: price.rates(input: tokens).input)],
      price: price.label(input: tokens), date: price.date, remarks: price.remarks(input: tokens))
  }
}
