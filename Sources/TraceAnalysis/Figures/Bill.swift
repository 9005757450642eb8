public import TraceModel
import TraceText

/// What a price table makes of a call, or of several at the same rates: the terms of the sum and where the
/// rates come from.
public struct Bill: Hashable, Sendable {
  /// A class of tokens with a rate of its own.
  public enum TokenClass: Hashable, Sendable, CaseIterable {
    /// Input that no cache had a part in.
    case input
    /// Input read from the cache.
    case cacheRead
    /// Input written to the cache for five minutes, or for the provider's only span of time.
    case cacheWrite
    /// Input written to the cache for an hour.
    case cacheWriteHour
    /// Output, reasoning included.
    case output
  }

  /// One term of the sum.
  public struct Item: Hashable, Sendable {
    /// What is billed.
    public let tokenClass: TokenClass
    /// How much of it.
    public let tokens: Int
    /// US dollars for a million tokens.
    public let rate: Double

    /// US dollars.
    public var amount: Double { Double(tokens) * rate / 1_000_000 }
  }

  /// What uses of one of the provider's own tools cost.
  public struct Fee: Hashable, Sendable {
    /// The tool.
    public let tool: HostedTool
    /// How often it ran.
    public let count: Int
    /// US dollars for one use.
    public let rate: Double
  }

  /// The terms, in the order of `TokenClass`; the input first, even where there is none.
  public let items: [Item]
  /// Which rates, such as `OpenAI batch price of 2026-10-14`.
  public let price: String
  /// The day of the rates.
  public let date: String
  /// What is to be said of the figure, such as that a rate stands in for one that is not known. No full stops.
  public internal(set) var remarks: [String]
  /// The fees of the provider's own tools, in the order of `HostedTool`.
  public internal(set) var fees: [Fee] = []
  /// Tools that ran and whose fees the table does not hold: the call cost more than this.
  public internal(set) var missingFees: [HostedTool] = []

  /// US dollars.
  public var amount: Double { items.reduce(0) { $0 + Double($1.tokens) * $1.rate } / 1_000_000 + feeAmount }

  /// US dollars of the fees alone.
  public var feeAmount: Double { fees.reduce(0) { $0 + Double($1.count) * $1.rate } }

  /// The sum in words: `3,200 × $2.50 + 141 × $10.00 per million, OpenAI price of 2024-10-01`.
  public var formula: String {
    let terms = items.enumerated().filter { $0.element.tokens > 0 || $0.offset == 0 }.map { _, item in
      "\(Formatting.count(item.tokens)) × \(Formatting.rate(item.rate))\(Self.mark(item.tokenClass))"
    }
    let sum = (["\(terms.joined(separator: " + ")) per million"] + fees.map(Self.words)).joined(
      separator: " + ")
    return (["\(sum), \(price)"] + remarks).joined(separator: "; ")
  }

  /// `2 web searches × $0.01`.
  public static func words(_ fee: Fee) -> String {
    let unit = fee.tool.words
    let uses =
      fee.tool.rawValue.hasSuffix("search")
      ? Formatting.count(fee.count, unit, plural: unit + "es") : Formatting.count(fee.count, unit)
    return "\(uses) × \(Formatting.rate(fee.rate))"
  }

  /// Adds what the provider's own tools cost, or that it is not known.
  mutating func add(_ uses: [HostedToolUse], at fees: [HostedTool: Double]) {
    for use in uses {
      if let rate = fees[use.tool] {
        self.fees.append(Fee(tool: use.tool, count: use.count, rate: rate))
      } else {
        missingFees.append(use.tool)
        remarks.append("the provider's fees for \(use.tool.words) are not in it")
      }
    }
  }

  private static func mark(_ tokenClass: TokenClass) -> String {
    switch tokenClass {
    case .input, .output: ""
    case .cacheRead: " (cache read)"
    case .cacheWrite: " (cache write)"
    case .cacheWriteHour: " (cache write for 1 h)"
    }
  }

  /// US dollars for some classes of tokens.
  public func amount(of classes: Set<TokenClass>) -> Double {
    items.reduce(0) { $0 + (classes.contains($1.tokenClass) ? $1.amount : 0) }
  }

  /// The bills of calls at the same rates as one, in the order in which each rate first came.
  static func merged(_ bills: [Bill]) -> [Bill] {
    struct Key: Hashable {
      var price: String
      var rates: [TokenClass: Double]
    }
    let groups = bills.grouped { bill in
      let rates = Dictionary(bill.items.map { ($0.tokenClass, $0.rate) }) { first, _ in first }
      return Key(price: bill.price, rates: rates)
    }
    return groups.compactMap { sum($0.values) }
  }

  private static func sum(_ fees: [Fee]) -> [Fee] {
    fees.grouped { Fee(tool: $0.tool, count: 0, rate: $0.rate) }.map { group in
      Fee(
        tool: group.key.tool, count: group.values.reduce(0) { $0.saturatingAdd($1.count) },
        rate: group.key.rate)
    }
  }

  private static func sum(_ bills: [Bill]) -> Bill? {
    guard let first = bills.first else { return nil }
    var tokens: [TokenClass: Int] = [:]
    for item in bills.lazy.flatMap(\.items) {
      tokens[item.tokenClass] = (tokens[item.tokenClass] ?? 0).saturatingAdd(item.tokens)
    }
    return Bill(
      items: first.items.map {
        Item(tokenClass: $0.tokenClass, tokens: tokens[$0.tokenClass] ?? 0, rate: $0.rate)
      },
      price: first.price, date: first.date, remarks: bills.flatMap(\.remarks).uniqued(),
      fees: sum(bills.flatMap(\.fees)), missingFees: bills.flatMap(\.missingFees).uniqued())
  }
}
