import JSONReader
import TraceModel

/// Reads the JSON values of a source one after the other, and goes on behind what is broken.
///
/// A file of one value and a file of many are read by the same loop: after each value the next one is tried.
/// After a failure, reading goes on where a line starts with a bracket, since that is where the values of JSON
/// Lines and of pretty-printed values in a row start.
struct ValueReader {
  let bytes: JSONBytes
  let options: JSONOptions
  private var log: ReadingLog
  private var result = SourceReading()
  /// Everything before it has been dealt with.
  private var place = JSONPosition()
  /// The line on which the last value ended.
  private var lastLine: Int?
  /// The last line that was said to hold several values.
  private var tornLine: Int?
  /// Where the first thing that is no value starts, and why it is none.
  private var firstFailure: (start: JSONPosition, error: JSONError)?
  private var isSalvaged = false

  init(name: String, bytes: JSONBytes, options: JSONOptions) {
    self.bytes = bytes
    self.options = options
    log = ReadingLog(file: name)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      place = JSONPosition(offset: 3, line: 1, column: 4)
      log.note(at: JSONPosition(), "the file begins with a byte order mark", "it was skipped")
    }
  }

  /// Reads everything. Linear in the source's size as long as it is no made-up nesting of broken lines.
  mutating func read() -> SourceReading {
    if let guess = SourceGuess(bytes) {
      result.firstError = guess.error(file: log.file)
      return result
    }
    while move(to: bytes.nextNonSpace(from: place.offset)), readHere() {}
    if result.values.isEmpty { salvageFirst() }
    log.reportInvalidText(in: result.values)
    log.reportOddities(in: result.values)
    result.diagnostics = log.diagnostics
    result.isSingleValue = result.values.count == 1 && (firstFailure == nil || isSalvaged)
    if result.values.isEmpty { result.firstError = nothingRead() }
    return result
  }

  /// Moves to `offset`, counting lines; false at the end.
  private mutating func move(to offset: Int) -> Bool {
    place = place.advanced(to: offset, in: bytes)
    return place.offset < bytes.count
  }

  /// Reads the value at `place` or goes behind what is none; false when reading should stop.
  private mutating func readHere() -> Bool {
    if bytes[place.offset] == UInt8(ascii: ","), lastLine != nil { return skipComma() }
    if isWrittenBreak { return skipWrittenBreak() }
    do throws(JSONError) {
      guard
        let (document, end) = try JSONDocument.parseNext(
          bytes, at: place.offset, options: options, from: place)
      else { return false }
      guard document.root.isContainer || bytes.isLineEnd(from: end) else {
        throw JSONError(
          offset: place.offset, line: place.line, column: place.column,
          message: "found a bare value with text after it, expected an object or array")
      }
      if lastLine == place.line, tornLine != place.line {
        tornLine = place.line
        log.note(
          at: place, "a second value on one line, expected one a line", "all values of the line were read")
      }
      append(document, end: end)
      return true
    } catch {
      return recover(from: error)
    }
  }

  private mutating func append(_ document: JSONDocument, end: Int) {
    result.values.append(SourceValue(value: document.root, line: place.line))
    // The lines of the last value need no counting: nothing comes after it.
    let next = bytes.nextNonSpace(from: end)
    guard next < bytes.count else {
      place.offset = next
      return
    }
    _ = move(to: end)
    lastLine = place.line
  }

  /// Commas between values are what is left of a broken array, or a habit of hand-made JSON Lines.
  private mutating func skipComma() -> Bool {
    log.noteOnce(
      at: place, "a comma after a value, expected a line break", "commas between values were skipped")
    return move(to: place.offset + 1)
  }
}

extension ValueReader {
  /// Whether a line break stands between two values as the two characters that stand for it within a text.
  private var isWrittenBreak: Bool {
    lastLine != nil && bytes[place.offset] == UInt8(ascii: "\\")
      && bytes[place.offset + 1] == UInt8(ascii: "n")
  }

  private mutating func skipWrittenBreak() -> Bool {
    log.noteOnce(
      at: place, "the characters \\n after a value, expected a line break", "they were read as one")
    return move(to: place.offset + 2)
  }

  /// Reads a value on one line whose only fault is that backslashes in its texts are not escaped.
  private mutating func readMended(from error: JSONError, lineEnd: Int) -> Bool {
    guard bytes.isBracket(at: place.offset), error.offset < lineEnd, error.offset > place.offset,
      let mended = StrayEscapes.mended(bytes[place.offset..<lineEnd]),
      let (document, end) = try? JSONDocument.parseNext(mended, at: 0, options: options),
      mended.nextNonSpace(from: end) >= mended.count
    else { return false }
    log.note(
      at: JSONPosition(offset: error.offset, line: error.line, column: error.column), error.message,
      "the backslash was read as one")
    append(document, end: lineEnd)
    return true
  }

