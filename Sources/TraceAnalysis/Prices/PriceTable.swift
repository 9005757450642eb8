/// What a model costs, in US dollars for a million tokens.
public struct ModelPrice: Hashable, Sendable {
  /// The rates of one call. A rate that is `nil` is billed as plain input.
  public struct Rates: Hashable, Sendable {
    /// Input that is neither read from nor written to a cache.
    public var input: Double
    /// Output, reasoning included.
    public var output: Double
    /// Input read from the cache.
    public var cacheRead: Double?
    /// Input written to the cache for five minutes, or for the provider's only span of time.
    public var cacheWrite: Double?
    /// Input written to the cache for an hour.
    public var cacheWriteHour: Double?

    /// Creates rates, in US dollars for a million tokens.
    public init(
      input: Double, output: Double, cacheRead: Double? = nil, cacheWrite: Double? = nil,
      cacheWriteHour: Double? = nil
    ) {
      self.input = input
      self.output = output
      self.cacheRead = cacheRead
      self.cacheWrite = cacheWrite
      self.cacheWriteHour = cacheWriteHour
    }
  }

  /// Rates for the whole call once its input exceeds a number of tokens.
  public struct LongPrompt: Hashable, Sendable {
    /// The rates hold above this many input tokens.
    public var above: Int
    /// The rates of such a call.
    public var rates: Rates

    /// Creates the rates of long prompts.
    public init(above: Int, rates: Rates) {
      self.above = above
      self.rates = rates
    }
  }

  /// The vendor's name for people, such as `OpenAI`.
  public var provider: String
  /// The model's name without vendor prefix and date; a dated or `-latest` name of it matches too.
  public var model: String
  /// The usual rates.
  public var rates: Rates
  /// Other rates for long prompts.
  public var longPrompt: LongPrompt?
  /// The context window in tokens, where known.
  public var contextWindow: Int?
  /// The day at which the price was read, as `2025-11-24`.
  public var date: String
  /// Where the price was read.
  public var source: String

  /// Creates a row of a price table.
  public init(
    provider: String, model: String, rates: Rates, longPrompt: LongPrompt? = nil, contextWindow: Int? = nil,
    date: String, source: String
  ) {
    self.provider = provider
    self.model = model
    self.rates = rates
    self.longPrompt = longPrompt
    self.contextWindow = contextWindow
    self.date = date
    self.source = source
  }
}

/// Dated prices by model. A plain value; the built-in one can be replaced.
public struct PriceTable: Hashable, Sendable {
  /// The rows; of two rows for one model the later one counts.
  public let rows: [ModelPrice]
  private let byName: [String: Int]

  /// Creates a table from rows.
  public init(_ rows: [ModelPrice]) {
    self.rows = rows
    var byName: [String: Int] = [:]
    for (index, row) in rows.enumerated() { byName[row.model.lowercased()] = index }
    self.byName = byName
  }

  /// The prices this program knows.
  public static let builtIn = PriceTable(BuiltInPrices.rows)

  /// The row of a model, by any of the names vendors and clouds give it; `nil` where it is unknown.
  ///
  /// The full name wins, so that a dated row can differ; then the name without its date. A name that merely
  /// begins like a known one (`gpt-4o-realtime`) is another model.
  public func price(of model: String) -> ModelPrice? {
    for name in ModelName.candidates(for: model) {
      if let index = byName[name] { return rows[index] }
    }
    return nil
  }
}
