import Glibc

/// Something found in a text.
struct Detection {
  /// The bytes of the text that are to be replaced.
  var range: Range<Int>
  /// The index of the rule that found it; `nil` for text in base64, which is looked at on its own.
  var rule: Int?
  /// The secret as it reads without escapes, so that one value has one placeholder however it is written.
  var value: String
}

/// Finds secrets in a text by its rules.
struct Detector: Sendable {
  let rules: [RedactionRule]
  private let index: LiteralIndex

  init(rules: [RedactionRule]) {
    self.rules = rules
    index = LiteralIndex(rules)
  }

  /// What is to be replaced in `text`, in order and without overlap.
  ///
  /// The text is read as it stands, then without its percent-escapes, and without backslash escapes up to
  /// three levels deep, which is how JSON inside strings inside JSON hides its values. One linear scan for
  /// each reading; most texts have only the first.
  func detections(in text: borrowing Span<UInt8>) -> [Detection] {
    var found = scan(text)
    for start in [Reading.percentDecoded(text), nil] {
      var reading = start
      if let reading { found += mapped(reading) }
      for _ in 0..<3 {
        let next =
          reading.map { Reading.unescaped($0.bytes.span, origin: $0.origin) }
          ?? Reading.unescaped(text, origin: nil)
        guard let next else { break }
        found += mapped(next)
        reading = next
      }
    }
    return Self.merged(found)
  }

  private func mapped(_ reading: Reading) -> [Detection] {
    scan(reading.bytes.span).map { detection in
      var detection = detection
      let range = detection.range
      detection.range = reading.origin[range.lowerBound]..<reading.origin[range.upperBound]
      return detection
    }
  }

  /// Joins detections that overlap; of the same bytes the last reading's value counts, else the longest's.
  private static func merged(_ found: [Detection]) -> [Detection] {
    if found.count < 2 { return found }
    let order = found.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      if a.lowerBound != b.lowerBound { return a.lowerBound < b.lowerBound }
      return a.upperBound != b.upperBound ? a.upperBound > b.upperBound : left.offset > right.offset
    }
    var result: [Detection] = []
    for (_, next) in order {
      guard let last = result.last, next.range.lowerBound < last.range.upperBound else {
        result.append(next)
        continue
      }
      var joined = next.range.count > last.range.count ? next : last
      joined.range = last.range.lowerBound..<max(last.range.upperBound, next.range.upperBound)
      result[result.count - 1] = joined
    }
    return result
  }

  /// One scan of one reading.
  private func scan(_ bytes: borrowing Span<UInt8>) -> [Detection] {
    var found: [Detection] = []
    var place = 0
    var floor = 0
    while place + 1 < bytes.count {
      let bucket = index.bucket(bytes[place], bytes[place + 1])
      guard bucket != 0,
        let outcome = judge(bytes, at: place, bucket: bucket, floor: floor, isSpecific: false)
      else {
        place += 1
        continue
      }
      if let detection = outcome.detection { found.append(detection) }
      floor = max(floor, outcome.end)
      place = max(place + 1, outcome.end)
    }
    return found
  }

  private struct Outcome {
    var detection: Detection?
    /// Where the scan goes on.
    var end: Int
  }

  /// Asks the rules whose literal stands at `place`; the first that finds something decides.
  private func judge(
    _ bytes: borrowing Span<UInt8>, at place: Int, bucket: Int, floor: Int, isSpecific: Bool
  ) -> Outcome? {
    for entry in index.entries(inBucket: bucket, at: place, of: bytes) {
      let rule = rules[entry.rule]
      let candidate = Candidate(start: place, length: entry.literal.count, floor: floor)
      let range: Range<Int>?
      switch rule.matcher {
      case .token(let shapes): range = shapes[entry.shape].match(bytes, candidate)
      case .privateKey: range = PrivateKey.match(bytes, candidate)
      case .webToken: range = WebToken.match(bytes, candidate)
      case .urlPassword: range = URLPassword.match(bytes, candidate)
      case .email: range = Email.match(bytes, candidate)
      case .paymentCard: range = PaymentCard.match(bytes, at: place)
      case .bankAccount: range = BankAccount.match(bytes, at: place)
      case .encodedText:
        guard let data = DataAddress(bytes, candidate) else { continue }
        let detection = data.isText ? Detection(range: data.payload, rule: nil, value: "") : nil
        return Outcome(detection: detection, end: data.payload.upperBound)
      case .authorization, .cookie, .keyedValue:
        if isSpecific { continue }
        range = headerOrKey(bytes, candidate, rule.matcher, entry)
      }
      if let range, !range.isEmpty {
        return Outcome(
          detection: Detection(range: range, rule: entry.rule, value: bytes.string(range)),
          end: range.upperBound)
      }
    }
    return nil
  }

  /// Values known by their key; a value that another rule knows by its shape is left to that rule.
  private func headerOrKey(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ matcher: Matcher, _ entry: LiteralIndex.Entry
  ) -> Range<Int>? {
    let range: Range<Int>? =
      switch matcher {
      case .authorization: KeyedValue.authorization(bytes, candidate)
      case .cookie: KeyedValue.cookie(bytes, candidate)
      default: KeyedValue.secret(bytes, candidate)
      }
    guard let range, !range.isEmpty, !isKnownByShape(bytes, range) else { return nil }
    return range
  }

  private func isKnownByShape(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    let end = min(range.upperBound - 1, range.lowerBound + 64)
    while place < end {
      let bucket = index.bucket(bytes[place], bytes[place + 1])
      if bucket != 0,
        let outcome = judge(bytes, at: place, bucket: bucket, floor: range.lowerBound, isSpecific: true),
        let known = outcome.detection
      {
        if known.range.lowerBound <= range.lowerBound + 1, known.range.upperBound + 1 >= range.upperBound {
          return true
        }
        if let rule = known.rule, case .urlPassword = rules[rule].matcher { return true }
      }
      place += 1
    }
    return false
  }
}

