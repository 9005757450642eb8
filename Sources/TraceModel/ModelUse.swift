/// What one model used of a sum of calls, and what that cost.
public struct ModelUse: Hashable, Sendable {
  /// The model's name as the source spells it.
  public var name: String
  /// The tokens of all its calls.
  public var usage: TokenUsage?
  /// What the source says they cost, in US dollars.
  public var cost: Double?

  /// Creates a model's part.
  public init(name: String, usage: TokenUsage? = nil, cost: Double? = nil) {
    self.name = name
    self.usage = usage
    self.cost = cost
  }
}
