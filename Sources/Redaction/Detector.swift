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
  /// The rules of values under given names: name in small letters to rule.
  let named: [String: Int]
  /// The rule of values under secret names.
  let keyRule: Int?
  private let patterns: [(rule: Int, pattern: RedactionPattern)]
  private var index: LiteralIndex
  /// The values that were learned, and data that is passed over.
  private var known: LiteralIndex

  init(rules: [RedactionRule]) {
    self.rules = rules
    var named: [String: Int] = [:]
    for (index, rule) in rules.enumerated() {
      if case .namedValue(let names) = rule.matcher {
        for name in names { named[name] = named[name] ?? index }
      }
    }
    self.named = named
    keyRule = rules.firstIndex { if case .keyedValue = $0.matcher { true } else { false } }
    patterns = rules.enumerated().compactMap { index, rule in
      if case .pattern(let pattern) = rule.matcher { (index, pattern) } else { nil }
    }
    index = LiteralIndex(rules)
    known = LiteralIndex(rules) { if case .encodedText = $0 { true } else { false } }
  }

  /// Finds a value of a rule from now on wherever it stands.
  mutating func learn(_ value: String, rule: Int) {
    index.insert(value: Array(value.utf8), rule: rule)
    known.insert(value: Array(value.utf8), rule: rule)
  }

  /// What is to be replaced in `text`, in order and without overlap.
  ///
  /// The text is read as it stands, then without its percent-escapes or references, and without backslash escapes
  /// up to three levels deep, which is how JSON inside strings inside JSON hides its values. One linear scan for
  /// each reading; most texts have only the first, and of the others only what can see an escape is looked at.
  func detections(in text: borrowing Span<UInt8>) -> [Detection] {
    if text.count < Self.shortest, patterns.isEmpty { return [] }
    var found = scan(text, in: [0..<text.count], for: index) + matches(in: text)
    for run in EncodedText.runs(in: text) { found.append(Detection(range: run, rule: nil, value: "")) }
    read(text, through: [], for: index, into: &found)
    return merged(found)
  }

  /// What was found in `text` before, and the values in it that were learned since.
  func detections(in text: borrowing Span<UInt8>, besides found: [Detection]) -> [Detection] {
    if text.count < Self.shortest { return [] }
    var found = found + scan(text, in: [0..<text.count], for: known)
    read(text, through: [], for: known, into: &found)
    return merged(found)
  }

  /// The length in bytes of the shortest thing that a rule knows: `a@b.cd`.
  private static let shortest = 6

  /// A reading of the text, and how it was come by.
  private struct Step {
    var bytes: [UInt8]
    /// What reads otherwise than with one of the escapes left: elsewhere other readings say the same.
    var changed: [Range<Int>]
    var escape: Reading.Escape
  }

  /// How many readings may follow each other.
  private static let deepest = 5

  /// What is found where escapes are read away: backslashes within each other, percent-escapes and references
  /// with backslashes in them, and the colours of a terminal at last.
  private func read(
    _ text: borrowing Span<UInt8>, through steps: [Step], for index: LiteralIndex,
    into found: inout [Detection]
  ) {
    for escape in Self.following(steps) {
      let reading: (bytes: [UInt8], changed: [Range<Int>])?
      if let last = steps.last {
        let bytes = last.bytes
        reading = Reading.without(escape, bytes.span, in: last.changed)
      } else {
        reading = Reading.without(escape, text, in: [0..<text.count])
      }
      guard let reading else { continue }
      let further = steps + [Step(bytes: reading.bytes, changed: reading.changed, escape: escape)]
      found += places(
        of: scan(reading.bytes.span, in: reading.changed, for: index), in: text, through: further)
      for match in matches(in: reading.bytes.span) {
        found += places(of: [match], in: text, through: further)
      }
      if further.count < Self.deepest { read(text, through: further, for: index, into: &found) }
    }
  }

  /// The escapes that may be looked for next.
  private static func following(_ steps: [Step]) -> [Reading.Escape] {
    guard let last = steps.last else { return [.backslash, .percent, .entity, .colour] }
    if last.escape == .colour { return [] }
    let levels = steps.reduce(0) { $1.escape == .backslash ? $0 + 1 : $0 }
    return levels < 3 ? [.backslash, .colour] : [.colour]
  }

  /// Detections in the last reading, with the places in the text where they come from.
  private func places(of found: [Detection], in text: borrowing Span<UInt8>, through steps: [Step])
    -> [Detection]
  {
    if found.isEmpty { return found }
    let bounds = Set(found.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
    var offsets = bounds
    for index in steps.indices.reversed() {
      if index == 0 {
        offsets = Reading.origins(of: offsets, in: text, without: steps[0].escape)
      } else {
        let bytes = steps[index - 1].bytes
        offsets = Reading.origins(of: offsets, in: bytes.span, without: steps[index].escape)
      }
    }
    let origins = Dictionary(uniqueKeysWithValues: zip(bounds, offsets))
    return found.compactMap { detection in
      guard let start = origins[detection.range.lowerBound], let end = origins[detection.range.upperBound]
      else {
        return nil
      }
      var detection = detection
      detection.range = start..<end
      return detection
    }
  }

  /// What is to be replaced, joined, and what is only told where nothing of that is replaced, in order.
  private func merged(_ found: [Detection]) -> [Detection] {
    let isTold = { (detection: Detection) in detection.rule.map { rules[$0].isOnlyTold } ?? false }
    let told = Self.joined(found.filter(isTold))
    if told.isEmpty { return Self.joined(found) }
    let replaced = Self.joined(found.filter { !isTold($0) })
    var rest = replaced[...]
    let apart = told.filter { detection in
      while let first = rest.first, first.range.upperBound <= detection.range.lowerBound {
        rest.removeFirst()
      }
      return rest.first.map { $0.range.lowerBound >= detection.range.upperBound } ?? true
    }
    return (replaced + apart).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Joins detections that overlap; of the same bytes a rule's value counts before base64 and that of the last reading
  /// before others, else the longest's.
  private static func joined(_ found: [Detection]) -> [Detection] {
    if found.count < 2 { return found }
    let order = found.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      if a.lowerBound != b.lowerBound { return a.lowerBound < b.lowerBound }
      if a.upperBound != b.upperBound { return a.upperBound > b.upperBound }
      let isRule = left.element.rule != nil
      return isRule == (right.element.rule != nil) ? left.offset > right.offset : isRule
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

  /// Whether there are patterns of one's own, which may find anything.
  var hasPatterns: Bool { !patterns.isEmpty }

  /// What patterns of one's own find.
  private func matches(in bytes: borrowing Span<UInt8>) -> [Detection] {
    var found: [Detection] = []
    for (rule, pattern) in patterns {
      for range in pattern.matches(in: bytes) {
        found.append(Detection(range: range, rule: rule, value: bytes.string(range)))
      }
    }
    return found
  }

  /// One scan of one reading.
  ///
  /// - Parameter stretches: Where literals are looked for, in order and apart.
  private func scan(
    _ bytes: borrowing Span<UInt8>, in stretches: [Range<Int>], for index: LiteralIndex
  ) -> [Detection] {
    var found: [Detection] = []
    var start = 0
    var floor = 0
    // What lies before was looked at for tables.
    var tableEnd = keyRule == nil ? Int.max : 0
    for stretch in stretches {
      start = max(start, Self.beginning(of: stretch, bytes, from: start))
      while let (place, bucket) = index.nextCandidate(bytes, in: start..<max(start, stretch.upperBound)) {
        let entries = index.entries(inBucket: bucket)
        guard let outcome = judge(bytes, at: place, entries, floor: floor, isSpecific: false) else {
          start = place + 1
          if place >= tableEnd, let table = HeaderTable(bytes, at: place) {
            tableEnd = table.end
            found += cells(of: table, bytes)
          }
          continue
        }
        if let detection = outcome.detection { found.append(detection) }
        floor = max(floor, outcome.end)
        start = max(place + 1, outcome.end)
      }
    }
    return found
  }

  /// The secrets in the columns of a table that are named so.
  private func cells(of table: HeaderTable, _ bytes: borrowing Span<UInt8>) -> [Detection] {
    var found: [Detection] = []
    for (range, kind, isToken) in table.cells {
      let value = bytes.string(range)
      guard SecretValue.isSecret(value, under: kind, isQuoted: false),
        kind != .weak
          || value.utf8.contains(where: \.isDigit) && (isToken || !SecretValue.isHash(Array(value.utf8))),
        !isKnownByShape(bytes, range)
      else { continue }
      found.append(Detection(range: range, rule: keyRule, value: value))
    }
    return found
  }

  /// Where the word begins in which a stretch does: data of an address is passed over from its beginning.
  private static func beginning(of stretch: Range<Int>, _ bytes: borrowing Span<UInt8>, from start: Int)
    -> Int
  {
    var index = stretch.lowerBound
    while index > start, !bytes[index - 1].isSpace, !bytes[index - 1].isQuote { index -= 1 }
    return index
  }

  private struct Outcome {
    var detection: Detection?
    /// Where the scan goes on.
    var end: Int
  }

  /// Asks the rules whose literal stands at `place`; the first that finds something decides.
  private func judge(
    _ bytes: borrowing Span<UInt8>, at place: Int, _ entries: [LiteralIndex.Entry], floor: Int,
    isSpecific: Bool
  ) -> Outcome? {
    for entry in entries where entry.stands(at: place, of: bytes) {
      let candidate = Candidate(start: place, length: entry.literal.count, floor: floor)
      if entry.shape == LiteralIndex.Entry.known {
        let whole = place..<place + entry.literal.count
        guard Self.isApart(bytes, whole) else { continue }
        return Outcome(
          detection: Detection(range: whole, rule: entry.rule, value: bytes.string(whole)),
          end: whole.upperBound)
      }
      let range: Range<Int>?
      let matcher = rules[entry.rule].matcher
      switch matcher {
      case .token(let shapes): range = shapes[entry.shape].match(bytes, candidate)
      case .privateKey: range = PrivateKey.match(bytes, candidate)
      case .webToken: range = WebToken.match(bytes, candidate)
      case .urlPassword: range = URLPassword.match(bytes, candidate)
      case .loginPassword: range = LoginPassword.match(bytes, candidate)
      case .email: range = Email.match(bytes, candidate)
      case .paymentCard: range = PaymentCard.match(bytes, at: place)
      case .bankAccount: range = BankAccount.match(bytes, at: place)
      case .phone: range = PhoneNumber.match(bytes, at: place)
      case .address: range = InternetAddress.match(bytes, point: place, floor: floor)
      case .homeName: range = HomeName.match(bytes, candidate)
      case .cloudAccount: range = CloudAccount.match(bytes, candidate)
      case .namedValue: range = KeyedValue.named(bytes, candidate)
      case .encodedText:
        guard let data = DataAddress(bytes, candidate) else { continue }
        let detection = data.isText ? Detection(range: data.payload, rule: nil, value: "") : nil
        return Outcome(detection: detection, end: data.payload.upperBound)
      case .pattern: continue
      case .authorization, .cookie, .keyedValue, .unknown:
        if isSpecific { continue }
        range = headerOrKey(bytes, candidate, matcher)
      }
      if let range, !range.isEmpty {
        return Outcome(
          detection: Detection(range: range, rule: entry.rule, value: bytes.string(range)),
          // What is only told hides nothing.
          end: rules[entry.rule].isOnlyTold ? candidate.end : range.upperBound)
      }
    }
    return nil
  }

  /// Whether no word goes on before or behind a place.
  private static func isApart(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    if start > 0, bytes[start - 1].isAlphanumeric, !(start > 1 && bytes[start - 2] == 0x5C) { return false }
    return range.upperBound == bytes.count || !bytes[range.upperBound].isAlphanumeric
  }

  /// Values known by their key; a value that another rule knows by its shape is left to that rule.
  private func headerOrKey(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ matcher: Matcher
  ) -> Range<Int>? {
    let range: Range<Int>? =
      switch matcher {
      case .authorization: KeyedValue.authorization(bytes, candidate)
      case .cookie: KeyedValue.cookie(bytes, candidate)
      case .unknown: UnknownSecret.match(bytes, candidate)
      default: KeyedValue.secret(bytes, candidate)
      }
    guard let range, !range.isEmpty, !isKnownByShape(bytes, range) else { return nil }
    return range
  }

  private func isKnownByShape(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = min(range.upperBound - 1, range.lowerBound + 64)
    var start = range.lowerBound
    while let (place, bucket) = index.nextCandidate(bytes, in: start..<max(start, end)), place < end {
      start = place + 1
      guard
        let known = judge(
          bytes, at: place, index.entries(inBucket: bucket), floor: range.lowerBound, isSpecific: true)?
          .detection
      else { continue }
      let isWhole =
        known.range.lowerBound <= range.lowerBound + 1 && known.range.upperBound + 1 >= range.upperBound
      if isWhole { return true }
      if let rule = known.rule, case .urlPassword = rules[rule].matcher { return true }
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
