import JSONReader
import TraceModel

/// The one argument of a tool that tells most, such as the path it was given.
enum ArgumentsPreview {
  /// As `FileAccess.plainName` spells them.
  private static let telling =
    FileAccess.argumentNames + [
      "pattern", "query", "url", "directorypath", "skill", "description", "prompt", "subject",
    ]

  /// The value of a JSON object with one text member, else the text itself.
  static func only(_ arguments: String) -> String {
    guard arguments.utf8.count < 20_000, arguments.utf8.first == UInt8(ascii: "{"),
      let document = try? JSONDocument.parse(arguments), document.root.count == 1,
      let value = Array(document.root.members).first?.value.string
    else { return arguments }
    return value
  }

  /// The telling member of a JSON object, else the text itself.
  static func text(_ arguments: String) -> String {
    guard arguments.utf8.count < 20_000, arguments.utf8.first == UInt8(ascii: "{"),
      let document = try? JSONDocument.parse(arguments)
    else { return arguments }
    let members = document.root.members.map { (name: FileAccess.plainName($0.key), value: $0.value) }
    for name in telling {
      if let value = members.first(where: { $0.name == name })?.value.string, !value.isEmpty { return value }
    }
    return arguments
  }

  /// The telling member of a JSON object, else its values in a line.
  static func values(_ arguments: String) -> String {
    let telling = text(arguments)
    guard telling == arguments, arguments.utf8.count < 20_000, arguments.utf8.first == UInt8(ascii: "{"),
      let document = try? JSONDocument.parse(arguments)
    else { return telling }
    let values = document.root.members.prefix(6).compactMap { $0.value.string ?? $0.value.numberText }
    return values.isEmpty ? arguments : values.joined(separator: ", ")
  }
}
