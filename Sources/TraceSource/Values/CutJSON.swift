package import TraceModel

/// JSON text that ends in the middle, as where a tracer or a backend limits the length of values.
package enum CutJSON {
  /// What of a value stays that was cut.
  package enum Kept: Sendable {
    /// The outermost members, or elements, that are whole.
    case wholeMembers
    /// All that stands before the cut; a long string that it goes through is closed behind the mark.
    case beginning
  }

  /// What stands where a text was cut.
  package static let mark = " [… cut off in the source]"

  /// A string that ends sooner is left out: half a name says less than none.
  fileprivate static let leastString = 24

  /// The text closed where it ends: what stands whole before that stays.
  ///
  /// - Parameter kept: What of the value stays.
  /// - Returns: `nil` for whole JSON, for what is no JSON up to its end, and where nothing whole stands; for a string
  ///   without escapes too, which may be words behind a quotation mark. Linear in the text's size.
  package static func completed(_ text: String, keeping kept: Kept) -> String? {
    guard let first = text.utf8.first(where: { $0 > 0x20 }) else { return nil }
    let isString = first == quote && text.utf8.contains(UInt8(ascii: "\\"))
    guard first == open || first == list || isString else { return nil }
    var scanner = CutScanner(bytes: Array(text.utf8), kept: kept)
    return scanner.completed()
  }

  fileprivate static let open = UInt8(ascii: "{")
  fileprivate static let close = UInt8(ascii: "}")
  fileprivate static let list = UInt8(ascii: "[")
  fileprivate static let quote = UInt8(ascii: "\"")
}

extension AttributeValue {
  /// Reads what stands whole before the place where the text of a JSON object or list was cut short; `nil` where
  /// nothing does, and for whole JSON.
  ///
  /// Exporters cut long attributes, Zipkin's for Python after 128 characters. Linear in the text's size.
  package init?(cutJSONText text: String) {
    guard let completed = CutJSON.completed(text, keeping: .wholeMembers) else { return nil }
    self.init(jsonText: completed)
    if isVoid { return nil }
  }
}

/// Reads JSON up to where it ends.
private struct CutScanner {
  private enum Expected {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
  }

  let bytes: [UInt8]
  let kept: CutJSON.Kept
  private var place = 0
  /// What closes the open objects and lists.
  private var closers: [UInt8] = []
  /// Up to where everything is whole, and what is open there.
  private var whole: (end: Int, closers: [UInt8])?

  init(bytes: [UInt8], kept: CutJSON.Kept) {
    self.bytes = bytes
    self.kept = kept
  }

  mutating func completed() -> String? {
    var expected = Expected.value
    while true {
      while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
      guard place < bytes.count else { return closed() }
      let byte = bytes[place]
      switch (expected, byte) {
      case (.value, CutJSON.open), (.valueOrEnd, CutJSON.open):
        expected = enter(CutJSON.close, .keyOrEnd)
      case (.value, CutJSON.list), (.valueOrEnd, CutJSON.list):
        expected = enter(UInt8(ascii: "]"), .valueOrEnd)
      case (.value, CutJSON.quote), (.valueOrEnd, CutJSON.quote):
        guard skipString() else {
          let isTelling = kept == .beginning && bytes.count - place > CutJSON.leastString
          return isTelling ? closedWithinString() : closed()
        }
        // A string alone is whole here.
        if closers.isEmpty { return nil }
        expected = leave()
      case (.value, _) where Self.isWord(byte), (.valueOrEnd, _) where Self.isWord(byte):
        guard let isWhole = skipWord() else { return nil }
        guard isWhole else { return closed() }
        expected = leave()
      case (.key, CutJSON.quote), (.keyOrEnd, CutJSON.quote):
        guard skipString() else { return closed() }
        expected = .colon
      case (.colon, UInt8(ascii: ":")):
        place += 1
        expected = .value
      case (.commaOrEnd, UInt8(ascii: ",")):
        place += 1
        expected = closers.last == CutJSON.close ? .key : .value
      case (.commaOrEnd, _) where byte == closers.last, (.valueOrEnd, _) where byte == closers.last,
        (.keyOrEnd, _) where byte == closers.last:
        place += 1
        closers.removeLast()
        // A whole value ends here: nothing of it was cut off.
        if closers.isEmpty { return nil }
        expected = leave()
      default: return nil
      }
    }
  }

  private mutating func enter(_ closer: UInt8, _ next: Expected) -> Expected {
    place += 1
    closers.append(closer)
    if kept == .beginning { whole = (place, closers) }
    return next
  }

  private mutating func leave() -> Expected {
    if kept == .beginning || closers.count == 1 { whole = (place, closers) }
    return .commaOrEnd
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "E")
  }

  /// Skips a number or a name; `false` where the text ends within it, `nil` where it is neither.
  private mutating func skipWord() -> Bool? {
    let start = place
    while place < bytes.count, Self.isWord(bytes[place]) { place += 1 }
    if place == bytes.count { return false }
    let word = String(decoding: bytes[start..<place], as: UTF8.self)
    return ["true", "false", "null"].contains(word) || Double(word) != nil ? true : nil
  }

  /// Skips a string; `false` where the text ends within it.
  private mutating func skipString() -> Bool {
    var next = place + 1
    while next < bytes.count {
      switch bytes[next] {
      case UInt8(ascii: "\\"): next += 2
      case CutJSON.quote:
        place = next + 1
        return true
      default: next += 1
      }
    }
    return false
  }

  private func closed() -> String? {
    whole.map { String(decoding: bytes[..<$0.end] + $0.closers.reversed(), as: UTF8.self) }
  }

  private func closedWithinString() -> String {
    let text = bytes[..<endOfCharacters] + CutJSON.mark.utf8 + [CutJSON.quote] + closers.reversed()
    return String(decoding: text, as: UTF8.self)
  }

  /// The end of the last whole character of the string that the text ends within: before half an escape, and before
  /// the first half of a pair of surrogates.
  private var endOfCharacters: Int {
    var next = place + 1
    var high: Int?
    while next < bytes.count {
      guard bytes[next] == UInt8(ascii: "\\") else {
        next += 1
        high = nil
        continue
      }
      let isUnicode = next + 1 < bytes.count && bytes[next + 1] == UInt8(ascii: "u")
      let end = next + (isUnicode ? 6 : 2)
      if end > bytes.count { return high ?? next }
      let digits = isUnicode ? Int(String(decoding: bytes[next + 2..<end], as: UTF8.self), radix: 16) : nil
      high = digits.map { (0xD800..<0xDC00).contains($0) } ?? false ? next : nil
      next = end
    }
    return high ?? min(next, bytes.count)
  }
}
