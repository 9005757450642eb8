public import TraceModel

/// What a model costs, in US dollars for a million tokens.
public struct ModelPrice: Hashable, Sendable {
  /// The rates of one call. A cache rate that is `nil` is billed as plain input, as vendors do who have none.
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

  /// The rates of another service than the usual one, such as batches.
  public struct Tier: Hashable, Sendable {
    /// The tier's name as `ServiceTier` writes it, such as `batch`.
    public var name: String
    /// Its rates.
    public var rates: Rates
    /// Its rates for prompts above the row's limit; `nil` where it has no others.
    public var longRates: Rates?
    /// The day on which the rates were read; `nil` for the row's own.
    public var date: String?

    /// Creates the rates of a tier.
    public init(name: String, rates: Rates, longRates: Rates? = nil, date: String? = nil) {
      self.name = name
      self.rates = rates
      self.longRates = longRates
      self.date = date
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
  /// The rates of other service tiers, as far as known.
  public var tiers: [Tier]
  /// What one use of the vendor's own tools costs beside the tokens, in US dollars, as far as known.
  public var fees: [HostedTool: Double]
  /// The context window in tokens, where known.
  public var contextWindow: Int?
  /// The window that calls have on request, or that some accounts have, in tokens.
  public var otherContextWindow: Int?
  /// The day from which the price holds, or the first on which it is known to have held, as `2025-11-24`. It ends
  /// with the day of the model's next row.
  public var date: String
  /// Where the price was read.
  public var source: String

  /// Creates a row of a price table.
  public init(
    provider: String, model: String, rates: Rates, longPrompt: LongPrompt? = nil, tiers: [Tier] = [],
    fees: [HostedTool: Double] = [:], contextWindow: Int? = nil, otherContextWindow: Int? = nil,
    date: String, source: String
  ) {
    self.provider = provider
    self.model = model
    self.rates = rates
    self.longPrompt = longPrompt
    self.tiers = tiers
    self.fees = fees
    self.contextWindow = contextWindow
    self.otherContextWindow = otherContextWindow
    self.date = date
    self.source = source
  }
}
