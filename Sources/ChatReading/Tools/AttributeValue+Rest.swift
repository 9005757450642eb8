package import TraceModel
import TraceSource

extension AttributeValue {
  /// The map without the members of those names, and without the unreadable text of encrypted reasoning, of which
  /// the length is told.
  package func rest(without names: Set<String>) -> AttributeValue {
    guard case .map(let members) = self else { return self }
    return .map(members.filter { !names.contains($0.name) }.map(\.readable))
  }

  /// The value with its encrypted texts, at any depth, named by their length.
  package var readable: AttributeValue {
    switch self {
    case .map(let members): .map(members.map(\.readable))
    case .array(let elements): .array(elements.map(\.readable))
    default: self
    }
  }

  /// The texts in a content, which is a text or a list of parts with texts, joined by blank lines.
  package var joinedText: String? {
    if let text = string { return text }
    let texts = (array ?? []).compactMap { $0["text"]?.string }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }
}

extension Attribute {
  fileprivate var readable: Attribute {
    guard name == "encrypted_content", let text = value.string else { return Attribute(name, value.readable) }
    return Attribute(name, .string("[encrypted, \(text.utf8.count) bytes]"))
  }
}