/// A place where a literal of a rule stands.
struct Candidate {
  /// Where the literal begins.
  var start: Int
  /// The literal's length in bytes.
  var length: Int
  /// Nothing before this offset may be taken: it belongs to an earlier detection.
  var floor: Int

  var end: Int { start + length }
}

/// A text read without its escapes, and where each of its bytes comes from.
struct Reading {
  var bytes: [UInt8]
  /// The offset in the text of each byte, and the text's end behind them.
  var origin: [Int]

  /// The text without percent-escapes; `nil` if it has none.
  static func percentDecoded(_ text: borrowing Span<UInt8>) -> Reading? {
    guard contains(text, UInt8(ascii: "%")) else { return nil }
    var reading = Reading(bytes: [], origin: [])
    var index = 0
    var isChanged = false
    while index < text.count {
      reading.origin.append(index)
      if text[index] == UInt8(ascii: "%"), let value = hex(text, index + 1, 2) {
        reading.bytes.append(UInt8(truncatingIfNeeded: value))
        index += 3
        isChanged = true
      } else {
        reading.bytes.append(text[index])
        index += 1
      }
    }
    reading.origin.append(text.count)
    return isChanged ? reading : nil
  }

  /// The text without one level of JSON's escapes; `nil` if it has none. Offsets go through `origin`.
  static func unescaped(_ text: borrowing Span<UInt8>, origin: [Int]?) -> Reading? {
    guard contains(text, 0x5C) else { return nil }
    var reading = Reading(bytes: [], origin: [])
    reading.bytes.reserveCapacity(text.count)
    reading.origin.reserveCapacity(text.count + 1)
    var index = 0
    while index < text.count {
      let source = origin?[index] ?? index
      var length = 1
      if text[index] == 0x5C, index + 1 < text.count {
        length = reading.appendEscape(text, index)
      } else {
        reading.bytes.append(text[index])
      }
      while reading.origin.count < reading.bytes.count { reading.origin.append(source) }
      index += length
    }
    reading.origin.append(origin?[text.count] ?? text.count)
    return reading
  }

  /// Appends what the escape at `index` stands for; its length.
  private mutating func appendEscape(_ text: borrowing Span<UInt8>, _ index: Int) -> Int {
    switch text[index + 1] {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"):
      guard let value = Self.hex(text, index + 2, 4) else {
        bytes.append(UInt8(ascii: "u"))
        return 2
      }
      bytes.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      return 6
    case let other: bytes.append(other)
    }
    return 2
  }

  private static func hex(_ text: borrowing Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= text.count else { return nil }
    var value: UInt32 = 0
    for index in start..<start + count {
      let byte = text[index]
      guard byte.isHexDigit else { return nil }
      value = value << 4 | UInt32(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10)
    }
    return value
  }

  private static func contains(_ text: borrowing Span<UInt8>, _ byte: UInt8) -> Bool {
    text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return memchr(start, Int32(byte), buffer.count) != nil
    }
  }
}
