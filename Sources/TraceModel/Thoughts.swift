/// Thoughts that a model wrote into its text between tags, as DeepSeek's and Qwen's templates have them.
///
/// A server without a parser for them hands them on as a part of the answer (vLLM, "Reasoning Outputs").
public enum Thoughts {
  private static let tags = ["think", "thinking", "thought", "reasoning"]

  /// Parts a text that begins with thoughts: what was thought, and the text behind it; `nil` for any other text.
  ///
  /// Where the end of the thoughts is missing the model was cut off in them, and nothing else was written. O(n).
  public static func parted(_ text: String) -> (thoughts: String, rest: String)? {
    let bytes = text.utf8
    guard let start = bytes.firstIndex(where: { !isBlank($0) }), bytes[start] == UInt8(ascii: "<") else {
      return nil
    }
    for tag in tags {
      let open = "<\(tag)>".utf8
      guard bytes[start...].starts(with: open) else { continue }
      let inner = bytes[bytes.index(start, offsetBy: open.count)...]
      guard let end = inner.firstRange(of: "</\(tag)>".utf8) else { return (trimmed(inner), "") }
      return (trimmed(inner[..<end.lowerBound]), trimmed(inner[end.upperBound...]))
    }
    return nil
  }

  /// A text without the thoughts that it begins with.
  public static func without(_ text: String) -> String { parted(text)?.rest ?? text }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func trimmed(_ bytes: Substring.UTF8View) -> String {
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(Substring(bytes[first...last]))
  }
}

extension Message {
  /// The message with the thoughts in its text as parts of their own; `nil` where it has none.
  package var withThoughtsParted: Message? {
    guard role == .assistant else { return nil }
    var (result, isParted) = (self, false)
    result.parts = parts.flatMap { part -> [Part] in
      guard case .text(let text) = part, let (thoughts, rest) = Thoughts.parted(text) else { return [part] }
      isParted = true
      let texts: [Part] = rest.isEmpty ? [] : [.text(rest)]
      return thoughts.isEmpty ? texts : [.reasoning(Reasoning(text: thoughts))] + texts
    }
    return isParted ? result : nil
  }
}