  private mutating func recover(from error: JSONError) -> Bool {
    let start = place
    let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start.offset) ?? bytes.count
    if readMended(from: error, lineEnd: lineEnd) { return true }
    if firstFailure == nil { firstFailure = (start, error) }
    // The cut end of a file that holds one value: `salvageFirst` keeps what is whole in it.
    if result.values.isEmpty, error.offset >= bytes.count, start.offset == firstFailure?.start.offset,
      bytes.isBracket(at: start.offset)
    {
      return false
    }
    if lastLine == nil || !isLeftoverBracket(at: start) { report(error, startingAt: start) }
    if let (document, tail, end) = valueAtEndOfLine(start: start, error: error, lineEnd: lineEnd) {
      log.note(at: tail, "a value starts within a broken one", "the second one was read")
      _ = move(to: tail.offset)
      append(document, end: end)
      return true
    }
    return move(to: resumption(after: start, error: error, lineEnd: lineEnd))
  }

  private mutating func report(_ error: JSONError, startingAt start: JSONPosition) {
    if bytes.isBracket(at: start.offset) {
      log.loss(
        at: JSONPosition(offset: error.offset, line: error.line, column: error.column), error.message,
        error.offset >= bytes.count
          ? "the value is cut off; it was left out"
          : "the value that starts on line \(start.line) was left out")
    } else {
      log.junk(at: start, error.message)
    }
  }

  /// Whether the lone `]` or `}` at `start` closes an array or object whose children were read one by one.
  private func isLeftoverBracket(at start: JSONPosition) -> Bool {
    guard firstFailure?.start.offset != start.offset, let byte = bytes[start.offset] else { return false }
    return byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// The whole value that a writer appended to a line it had been stopped in.
  ///
  /// Only the last brace before the error counts, and only if its value ends the line: else a member of the
  /// broken value would pass for a value of its own.
  private func valueAtEndOfLine(start: JSONPosition, error: JSONError, lineEnd: Int)
    -> (document: JSONDocument, tail: JSONPosition, end: Int)?
  {
    guard error.offset < lineEnd,
      let brace = bytes.lastIndex(
        of: UInt8(ascii: "{"), in: (start.offset + 1)..<max(start.offset, error.offset) + 1),
      let next = try? JSONDocument.parseNext(bytes[0..<lineEnd], at: brace, options: options, from: start),
      bytes.nextNonSpace(from: next.end) >= lineEnd
    else { return nil }
    return (next.document, start.advanced(to: brace, in: bytes), next.end)
  }

  /// Where to go on: the next line that is no rest of a pretty-printed object.
  private func resumption(after start: JSONPosition, error: JSONError, lineEnd: Int) -> Int {
    guard isPrettyPrinted(start, error: error, lineEnd: lineEnd) else {
      return bytes.nextNonSpace(from: lineEnd)
    }
    // Its own lines are indented further; one that starts at its column, or left of it, is another value.
    var line = error.offset - (error.column - 1)
    while line < bytes.count {
      let first = bytes.nextBlank(from: line)
      if bytes.isBracket(at: first), first - line < start.column { return first }
      line = (bytes.firstIndex(of: UInt8(ascii: "\n"), from: first) ?? bytes.count) + 1
    }
    return bytes.count
  }

  /// Whether the broken value is an object over several lines, rather than a cut line of JSON Lines, which runs
  /// into the next line and breaks there or even further down.
  private func isPrettyPrinted(_ start: JSONPosition, error: JSONError, lineEnd: Int) -> Bool {
    guard bytes[start.offset] == UInt8(ascii: "{"), error.line > start.line else { return false }
    let next = bytes.nextNonSpace(from: lineEnd)
    return !(bytes.isBracket(at: next) && bytes[next - 1] == UInt8(ascii: "\n"))
  }

  /// Keeps what is whole of the first value when nothing else could be read.
  private mutating func salvageFirst() {
    guard let (start, error) = firstFailure, bytes.isBracket(at: start.offset),
      let document = JSONDocument.wholePart(of: bytes, at: start.offset, options: options),
      document.root.count > 0
    else { return }
    log.forget()
    log.loss(
      at: JSONPosition(offset: error.offset, line: error.line, column: error.column), error.message,
      "what stands before this place was read, the rest was left out")
    result.values = [SourceValue(value: document.root, line: start.line)]
    isSalvaged = true
  }

  private func nothingRead() -> ImportError {
    guard let (_, error) = firstFailure else {
      return ImportError(
        place: SourcePlace(file: log.file), message: "it holds nothing but blanks, expected a trace",
        advice: "Check that the program that writes it has ended and flushed its traces.")
    }
    return ImportError(
      place: SourcePlace(file: log.file, line: error.line, column: error.column),
      message: "no JSON could be read: " + error.message,
      advice: "Pass a JSON or JSON Lines file, or another format that `tracepage formats` lists.")
  }
}

extension JSONValue {
  fileprivate var isContainer: Bool { kind == .object || kind == .array }
}
