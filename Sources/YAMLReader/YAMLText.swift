import TraceText

/// YAML (1.1 as libyaml reads it, scalars by the core schema of 1.2.2, section 10.3) told as JSON: a document a line, on
/// the line on which it begins.
///
/// Keys that are no scalars are refused, since JSON has none. Of a text that breaks off, what is whole is kept.
package struct YAMLText {
  /// The documents as JSON Lines.
  package private(set) var json: [UInt8] = []
  /// What ended the reading early; `nil` where all was read.
  package private(set) var failure: YAMLFailure?

  private var levels: [Level] = []
  /// Where the values that aliases repeat stand in `json`, by their anchor.
  private var anchors: [String: Range<Int>] = [:]
  private var line = 1
  /// All up to the last value that stands near the top, from where a broken text can be closed.
  private var whole: (length: Int, depth: Int) = (0, 0)
  private let longest: Int

  private static let near = 2

  /// Reads a text. Linear in its size and in what aliases repeat, which is at most eight times its size and a megabyte.
  package init(_ source: UnsafeRawBufferPointer) {
    longest = source.count * 8 + 1 << 20
    do throws(YAMLFailure) {
      let events = try YAMLEvents(source)
      while let event = try events.next() { try take(event) }
    } catch {
      failure = error
      close()
    }
  }

  private mutating func take(_ event: YAMLEvent) throws(YAMLFailure) {
    switch event.kind {
    case .document: begin(onLine: event.line)
    case .scalar(let scalar):
      let start = enter()
      scalar.write(to: &json, asKey: isKey)
      leave(from: start, anchor: event.anchor)
    case .alias(let name): try repeatValue(name, event)
    case .sequence, .mapping:
      guard !isKey else { throw event.failure("a key that is no text, which JSON has none of") }
      let start = enter()
      let isMapping = event.kind == .mapping
      json.append(UInt8(ascii: isMapping ? "{" : "["))
      levels.append(Level(isMapping: isMapping, start: start, anchor: event.anchor))
    case .end:
      guard let level = levels.popLast() else { return }
      json.append(level.bracket)
      leave(from: level.start, anchor: level.anchor)
    }
    guard json.count <= longest else { throw event.failure("aliases that repeat far more than there is") }
  }

  private mutating func begin(onLine first: Int) {
    // A second document on one line would be a second value on it.
    if !json.isEmpty { json.append(UInt8(ascii: "\n")) }
    let reached = json.isEmpty ? 1 : line + 1
    json.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: max(0, first - reached)))
    line = max(first, reached)
    whole = (json.count, 0)
    anchors = [:]
  }

  private var isKey: Bool { levels.last.map { $0.isMapping && $0.isAtKey } ?? false }

  /// Writes what stands between this value and the one before it; gives the place at which it begins.
  private mutating func enter() -> Int {
    guard let level = levels.last else { return json.count }
    if level.isMapping, !level.isAtKey {
      json.append(UInt8(ascii: ":"))
    } else if level.count > 0 {
      json.append(UInt8(ascii: ","))
    }
    return json.count
  }

  /// Counts a value that has been written.
  private mutating func leave(from start: Int, anchor: String?) {
    if let anchor { anchors[anchor] = start..<json.count }
    guard let last = levels.indices.last else { return whole = (json.count, 0) }
    if levels[last].isMapping { levels[last].isAtKey.toggle() }
    if !levels[last].isMapping || levels[last].isAtKey {
      levels[last].count += 1
      if levels.count <= Self.near { whole = (json.count, levels.count) }
    }
  }

  private mutating func repeatValue(_ name: String, _ event: YAMLEvent) throws(YAMLFailure) {
    guard let value = anchors[name] else {
      throw event.failure("*\(name), which stands for nothing before it")
    }
    let isText = json[value.lowerBound] == UInt8(ascii: "\"")
    guard !isKey || isText else { throw event.failure("a key that is no text, which JSON has none of") }
    guard json.count + value.count <= longest else {
      throw event.failure("aliases that repeat far more than there is")
    }
    let start = enter()
    json += Array(json[value])
    leave(from: start, anchor: nil)
  }

  /// Closes what is open behind the last whole value near the top.
  private mutating func close() {
    json.removeSubrange(whole.length...)
    for level in levels.prefix(whole.depth).reversed() { json.append(level.bracket) }
  }

  private struct Level {
    let isMapping: Bool
    let start: Int
    let anchor: String?
    var isAtKey = true
    var count = 0

    var bracket: UInt8 { UInt8(ascii: isMapping ? "}" : "]") }
  }
}

/// Why a text is no YAML, or none that JSON can tell.
package struct YAMLFailure: Error, Equatable, Sendable {
  /// From 1.
  package let line: Int
  /// From 1, in characters.
  package let column: Int
  /// What was found, to follow “found”.
  package let message: String
}
