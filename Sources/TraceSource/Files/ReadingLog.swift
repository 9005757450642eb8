import JSONReader
import TraceModel

/// Collects what reading a source has to say, bounded, so that a file of noise does not become a list of it.
struct ReadingLog {
  static let limit = 1000

  let file: String
  private var entries: [Diagnostic] = []
  private var hidden = 0
  /// Non-JSON lines in a row become one diagnostic.
  private var junk: (first: JSONPosition, lastLine: Int, count: Int, message: String)?
  private var saidOnce: Set<String> = []

  init(file: String) { self.file = file }

  /// All diagnostics, in the order of the source.
  var diagnostics: [Diagnostic] {
    var all = self
    all.flushJunk()
    guard all.hidden > 0 else { return all.entries }
    let last = Diagnostic(
      severity: .loss, place: SourcePlace(file: file), message: "\(all.hidden) more places are broken",
      action: "they were treated like those above")
    return all.entries + [last]
  }

  mutating func note(at place: JSONPosition, _ message: String, _ action: String) {
    add(.note, place, message, action)
  }

  mutating func noteOnce(at place: JSONPosition, _ message: String, _ action: String) {
    guard saidOnce.insert(message).inserted else { return }
    note(at: place, message, action)
  }

  mutating func loss(at place: JSONPosition, _ message: String, _ action: String) {
    add(.loss, place, message, action)
  }

  /// Counts a line that is no JSON at all.
  mutating func junk(at place: JSONPosition, _ message: String) {
    if let run = junk, place.line <= run.lastLine + 1 {
      junk = (run.first, place.line, run.count + (place.line > run.lastLine ? 1 : 0), run.message)
    } else {
      flushJunk()
      junk = (place, place.line, 1, message)
    }
  }

  /// Drops everything said so far.
  mutating func forget() { self = ReadingLog(file: file) }

  /// Says once where strings hold bytes that are no UTF-8.
  mutating func reportInvalidText(in values: [SourceValue]) {
    let damaged = values.filter { $0.value.document.hasInvalidUTF8 }
    guard let first = damaged.first, let offset = first.value.document.firstInvalidUTF8 else { return }
    let place = Self.position(of: offset, in: first)
    let message =
      damaged.count == 1
      ? "bytes that are no UTF-8 within a string"
      : "bytes that are no UTF-8 within strings of \(damaged.count) values, first here"
    flushJunk()
    entries.append(
      Diagnostic(
        severity: .loss, place: SourcePlace(file: file, line: place.line, column: place.column),
        message: message, action: "they are shown as U+FFFD"))
  }

  /// Says once each where values hold what JSON does not allow or does not explain.
  mutating func reportOddities(in values: [SourceValue]) {
    flushJunk()
    if let (value, offset) = Self.first(of: values, \.firstNonFinite) {
      note(
        at: Self.position(of: offset, in: value), "a number that JSON does not know, such as NaN",
        "it was read as the program meant it")
    }
    if let (value, offset) = Self.first(of: values, \.firstRepeatedName) {
      note(
        at: Self.position(of: offset, in: value), "an object has two members of one name",
        "the last one counts")
    }
  }

  private static func first(of values: [SourceValue], _ offset: (JSONDocument) -> Int?)
    -> (value: SourceValue, offset: Int)?
  {
    for value in values {
      if let offset = offset(value.value.document) { return (value, offset) }
    }
    return nil
  }

  /// The line and column of a byte within a value.
  private static func position(of offset: Int, in value: SourceValue) -> JSONPosition {
    let bytes = value.value.document.bytes
    let lineStart = bytes.lastIndex(of: UInt8(ascii: "\n"), in: 0..<value.value.offset).map { $0 + 1 } ?? 0
    return JSONPosition(offset: lineStart, line: value.line).advanced(to: offset, in: bytes)
  }

  private mutating func flushJunk() {
    guard let run = junk else { return }
    junk = nil
    let what = run.count == 1 ? "a line is no JSON" : "\(run.count) lines in a row are no JSON"
    add(
      .loss, run.first, "\(what): \(run.message)", run.count == 1 ? "it was left out" : "they were left out")
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ place: JSONPosition, _ message: String, _ action: String
  ) {
    flushJunk()
    let entry = Diagnostic(
      severity: severity, place: SourcePlace(file: file, line: place.line, column: place.column),
      message: message,
      action: action)
    // A broken array and the broken element in it stumble over the same byte.
    if severity == .loss, entries.last(where: { $0.severity == .loss })?.place == entry.place { return }
    if entries.count < ReadingLog.limit { entries.append(entry) } else { hidden += 1 }
  }
}
