import TraceText

/// Takes secrets out of texts that belong together: the same value gets the same placeholder in all of them.
///
/// A value: copies go separate ways. Placeholders count up by first appearance, so the order of the texts
/// decides the numbers and nothing else does.
public struct RedactionSession: Sendable {
  private var detector: Detector
  /// Values that are looked for everywhere, since they were secrets somewhere.
  private var known: Set<String> = []
  /// Values that stay, since someone looked at them.
  private let allowed: Set<String>
  /// How many values there may be to look for: beyond that a trace of made secrets would cost too much.
  private static let mostKnown = 2000
  /// For each rule the number of each of its values.
  private var numbers: [[String: Int]]
  private var places: [Int]
  /// For each rule the steps where it found something.
  private var steps: [RedactionManifest.Steps]
  /// The step that is looked at.
  var step: RedactionManifest.Step?
  /// How many traces were looked at.
  var traceCount = 0
  private var seen = SeenTexts()
  private var room = ReadingRoom()
  /// The conversations that were looked at.
  var conversations = RedactedConversations()
  private var names = AttributeNames()
  /// Grows with each value that is taken out; the same before and after what is clean.
  private(set) var changes = 0

  /// Starts with no placeholder given. Builds the index of the rules' literals, 128 KB.
  ///
  /// - Parameter allowed: Values that stay, as they stand in the text.
  public init(rules: [RedactionRule] = RedactionRule.certain, allowed: Set<String> = []) {
    self.allowed = allowed
    detector =
      rules.isEmpty ? Detector(rules: []) : Detector(rules: rules + [RedactionRule("", "", "", .encodedText)])
    numbers = Array(repeating: [:], count: rules.count)
    places = Array(repeating: 0, count: rules.count)
    steps = Array(repeating: .init(), count: rules.count)
  }

  /// The text without its secrets; the very same string if it has none.
  ///
  /// Linear in the text. JSON inside strings is read through three levels of escapes, percent-escapes
  /// through one, and text in `data:` addresses is decoded, redacted and encoded again.
  public mutating func redact(_ text: String) -> String {
    redact(text, depth: 0)
  }

  /// What was taken out so far.
  public var manifest: RedactionManifest {
    let found = places.indices.filter { places[$0] > 0 }
    return RedactionManifest(
      entries: found.filter { !detector.rules[$0].isOnlyTold }.map(entry),
      suspicion: found.first { detector.rules[$0].isOnlyTold }.map(entry))
  }

  private func entry(of index: Int) -> RedactionManifest.Entry {
    let rule = detector.rules[index]
    return RedactionManifest.Entry(
      ruleID: rule.id, label: rule.label, placeholder: rule.name, distinctValues: numbers[index].count,
      places: places[index], steps: steps[index])
  }

  private mutating func redact(_ text: String, depth: Int) -> String {
    let found = findings(in: text)
    if found.isEmpty { return text }
    let bytes = text.utf8.span
    var result = ""
    var start = 0
    for detection in found {
      text.append(start..<detection.range.lowerBound, to: &result)
      if let rule = detection.rule, detector.rules[rule].isOnlyTold {
        note(detection.value, rule: rule)
        result += bytes.string(detection.range)
      } else if let rule = detection.rule {
        result += placeholder(for: detection.value, rule: rule)
      } else {
        result += encoded(bytes.string(detection.range), depth: depth)
      }
      start = detection.range.upperBound
    }
    text.append(start..<bytes.count, to: &result)
    return result
  }

  /// What is to be replaced in a text: read once, and again only for values that were learned since.
  mutating func findings(in text: String) -> [Detection] {
    let last = seen[text]
    if let last, last.known == known.count { return last.found }
    let bytes = text.utf8.span
    var found: [Detection]
    if let last {
      found = detector.detections(in: bytes, besides: last.found, &room)
    } else {
      found = detector.detections(in: bytes, &room)
      // What is a secret at one place of the text is one at each.
      if learn(found) { found = detector.detections(in: bytes, besides: found, &room) }
    }
    room.shrink()
    if !allowed.isEmpty { found.removeAll { allowed.contains($0.value) } }
    seen.insert(text, found, known: known.count)
    return found
  }

