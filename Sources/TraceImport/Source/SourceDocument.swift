/// A trace file's bytes, unpacked, with its JSON values read once for all importers.
public struct SourceDocument: Sendable {
  /// The name shown in messages, without folders; `-` for standard input.
  public let name: String

  /// Creates a document.
  public init(name: String) {
    self.name = name
  }
}
