/// What was taken out, by rule.
public struct RedactionManifest: Hashable, Sendable {
  /// A span of one of the traces.
  public struct Step: Hashable, Sendable {
    /// The index of the trace, in the order in which they were redacted.
    public var trace: Int
    /// The index in the trace's spans.
    public var span: Int

    /// Creates a step.
    public init(trace: Int, span: Int) { (self.trace, self.span) = (trace, span) }
  }

  /// Where something was found: the first steps, and how many there are.
  public struct Steps: Hashable, Sendable {
    /// The first ones, in order, each once.
    public private(set) var first: [Step] = []
    /// How many steps there are.
    public private(set) var count = 0
    private var last: Step?

    /// Creates an empty list.
    public init() {}

    /// How many are remembered.
    private static let most = 200

    /// Adds a step, which comes behind those that were added before.
    public mutating func add(_ step: Step?) {
      guard let step, step != last else { return }
      last = step
      count += 1
      if first.count < Self.most { first.append(step) }
    }
  }

  /// What one rule took out.
  public struct Entry: Hashable, Sendable {
    /// The rule's identifier.
    public var ruleID: String
    /// What was taken out, in words and plural, such as "e-mail addresses".
    public var label: String
    /// One of them in words, such as "e-mail address".
    public var singular: String
    /// What a placeholder calls one of them: `e-mail` in `[e-mail 1]`.
    public var placeholder: String
    /// How many different values.
    public var distinctValues: Int
    /// At how many places they stood.
    public var places: Int
    /// The steps where they stood. A message that calls repeat counts where it stood first.
    public var steps: Steps

    /// Creates an entry.
    public init(
      ruleID: String, label: String, singular: String? = nil, placeholder: String, distinctValues: Int,
      places: Int, steps: Steps = Steps()
    ) {
      self.ruleID = ruleID
      self.label = label
      self.singular = singular ?? Self.singular(of: label)
      self.placeholder = placeholder
      self.distinctValues = distinctValues
      self.places = places
      self.steps = steps
    }

    /// English plurals as the rules use them: `addresses`, `keys`, `passwords in URLs`,
    /// `values under secret names`.
    private static func singular(of label: String) -> String {
      var words = label.split(separator: " ").map(String.init)
      let place = words.firstIndex { ["in", "of", "under"].contains($0) }.map { $0 - 1 } ?? words.count - 1
      guard words.indices.contains(place) else { return label }
      if words[place].hasSuffix("sses") {
        words[place].removeLast(2)
      } else if words[place].hasSuffix("s"), !words[place].hasSuffix("ss") {
        words[place].removeLast()
      }
      return words.joined(separator: " ")
    }
  }

  /// The rules that took something out, most places first, then by label.
  public var entries: [Entry]
  /// What may be a secret and stayed.
  public var suspicion: Entry?

  /// Creates a manifest, which puts its entries in order.
  public init(entries: [Entry] = [], suspicion: Entry? = nil) {
    self.suspicion = suspicion
    self.entries = entries.sorted { ($1.places, $0.label, $0.ruleID) < ($0.places, $1.label, $1.ruleID) }
  }

  /// The number of places at which something was taken out.
  public var total: Int { entries.reduce(0) { $0 + $1.places } }

  /// Whether nothing was taken out.
  public var isEmpty: Bool { entries.isEmpty }
}
