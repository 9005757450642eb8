import TraceText

/// What was redacted.
public struct RedactionNotice: Sendable {
  /// One kind of thing that was taken out.
  public struct Entry: Sendable {
    /// The rule's name, such as `e-mail addresses`.
    public var label: String
    /// One of them, such as `e-mail address`.
    public var singular: String
    /// How many different values.
    public var values: Int
    /// At how many places.
    public var places: Int
    /// What stands at each place, without its number and brackets: `e-mail` for `[e-mail 1]`.
    public var placeholder: String
    /// The first spans that have such a place, in order, by the indices of their trace and of themselves.
    public var found: [(trace: Int, span: Int)]
    /// How many spans have one.
    public var spanCount: Int
    /// The ways to the first of these spans, on a page that shows them.
    public internal(set) var steps: [StepLink] = []
    /// What is told of those to which no way is given.
    public internal(set) var more: String?

    /// Creates an entry.
    public init(
      label: String, singular: String, values: Int, places: Int, placeholder: String,
      found: [(trace: Int, span: Int)] = [],
      spanCount: Int = 0
    ) {
      self.label = label
      self.singular = singular
      self.values = values
      self.places = places
      self.placeholder = placeholder
      self.found = found
      self.spanCount = spanCount
    }

    /// What stands in their place: `[e-mail 1]`, `[e-mail 1] and [e-mail 2]`, or `[e-mail 1] to [e-mail 3]`.
    public var placeholders: String {
      let last = "[\(placeholder) \(values)]"
      return values < 2 ? last : "[\(placeholder) 1] \(values == 2 ? "and" : "to") \(last)"
    }

    /// The first spans by what `name` makes of each, equal neighbours once; what is told of the rest.
    package func told<Name: Equatable>(
      atMost limit: Int, _ name: ((trace: Int, span: Int)) -> Name
    ) -> (names: [Name], more: String?) {
      let names = found.prefix(limit).map(name)
      let rest = spanCount - min(found.count, limit)
      return (
        names.reduce(into: []) { if $0.last != $1 { $0.append($1) } },
        rest > 0 ? Formatting.count(rest, "more step", plural: "more steps") : nil
      )
    }

    /// The entry as a line: `2 e-mail addresses at 5 places`.
    public var line: String {
      "\(Formatting.count(values, singular, plural: label)) at \(Formatting.count(places, "place"))"
    }
  }

  /// What is told of what stayed.
  public var remark: String? { suspicion.map { "\($0.line) \(stay)" } }

  /// `stays: look before you share …`
  public var stay: String {
    "\(suspicion?.values == 1 ? "stays" : "stay"): look before you share, or take out more with --redact all."
  }

  /// What was taken out, by rule.
  public var entries: [Entry]
  /// Whether redaction was switched off.
  public var isOff: Bool
  /// What may be a secret and stayed.
  public var suspicion: Entry?

  /// Creates a notice.
  public init(entries: [Entry] = [], isOff: Bool = false, suspicion: Entry? = nil) {
    self.entries = entries
    self.suspicion = suspicion
    self.isOff = isOff
  }

  private var total: Int { entries.reduce(0) { $0 + $1.values } }

  /// The badge where a header has little room: `5 redacted`.
  public var brief: String {
    if isOff { return badge }
    return "\(Formatting.count(total)) redacted"
  }

  /// The badge in the header.
  public var badge: String {
    if isOff { return "not redacted" }
    if entries.count == 1, let only = entries.first {
      return "\(Formatting.count(only.values, only.singular, plural: only.label)) redacted"
    }
    return total == 0 ? "nothing to redact" : Formatting.count(total, "redaction")
  }
}
