/// Finds secrets in a text by its rules.
struct Detector: Sendable {
  let rules: [RedactionRule]
  /// The rules of values under given names: name in small letters to rule.
  let named: [String: Int]
  /// The rule of values under secret names.
  let keyRule: Int?
  /// The rule of tokens that are given to names.
  private let tokenRule: Int?
  private let patterns: [(rule: Int, pattern: RedactionPattern)]
  private var index: LiteralIndex
  /// The values that were learned.
  private var known: KnownValues

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
    tokenRule = rules.firstIndex { if case .assignedToken = $0.matcher { true } else { false } }
    patterns = rules.enumerated().compactMap { index, rule in
      if case .pattern(let pattern) = rule.matcher { (index, pattern) } else { nil }
    }
    index = LiteralIndex(rules)
    known = KnownValues(rules)
  }

  /// Finds a value of a rule from now on wherever it stands.
  mutating func learn(_ value: String, rule: Int) {
    index.insert(value: Array(value.utf8), rule: rule)
    known.insert(Array(value.utf8), rule: rule)
  }

  /// What is to be replaced in `text`, in order and without overlap.
  ///
  /// The text is read as it stands, then without its percent-escapes or references, and without backslash escapes
  /// up to three levels deep, which is how JSON inside strings inside JSON hides its values. One linear scan for
  /// each reading; most texts have only the first, and of the others only what can see an escape is looked at.
  func detections(in text: borrowing Span<UInt8>, _ room: inout ReadingRoom) -> [Detection] {
    if text.count < Self.shortest, patterns.isEmpty { return [] }
    var found = longRuns(of: text)
    found += scan(text, in: [0..<text.count], for: index) + matches(in: text)
    found += read(text, in: [0..<text.count], for: index, &room)
    return Detection.merged(found, rules)
  }

  /// Texts in base64, and tokens that lines of a configuration give to variables.
  private func longRuns(of text: borrowing Span<UInt8>) -> [Detection] {
    var found: [Detection] = []
    for run in EncodedText.runs(in: text) {
      if EncodedText.startsText(text, run.lowerBound) {
        found.append(Detection(range: run, rule: nil, value: ""))
      } else if let tokenRule, AssignedToken.isVariable(text, run) {
        found.append(Detection(range: run, rule: tokenRule, value: text.string(run)))
      }
    }
    return found
  }

  /// What was found in `text` before, and the values in it that were learned since.
  func detections(
    in text: borrowing Span<UInt8>, besides found: [Detection], _ room: inout ReadingRoom
  ) -> [Detection] {
    if text.count < Self.shortest { return [] }
    let stretches = known.stretches(of: text, besides: found.filter { !isOnlyTold($0) })
    if stretches.isEmpty { return found }
    var found = found + scan(text, in: stretches, for: known.index)
    found += read(text, in: stretches, for: known.index, reach: known.reach, &room)
    return Detection.merged(found, rules)
  }

  private func isOnlyTold(_ detection: Detection) -> Bool {
    detection.rule.map { rules[$0].isOnlyTold } ?? false
  }

  /// The length in bytes of the shortest thing that a rule knows: `a@b.cd`.
  private static let shortest = 6

  /// Whether there are patterns of one's own, which may find anything.
  var hasPatterns: Bool { !patterns.isEmpty }

  /// What patterns of one's own find.
  func matches(in bytes: borrowing Span<UInt8>) -> [Detection] {
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
  func scan(
    _ bytes: borrowing Span<UInt8>, in stretches: [Range<Int>], for index: LiteralIndex
  ) -> [Detection] {
    var found: [Detection] = []
    var start = 0
    var floor = 0
    var ends = WordEnds()
    // What lies before was looked at for tables.
    var tableEnd = keyRule == nil ? Int.max : 0
    var words = CellWords()
    for stretch in stretches {
      start = max(start, Self.beginning(of: stretch, bytes, from: start))
      while let here = index.nextCandidate(bytes, in: start..<max(start, stretch.upperBound)) {
        let place = here.place
        var isName = false
        guard let outcome = judge(bytes, here, index, floor: floor, &ends, isName: &isName)
        else {
          start = place + 1
          if isName, place >= tableEnd, let rows = InsertedRows(bytes, at: place) {
            tableEnd = rows.end
            found += cells(of: rows, bytes)
          } else if isName, place >= tableEnd, let separator = words.separator(bytes, around: place) {
            let table = HeaderTable(bytes, at: place, parted: separator)
            tableEnd = table.end
            found += cells(of: table, bytes)
          }
          continue
        }
        var end = outcome.end
        if let detection = outcome.detection {
          found.append(detection)
          if let secret = paired(bytes, behind: detection) {
            found.append(Detection(range: secret, rule: detection.rule, value: bytes.string(secret)))
            end = secret.upperBound
          }
        }
        floor = max(floor, end)
        start = max(place + 1, end)
      }
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

  /// Asks the rules whose literal stands at a place; the first that finds something decides.
  ///
  /// - Parameter isName: Set where a part of a secret's name stands and none of them found something before.
  private func judge(
    _ bytes: borrowing Span<UInt8>, _ here: LiteralIndex.Place, _ index: borrowing LiteralIndex, floor: Int,
    _ ends: inout WordEnds, isName: inout Bool, isSpecific: Bool = false
  ) -> Outcome? {
    let place = here.place
    var here = here
    while let next = index.nextEntry(&here) {
      let entry = index.entries[next]
      guard index.stands(entry, at: place, of: bytes) else { continue }
      let candidate = Candidate(start: place, length: Int(entry.count), floor: floor)
      let rule = Int(entry.rule)
      let range: Range<Int>?
      switch entry.judgement {
      case .known: range = Self.isApart(bytes, place..<candidate.end) ? place..<candidate.end : nil
      case .token: range = index.shapes[Int(entry.shape)].match(bytes, candidate)
      case .encodedText:
        guard let data = DataAddress(bytes, candidate) else { continue }
        let detection = data.isText ? Detection(range: data.payload, rule: nil, value: "") : nil
        return Outcome(detection: detection, end: data.payload.upperBound)
      case .authorization, .cookie, .keyedValue, .keyedCall, .assignedToken, .unknown:
        if isSpecific { continue }
        if entry.judgement == .keyedValue { isName = true }
        range = headerOrKey(bytes, candidate, entry.judgement, &ends)
      default: range = Self.structured(bytes, candidate, entry.judgement, &ends)
      }
      guard let range, !range.isEmpty else { continue }
      return Outcome(
        detection: Detection(range: range, rule: rule, value: bytes.string(range)),
        // What is only told hides nothing.
        end: rules[rule].isOnlyTold ? candidate.end : range.upperBound)
    }
    return nil
  }

  /// Values known by their key; a value that another rule knows by its shape is left to that rule.
  private func headerOrKey(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ judgement: Judgement, _ ends: inout WordEnds
  ) -> Range<Int>? {
    let range: Range<Int>? =
      switch judgement {
      case .authorization: KeyedValue.authorization(bytes, candidate, &ends)
      case .cookie: KeyedValue.cookie(bytes, candidate)
      case .keyedCall: KeyedCall.match(bytes, candidate)
      case .assignedToken: AssignedToken.match(bytes, candidate)
      case .unknown: UnknownSecret.match(bytes, candidate)
      default: KeyedValue.secret(bytes, candidate, &ends)
      }
    guard let range, !range.isEmpty, !isKnownByShape(bytes, range) else { return nil }
    return range
  }

  func isKnownByShape(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = min(range.upperBound - 1, range.lowerBound + 64)
    var start = range.lowerBound
    var ends = WordEnds()
    var isName = false
    while let here = index.nextCandidate(bytes, in: start..<max(start, end)), here.place < end {
      start = here.place + 1
      guard
        let known = judge(
          bytes, here, index, floor: range.lowerBound, &ends, isName: &isName, isSpecific: true)?
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
