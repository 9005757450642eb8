import TraceModel
import TraceText

/// Texts that a stream was cut into, as it gave them: each under the same names as the one before, a few words or
/// letters long. What is a secret may lie across several.
package struct StreamPieces<Place> {
  private var runs: [(places: [Place], texts: [String])] = []
  /// The run that each path goes on with.
  private var open: [String: Int] = [:]

  /// Holds nothing.
  package init() {}

  /// Adds the next text at a path of names.
  package mutating func add(_ text: String, at place: Place, path: String) {
    guard text.utf8.count <= StreamedName.longest else {
      open[path] = nil
      return
    }
    if let run = open[path] {
      runs[run].places.append(place)
      runs[run].texts.append(text)
    } else {
      open[path] = runs.count
      runs.append(([place], [text]))
    }
  }

  /// The texts that change, since a secret lies across them and others.
  package func changes(_ session: inout RedactionSession) -> [(place: Place, text: String)] {
    runs.flatMap { run -> [(place: Place, text: String)] in
      guard run.texts.count > 1, let texts = session.redact(pieces: run.texts) else { return [] }
      return run.texts.indices.filter { texts[$0] != run.texts[$0] }.map { (run.places[$0], texts[$0]) }
    }
  }
}

/// The names under which streams give pieces of an answer.
package enum StreamedName {
  /// Longer texts are messages of their own, in bytes.
  fileprivate static let longest = 256

  private static let known: Set<String> = [
    "token", "delta", "chunk", "content", "text", "argument", "partial_json", "thinking", "reasoning_content",
  ]

  /// What known names end in, one or many.
  private static let endings: Set<UInt8> = Set(known.compactMap(\.utf8.last)).union([UInt8(ascii: "s")])

  /// Whether it is one: `token`, `gen_ai.completion.chunk`, `delta`, `chunks`.
  package static func isKnown(_ name: String) -> Bool {
    let bytes = name.utf8.span
    // Most names end in no letter that one of these ends in, which spares every member of every value the rest.
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    if end > 0, bytes[end - 1] < 0x80, !endings.contains(bytes[end - 1] | 0x20) { return false }
    let last = (name.split(separator: ".").last ?? "").lowercased()
    return known.contains(last.hasSuffix("s") ? String(last.dropLast()) : last)
  }
}

extension RedactionSession {
  /// The pieces of one text without the secrets that lie across them: the placeholder stands where one began. `nil`
  /// where none does. Linear in the text.
  mutating func redact(pieces: [String]) -> [String]? {
    let starts = pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
    let across = findings(in: pieces.joined()).compactMap {
      found -> (found: Detection, rule: Int, first: Int, last: Int)? in
      guard let rule = found.rule, !isOnlyTold(rule) else { return nil }
      let first = Self.piece(of: found.range.lowerBound, starts)
      let last = Self.piece(of: found.range.upperBound - 1, starts)
      // An address that a piece holds whole ends with it: any letter of the next text would go on with it.
      let place = found.range.lowerBound - starts[first]
      let isWhole =
        first == last
        || isEmail(rule)
          && findings(in: pieces[first]).contains { $0.rule == rule && $0.range.lowerBound == place }
      return isWhole ? nil : (found, rule, first, last)
    }
    if across.isEmpty { return nil }
    let placeholders = across.map { placeholder(for: $0.found.value, rule: $0.rule) }
    var bytes = pieces.map { Array($0.utf8) }
    // From the end, so that the beginnings of pieces stay where they were.
    for ((found, _, first, last), placeholder) in zip(across, placeholders).reversed() {
      bytes[last].removeFirst(found.range.upperBound - starts[last])
      for middle in first + 1..<last { bytes[middle] = [] }
      bytes[first].removeLast(starts[first + 1] - found.range.lowerBound)
      bytes[first] += placeholder.utf8
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The piece in which a byte of the whole stands.
  private static func piece(of offset: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Takes out what lies across the texts of elements that follow each other.
  mutating func redactAcross(_ elements: inout [AttributeValue], under name: String) {
    guard elements.count > 1 else { return }
    var pieces = StreamPieces<(element: Int, path: [Int])>()
    for (index, element) in elements.enumerated() where Self.isSmall(element, depth: 0) {
      Self.collect(element, name: name, path: name, at: (index, []), into: &pieces)
    }
    for (place, text) in pieces.changes(&self) {
      Self.set(text, in: &elements[place.element], at: place.path[...])
    }
  }

  /// Whether an element may be one of a stream: spares lists of messages, documents and tools the rest.
  private static func isSmall(_ value: AttributeValue, depth: Int) -> Bool {
    switch value {
    case .map(let members):
      depth < 5 && members.count <= 12 && members.allSatisfy { isSmall($0.value, depth: depth + 1) }
    case .array(let inner): inner.count < 2 && inner.allSatisfy { isSmall($0, depth: depth + 1) }
    case .string(let text): text.utf8.count <= StreamedName.longest
    default: true
    }
  }

  private static func collect(
    _ value: AttributeValue, name: String, path: String, at place: (element: Int, path: [Int]),
    into pieces: inout StreamPieces<(element: Int, path: [Int])>
  ) {
    switch value {
    case .string(let text):
      if StreamedName.isKnown(name) { pieces.add(text, at: place, path: path) }
    case .array(let inner) where inner.count == 1:
      collect(inner[0], name: name, path: path, at: (place.element, place.path + [0]), into: &pieces)
    case .map(let members):
      for (index, member) in members.enumerated() where mayHold(member) {
        collect(
          member.value, name: member.name, path: path + "/" + member.name,
          at: (place.element, place.path + [index]), into: &pieces)
      }
    default: break
    }
  }

  /// Whether a member can be or hold a piece: the place of any other need not be written down.
  private static func mayHold(_ member: Attribute) -> Bool {
    switch member.value {
    case .string: StreamedName.isKnown(member.name)
    case .array(let inner): inner.count == 1
    case .map: true
    default: false
    }
  }

  private static func set(_ text: String, in value: inout AttributeValue, at path: ArraySlice<Int>) {
    guard let index = path.first else {
      value = .string(text)
      return
    }
    switch value {
    case .array(var inner):
      set(text, in: &inner[index], at: path.dropFirst())
      value = .array(inner)
    case .map(var members):
      set(text, in: &members[index].value, at: path.dropFirst())
      value = .map(members)
    default: break
    }
  }
}
