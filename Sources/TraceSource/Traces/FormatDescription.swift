/// What a format is called, who writes it, and what gives it away.
public struct FormatDescription: Hashable, Sendable {
  /// The name for `--from`, such as `otlp-json`.
  public var id: String
  /// The format's full name.
  public var title: String
  /// The programs that write it.
  public var writers: String
  /// What the importer looks for, for the message when nothing matches.
  public var signature: String
  /// How to get such a file: a command, a button, or the place where the program leaves it.
  public var recipe: String

  /// Creates a description.
  public init(id: String, title: String, writers: String, signature: String, recipe: String) {
    self.id = id
    self.title = title
    self.writers = writers
    self.signature = signature
    self.recipe = recipe
  }
}

/// How sure an importer is, from 0 (no) to 100 (cannot be anything else).
public struct Confidence: Hashable, Comparable, Sendable {
  /// From 0 to 100.
  public var value: Int

  /// Creates a confidence between 0 and 100.
  public init(_ value: Int) { self.value = min(100, max(0, value)) }

  /// Not this format.
  public static let none = Confidence(0)
  /// Only the shape fits: counts where no format has its marks in the source, one level down neither.
  public static let lastResort = Confidence(30)
  /// The format's own marks are there.
  public static let certain = Confidence(100)

  /// Orders by sureness.
  public static func < (left: Confidence, right: Confidence) -> Bool { left.value < right.value }
}
