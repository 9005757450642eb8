/// The kinds of JSON values.
public enum JSONKind: Hashable, Sendable {
  case null, bool, number, string, array, object
}

/// A value of a document: a handle of two words that keeps the document alive.
public struct JSONValue: Sendable {
  let storage: TapeStorage
  let index: Int

  var word: TapeWord { storage.word(index) }

  /// What kind of value it is.
  public var kind: JSONKind {
    switch word.kind {
    case .null, .close: .null
    case .yes, .no: .bool
    case .integer, .real, .nonFinite: .number
    case .plainString, .codedString: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Whether it is `null`.
  public var isNull: Bool { word.kind == .null }

  /// The truth value of `true` and `false`.
  public var bool: Bool? {
    switch word.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// The decoded text of a string. Linear in its length.
  ///
  /// Lone surrogates and invalid UTF-8 become U+FFFD.
  public var string: String? {
    let word = word
    switch word.kind {
    case .plainString: return withStringBytes { String(decoding: $0, as: UTF8.self) }
    case .codedString: return withStringBytes(decodeEscapes)
    default: return nil
    }
  }

  /// The place of its first byte in the source, from 0.
  public var offset: Int { word.offset }

  /// The place of its bytes in the source, quotes and brackets included.
  public var range: Range<Int> { storage.range(index) }

  /// The document it belongs to.
  public var document: JSONDocument { JSONDocument(storage: storage) }

  /// Its JSON text as it stands in the source. Linear in its length; invalid UTF-8 becomes U+FFFD.
  public var text: String { storage.bytes[range].text }

  /// Gives the bytes between the quotes to `body`.
  func withStringBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let range = range
    return storage.bytes.withUnsafeBytes { memory in
      let inner = (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1)
      return body(UnsafeRawBufferPointer(rebasing: memory[inner.clamped(to: 0..<memory.count)]))
    }
  }
}
