/// The message of an error that was answered in JSON over several lines, as many providers do.
enum JSONMessage {
  /// So many levels of JSON within a message of JSON are opened.
  private static let mostLevels = 3

  /// `API Error: the model is overloaded`: what stands before the JSON and its first `message`. `nil` for other texts.
  static func text(in text: String) -> String? {
    let first = text.prefix(600).drop(while: \.isWhitespace).prefix { !$0.isNewline }
    guard let start = first.indices.first(where: { isOpening(first[$0...]) }),
      var message = Self.message(in: text[start...])
    else { return nil }
    for _ in 0..<mostLevels {
      guard message.drop(while: \.isWhitespace).hasPrefix("{"), let inner = Self.message(in: message[...])
      else { break }
      message = inner
    }
    let head = first[..<start].drop { $0 == "[" || $0.isWhitespace }
    let said = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? message
    return head.isEmpty ? said : head.trimmed + " " + said
  }

  /// Whether a line begins JSON that goes on: brackets alone, or brackets and a name.
  private static func isOpening(_ rest: Substring) -> Bool {
    guard rest.hasPrefix("{") || rest.hasPrefix("[") else { return false }
    let inner = rest.drop { "{[ ".contains($0) }
    return rest.contains("{") && (inner.isEmpty || inner.hasPrefix("\""))
  }

  /// The first text that is called `message`, of the first 4,000 characters.
  private static func message(in text: Substring) -> String? {
    let start = text.prefix(4_000)
    guard let name = start.firstRange(of: "\"message\"") else { return nil }
    var rest = start[name.upperBound...].drop(while: \.isWhitespace)
    guard rest.popFirst() == ":" else { return nil }
    rest = rest.drop(while: \.isWhitespace)
    guard rest.popFirst() == "\"" else { return nil }
    var result = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\", let escaped = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escaped {
      case "n", "r": result.append("\n")
      case "t": result.append(" ")
      default: result.append(escaped)
      }
    }
    return result.isEmpty ? nil : result
  }
}
