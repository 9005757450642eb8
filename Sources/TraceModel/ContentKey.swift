/// A text as the key of a dictionary that holds long ones: compared whole, hashed by samples.
///
/// A conversation repeats its texts in every call, and equal copies share their memory, so that comparing them is
/// free; hashing them whole would read the conversation anew for each call.
public struct TextKey: Hashable, Sendable {
  private let text: String

  /// Creates the key of a text.
  public init(_ text: String) { self.text = text }

  /// Whether the texts have the same bytes.
  public static func == (left: TextKey, right: TextKey) -> Bool { left.text.hasSameBytes(as: right.text) }

  /// Combines samples of the text.
  public func hash(into hasher: inout Hasher) { hasher.sample(text) }
}

/// What a message says, whatever its finish reason, as the key of a dictionary.
public struct MessageKey: Hashable, Sendable {
  private let role: Role
  private let parts: [Part]

  /// Creates the key of a message.
  public init(_ message: Message) {
    role = message.role
    parts = message.parts
  }

  /// Whether role and parts are the same, byte by byte.
  public static func == (left: MessageKey, right: MessageKey) -> Bool {
    left.role == right.role && left.parts.count == right.parts.count
      && zip(left.parts, right.parts).allSatisfy { $0.hasSameBytes(as: $1) }
  }

  /// Combines the role and samples of the parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(role)
    hasher.combine(parts.count)
    for part in parts {
      switch part {
      case .text(let text): hasher.sample(text)
      case .reasoning(let reasoning): hasher.sample(reasoning.text)
      case .toolCall(let call):
        hasher.combine(call.id)
        hasher.sample(call.arguments)
      case .toolResult(let result):
        hasher.combine(result.callID)
        hasher.sample(result.content)
      case .media: hasher.combine(1)
      case .citation(let citation): hasher.combine(citation)
      case .other(let type, let json):
        hasher.combine(type)
        hasher.sample(json)
      }
    }
  }
}

extension Part {
  fileprivate func hasSameBytes(as other: Part) -> Bool {
    switch (self, other) {
    case (.text(let text), .text(let other)): text.hasSameBytes(as: other)
    case (.reasoning(let reasoning), .reasoning(let other)):
      reasoning.isRedacted == other.isRedacted && reasoning.text.hasSameBytes(as: other.text)
    case (.toolCall(let call), .toolCall(let other)):
      call.id == other.id && call.name == other.name && call.arguments.hasSameBytes(as: other.arguments)
        && call.argumentsError == other.argumentsError
    case (.toolResult(let result), .toolResult(let other)):
      result.callID == other.callID && result.name == other.name && result.isError == other.isError
        && result.content.hasSameBytes(as: other.content)
    case (.media(let media), .media(let other)): media == other
    case (.citation(let citation), .citation(let other)): citation == other
    case (.other(let type, let json), .other(let otherType, let otherJSON)):
      type == otherType && json.hasSameBytes(as: otherJSON)
    default: false
    }
  }
}

extension String {
  /// Whether the texts are equal byte by byte, as their samples are; `==` would also equate spellings of one
  /// character.
  package func hasSameBytes(as other: String) -> Bool {
    let fast = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        mine.count == theirs.count
          && (mine.baseAddress == theirs.baseAddress || Self.areEqual(.init(mine), .init(theirs)))
      }
    }
    return fast.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether as many bytes are the same. Compares eight at a time: histories that repeat are compared whole.
  private static func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    let count = one.count
    guard count >= 8 else { return one.elementsEqual(other) }
    func differs(at place: Int) -> Bool {
      one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    }
    var place = 0
    while place &+ 8 <= count {
      if differs(at: place) { return false }
      place &+= 8
    }
    return !differs(at: count &- 8)
  }
}

extension Hasher {
  /// Combines the length of a text and the bytes at its beginning, in its middle and at its end.
  package mutating func sample(_ text: String) {
    combine(text.utf8.count)
    var text = text
    text.withUTF8 { bytes in
      guard bytes.count > 192 else { return combine(bytes: UnsafeRawBufferPointer(bytes)) }
      for start in [0, bytes.count / 2 - 32, bytes.count - 64] {
        combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<start + 64]))
      }
    }
  }
}
