/// What was taken out, by rule.
public struct RedactionManifest: Hashable, Sendable {
  /// What one rule took out.
  public struct Entry: Hashable, Sendable {
    /// The rule's identifier.
    public var ruleID: String
    /// What was taken out, in words and plural, such as "e-mail addresses".
    public var label: String
    /// One of them in words, such as "e-mail address".
    public var singular: String
    /// How many different values.
    public var distinctValues: Int
    /// At how many places they stood.
    public var places: Int

    /// Creates an entry.
    public init(ruleID: String, label: String, singular: String? = nil, distinctValues: Int, places: Int) {
      self.ruleID = ruleID
      self.label = label
      self.singular = singular ?? Self.singular(of: label)
      self.distinctValues = distinctValues
      self.places = places
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

  /// Creates a manifest, which puts its entries in order.
  public init(entries: [Entry] = []) {
    self.entries = entries.sorted { ($1.places, $0.label, $0.ruleID) < ($0.places, $1.label, $1.ruleID) }
  }

  /// The number of places at which something was taken out.
  public var total: Int { entries.reduce(0) { $0 + $1.places } }

  /// Whether nothing was taken out.
  public var isEmpty: Bool { entries.isEmpty }
}
