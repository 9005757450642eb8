import TraceModel

/// Calls for which both a reported and a computed cost is known, held against each other.
struct CostComparison {
  private struct Pair {
    var call: CallFigures
    var bill: Bill
    var price: CallPrice
  }

  /// At most so many rules are named: of more, none tells anything.
  private static let limit = 2

  let reported: Double
  let computed: Double
  private let tolerance: Double
  private let pairs: [Pair]
  private let pricing: CallPricing
  private let spans: [Span]

  /// Compares what each call reports; `runReport` instead takes one figure for all of them.
  init?(_ calls: [CallFigures], runReport: Double? = nil, spans: [Span], pricing: CallPricing) {
    let pairs = calls.compactMap { call -> Pair? in
      guard let bill = call.bill, let row = pricing.row(of: call.span) else { return nil }
      guard runReport != nil || (call.reported?.total ?? 0) != 0 else { return nil }
      let price = pricing.price(of: call.span, at: row, tier: pricing.tier(of: call.span))
      return Pair(call: call, bill: bill, price: price)
    }
    guard !pairs.isEmpty else { return nil }
    self.pairs = pairs
    self.pricing = pricing
    self.spans = spans
    let amounts = runReport.map { [$0] } ?? pairs.compactMap { $0.call.reported?.total }
    reported = amounts.reduce(0, +)
    computed = pairs.reduce(0) { $0 + $1.bill.amount }
    tolerance = amounts.reduce(Self.noise(reported)) { $0 + Self.rounding(of: $1) }
  }

  /// What explains the reported amount, beginning with the plainest.
  var explanations: [CostExplanation] {
    if fits(computed) { return [.equal] }
    var amounts: [Double] = []
    var found: [(rule: CostRule, distance: Double)] = []
    for rule in rules {
      // What the table gives anyway, and what another rule gives too, explains nothing more.
      guard let amount = amount(by: rule), abs(amount - computed) > tolerance,
        !amounts.contains(where: { abs($0 - amount) <= 1e-12 })
      else { continue }
      amounts.append(amount)
      if fits(amount) { found.append((rule, abs(amount - reported))) }
    }
    guard !found.isEmpty else { return [.unexplained(ratio: ratio)] }
    // A rule that needs no rounding leaves the others no room.
    let exact = found.filter { $0.distance <= Self.noise(reported) }
    return (exact.isEmpty ? found : exact).prefix(Self.limit).map { .fits($0.rule) }
  }

  /// What sums of fractions may be off by.
  private static func noise(_ amount: Double) -> Double { 1e-9 + abs(amount) * 1e-6 }

  private var ratio: Double? { computed > 0 && reported.isFinite ? reported / computed : nil }

  private func fits(_ amount: Double) -> Bool {
    reported.isFinite && abs(amount - reported) <= tolerance
  }

  private var rules: [CostRule] {
    let rows = pairs.flatMap { pricing.rows(of: $0.call.span) }
    let tiers = Set(pairs.flatMap { $0.price.row.tiers.map(\.name) }).sorted()
    let days = Set(rows.map(\.date)).sorted(by: >)
    return CostRule.ofTokens.map(\.rule) + [.feesLeftOut, .regionalPremium, .tier(nil)]
      + tiers.map { .tier($0) }
      + days.map { .day($0) }
      + [.doubled]
  }

  private func amount(by rule: CostRule) -> Double? {
    if rule == .doubled { return computed * 2 }
    if rule == .feesLeftOut { return pairs.reduce(computed) { $0 - $1.bill.feeAmount } }
    if rule == .regionalPremium {
      return pairs.allSatisfy { $0.price.isOfCloud } ? computed * 1.1 : nil
    }
    var sum = 0.0
    for pair in pairs {
      guard let amount = amount(of: pair, by: rule) else { return nil }
      sum += amount
    }
    return sum
  }

  private func amount(of pair: Pair, by rule: CostRule) -> Double? {
    var (price, billing) = (pair.price, BillingRule.standard)
    switch rule {
    case .tier(let name):
      price = pricing.price(of: pair.call.span, at: price.row, tier: name)
      if name != nil && price.tier == nil { return nil }
    case .day(let day):
      let tier = pricing.tier(of: pair.call.span)
      guard let row = pricing.rows(of: pair.call.span).first(where: { $0.date == day }) else {
        return pair.bill.amount
      }
      price = pricing.price(of: pair.call.span, at: row, tier: tier)
    default:
      billing = CostRule.ofTokens.first { $0.rule == rule }?.billing ?? .standard
    }
    guard let usage = pair.call.usage else { return nil }
    if spans[pair.call.span].kind == .embedding {
      return (pair.bill.items.first?.tokens).map { Double($0) * price.rates(input: $0).input / 1_000_000 }
    }
    return billing.bill(usage, at: price).map { $0.amount + pair.bill.feeAmount }
  }

  /// Half a unit of the last digit that a figure has, and never more than a twentieth of it.
  static func rounding(of amount: Double) -> Double {
    let text = "\(amount)".lowercased()
    let halves = text.split(separator: "e", maxSplits: 1)
    guard let mantissa = halves.first else { return 0 }
    let exponent = halves.count == 2 ? Int(halves[1]) ?? 0 : 0
    let point = mantissa.firstIndex(of: ".")
    let fraction = point.map { mantissa[mantissa.index(after: $0)...] } ?? ""
    let digits = fraction == "0" ? 0 : fraction.count
    var unit = 0.5
    for _ in 0..<max(0, min(30, digits - exponent)) { unit /= 10 }
    return min(unit, abs(amount) / 20)
  }
}
