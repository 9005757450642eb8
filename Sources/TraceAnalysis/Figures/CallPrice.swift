import TraceModel
import TraceText

/// The rates that one call is billed at: a row of the table, and the service tier of the call.
struct CallPrice: Hashable {
  let row: ModelPrice
  /// The row's rates of the call's tier; `nil` for the usual service, and where the tier's are not known.
  let tier: ModelPrice.Tier?
  private let unknownTier: String?
  private let cloud: String?

  /// - Parameters:
  ///   - tierName: the tier as `ServiceTier` writes it.
  ///   - host: who served the model, where it was not the vendor.
  init(_ row: ModelPrice, tierName: String?, host: ModelHost?) {
    self.row = row
    tier = tierName.flatMap { name in row.tiers.first { $0.name == name } }
    unknownTier = tier == nil ? tierName : nil
    if case .cloud(let name) = host { cloud = name } else { cloud = nil }
  }

  /// Whether a cloud with prices of its own served the model.
  var isOfCloud: Bool { cloud != nil }

  /// What is to be said of a bill at these rates.
  func remarks(input: Int) -> [String] {
    var remarks: [String] = []
    if let unknownTier {
      let name = unknownTier.preview(40)
      remarks.append("the rates of tier “\(name)” are not known: standard rates shown")
    }
    if let tier, tier.longRates == nil, exceedsLimit(input) {
      remarks.append("the \(tier.name) rates for long prompts are not known: those for usual ones shown")
    }
    if let cloud { remarks.append("the call ran on \(cloud), whose prices may differ") }
    return remarks
  }

  var date: String { tier?.date ?? row.date }

  func rates(input: Int, ignoringLimit: Bool = false) -> ModelPrice.Rates {
    let isLong = !ignoringLimit && exceedsLimit(input)
    guard let tier else { return isLong ? row.longPrompt?.rates ?? row.rates : row.rates }
    return isLong ? tier.longRates ?? tier.rates : tier.rates
  }

  func exceedsLimit(_ input: Int) -> Bool { row.longPrompt.map { input > $0.above } ?? false }

  /// `OpenAI batch price of 2026-10-14 for prompts above 272,000 tokens`.
  func label(input: Int, ignoringLimit: Bool = false) -> String {
    let name = tier.map { " \($0.name)" } ?? ""
    let label = "\(row.provider)\(name) price of \(date)"
    guard !ignoringLimit, exceedsLimit(input), tier == nil || tier?.longRates != nil,
      let limit = row.longPrompt?.above
    else { return label }
    return "\(label) for prompts above \(Formatting.count(limit)) tokens"
  }
}