  /// Remembers values that have no shape of their own; whether there were new ones.
  private mutating func learn(_ found: [Detection]) -> Bool {
    let before = known.count
    for detection in found {
      guard let rule = detection.rule, known.count < Self.mostKnown, !allowed.contains(detection.value) else {
        continue
      }
      learn(detection.value, rule: rule)
    }
    return known.count > before
  }

  private mutating func learn(_ value: String, rule: Int) {
    switch detector.rules[rule].matcher {
    case .keyedValue, .assignedToken, .authorization, .urlPassword:
      guard SecretValue.isTelling(Array(value.utf8)), known.insert(value).inserted else { return }
      detector.learn(value, rule: rule)
    default: return
    }
  }

  /// A session that starts anew but knows the values that this one has found and where; `nil` if there are none.
  public var informed: RedactionSession? {
    if known.isEmpty { return nil }
    var session = self
    session.numbers = Array(repeating: [:], count: numbers.count)
    session.places = Array(repeating: 0, count: places.count)
    session.steps = Array(repeating: .init(), count: places.count)
    session.traceCount = 0
    session.step = nil
    session.conversations = RedactedConversations()
    session.changes = 0
    return session
  }

  /// Tells that something has become other than it was without a value being taken out just now.
  mutating func noteChange() { changes += 1 }

  mutating func placeholder(for value: String, rule: Int) -> String {
    changes += 1
    return "[\(detector.rules[rule].name) \(note(value, rule: rule))]"
  }

  /// Counts a place where a value stands; the value's number.
  @discardableResult
  private mutating func note(_ value: String, rule: Int) -> Int {
    places[rule] += 1
    steps[rule].add(step)
    let number = numbers[rule][value] ?? numbers[rule].count + 1
    numbers[rule][value] = number
    return number
  }

  // MARK: Encoded text

  /// The base64 text of a text without its secrets; unchanged where it is not text or has none.
  mutating func redactEncoded(_ base64: String) -> String {
    encoded(base64, depth: 0)
  }

  private mutating func encoded(_ base64: String, depth: Int) -> String {
    guard depth < 3, let bytes = Base64.decode(base64, .loose) else { return base64 }
    let text = String(decoding: bytes, as: UTF8.self)
    // A byte that is no text, as a key that was damaged has, hides nothing; data of another kind is left.
    let strangers = text.unicodeScalars.count { $0 == "\u{FFFD}" }
    guard strangers * 100 <= bytes.count else { return base64 }
    let redacted = redact(text, depth: depth + 1)
    return redacted == text ? base64 : Base64.encode(Array(redacted.utf8))
  }

  // MARK: Values under a name

  /// Whether what a rule finds stays.
  func isOnlyTold(_ rule: Int) -> Bool { detector.rules[rule].isOnlyTold }

  /// Whether a rule finds addresses of people.
  func isEmail(_ rule: Int) -> Bool {
    if case .email = detector.rules[rule].matcher { true } else { false }
  }

  /// Whether patterns of one's own are looked for.
  var hasPatterns: Bool { detector.hasPatterns }

  /// Whether values under a name go, whatever they look like.
  func isNamed(_ name: String) -> Bool { detector.named[name] != nil }

  /// What the name of an attribute or member says.
  mutating func meaning(of name: String) -> AttributeNames.Meaning {
    names.meaning(of: name, detector, &room)
  }

  /// The value of an attribute or member called `name`, which may be what makes it a secret.
  package mutating func redact(_ value: String, under name: String) -> String {
    let meaning = meaning(of: name)
    if let header = meaning.header { return redactHeader(value, header) }
    if let rule = detector.named[name.lowercased()], KeyedValue.isNamed(value), !allowed.contains(value) {
      return placeholder(for: value, rule: rule)
    }
    let before = changes
    let redacted = redact(value)
    guard changes == before, let kind = meaning.kind, !allowed.contains(value),
      KeyedValue.isSecret(value, under: kind, isToken: name.lowercased().hasSuffix("token")),
      let rule = detector.keyRule
    else { return redacted }
    learn(value, rule: rule)
    return placeholder(for: value, rule: rule)
  }

  /// Reads a header's value as if it stood behind the header's name in a text.
  private mutating func redactHeader(_ value: String, _ prefix: String) -> String {
    let redacted = redact(prefix + value)
    return redacted.hasPrefix(prefix) ? String(redacted.dropFirst(prefix.count)) : redacted
  }
}
