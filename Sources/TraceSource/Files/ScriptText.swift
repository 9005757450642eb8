import JSONReader
import TraceText

/// Objects as Node prints them (`util.inspect`, `console.dir`), and Python's as `repr` does, told as JSON.
///
/// Names without quotes, strings in any quotes and in several lines, `undefined`, class names and what stands for
/// objects too deep to print become JSON; lines between objects stay. Lines keep their numbers.
package struct ScriptText {
  /// The text as JSON.
  var json: [UInt8] = []

  let source: UnsafeRawBufferPointer
  var place = 0
  var depth = 0
  /// The depths of objects that parentheses hold, the innermost last.
  var calls: [Int] = []
  /// Line ends within strings, which JSON cannot have: they follow at the next one.
  private var owedLines = 0

  /// The objects of a source as JSON; `nil` where it does not begin with a printed object. Linear in its size.
  static func json(of bytes: JSONBytes) -> [UInt8]? {
    guard isPrinted(bytes) else { return nil }
    return bytes.withUnsafeBytes { source in
      var text = ScriptText(source)
      text.convert()
      return text.json
    }
  }

  init(_ source: UnsafeRawBufferPointer) { self.source = source }

  /// Whether the first object, behind a few lines of other output, begins with a name without quotes.
  private static func isPrinted(_ bytes: JSONBytes) -> Bool {
    var place = bytes.nextNonSpace(from: 0)
    for _ in 0..<50 {
      if bytes[place] == UInt8(ascii: "[") { place = bytes.nextNonSpace(from: place + 1) }
      while let byte = bytes[place], isWord(byte) { place += 1 }
      if bytes[place] == UInt8(ascii: " ") { place += 1 }
      if bytes[place] == UInt8(ascii: "{") {
        place = bytes.nextNonSpace(from: place + 1)
        let start = place
        while let byte = bytes[place], isWord(byte), place - start < 64 { place += 1 }
        return place > start && bytes[place] == UInt8(ascii: ":")
      }
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: place) else { return false }
      place = bytes.nextNonSpace(from: end)
    }
    return false
  }

  static func isWord(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
  }

  mutating func convert() {
    while place < source.count {
      if depth == 0, !isBracket(source[place]) { copyLine() } else { step() }
    }
  }

  private func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  /// What stands between objects stays as it is, but for the class of an object.
  private mutating func copyLine() {
    var next = place
    while let byte = at(next), Self.isWord(byte) { next += 1 }
    if next > place, at(next) == UInt8(ascii: " "), at(next + 1) == UInt8(ascii: "{") {
      place = next + 1
      return
    }
    let end = source[place...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? source.count
    json += source[place..<end]
    place = end
  }

  mutating func step() {
    let byte = source[place]
    switch byte {
    case UInt8(ascii: "\n"):
      json.append(contentsOf: repeatElement(byte, count: owedLines + 1))
      owedLines = 0
      place += 1
    case UInt8(ascii: "{"): open(byte)
    case UInt8(ascii: "["):
      if isWordInBrackets { bracketWord() } else { open(byte) }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      copy()
    case UInt8(ascii: ")") where calls.last == depth:
      calls.removeLast()
      depth -= 1
      json.append(UInt8(ascii: "}"))
      place += 1
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): string()
    // A reference that others point back to: `<ref *1> {`.
    case UInt8(ascii: "<"):
      place = source[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? source.count
    // An entry of a Map.
    case UInt8(ascii: "=") where at(place + 1) == UInt8(ascii: ">"):
      json.append(UInt8(ascii: ":"))
      place += 2
    case UInt8(ascii: "."): rest()
    case UInt8(ascii: "-"), 0x30...0x39: number()
    default: if Self.isWord(byte) { word() } else { copy() }
    }
  }

  func at(_ place: Int) -> UInt8? { place < source.count ? source[place] : nil }

  private mutating func copy() {
    json.append(source[place])
    place += 1
  }

  private mutating func open(_ byte: UInt8) {
    depth += 1
    copy()
  }

  /// `[Object]`, `[Circular *1]`, `[Function: name]`: what was not printed.
  private var isWordInBrackets: Bool {
    guard let next = at(place + 1), (0x41...0x5A).contains(next) else { return false }
    let word = source[(place + 1)...].prefix(while: Self.isWord)
    // The first of a list of Python's objects.
    if !calls.isEmpty, at(place + 1 + word.count) == UInt8(ascii: "(") { return false }
    return word.count > 1 && !Self.values.contains(String(decoding: word, as: UTF8.self))
  }

  /// Words that begin with a capital and are values.
  private static let values: Set = ["True", "False", "None", "NaN", "Infinity"]

  private mutating func bracketWord() {
    let end = source[place...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? source.count
    let text = String(decoding: source[place..<end], as: UTF8.self)
    place = end
    // `[Object: null prototype] {` names the class of what follows.
    if at(end) == UInt8(ascii: " "), at(end + 1).map(isBracket) == true { return }
    JSONText.quote(text, to: &json)
  }

  /// `... 12 more items`
  private mutating func rest() {
    let end =
      source[place...].firstIndex {
        $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "}")
      }
      ?? source.count
    let text = String(decoding: source[place..<end], as: UTF8.self)
    JSONText.quote(String(text.reversed().drop { $0 == " " }.reversed()), to: &json)
    place = end
  }

  /// A number, a big one with its `n`, or a date.
  private mutating func number() {
    let start = place
    let ends = calls.isEmpty ? ",}] \r\n" : ",}]) \r\n"
    while let byte = at(place), !ends.utf8.contains(byte) { place += 1 }
    let text = String(decoding: source[start..<place], as: UTF8.self)
    if text.hasSuffix("n"), Int64(text.dropLast()) != nil {
      json += text.dropLast().utf8
    } else if text.hasSuffix(":"), text.dropLast().utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      JSONText.quote(String(text.dropLast()), to: &json)
      json.append(UInt8(ascii: ":"))
    } else if let number = Double(text), number.isFinite, !text.contains("x") {
      json += text.utf8
    } else {
      JSONText.quote(text, to: &json)
    }
  }

  private mutating func word() {
    let start = place
    while let byte = at(place), Self.isWord(byte) { place += 1 }
    let text = String(decoding: source[start..<place], as: UTF8.self)
    if at(place) == UInt8(ascii: ":") { return JSONText.quote(text, to: &json) }
    if !calls.isEmpty, at(place) == UInt8(ascii: "=") {
      JSONText.quote(text, to: &json)
      json.append(UInt8(ascii: ":"))
      place += 1
      return
    }
    if !calls.isEmpty, beginsMembers { return openMembers() }
    switch text {
    case "true", "false", "null": json += text.utf8
    case "undefined", "None", "nan": json += "null".utf8
    case "True", "False": json += text.lowercased().utf8
    default:
      // The class of what follows: `Span {`, `Map(2) {`, `ResourceImpl [`.
      var next = place
      if at(next) == UInt8(ascii: "(") {
        next = source[next...].firstIndex(of: UInt8(ascii: ")")).map { $0 + 1 } ?? source.count
      }
      if at(next) == UInt8(ascii: " "), at(next + 1).map(isBracket) == true {
        place = next
      } else {
        JSONText.quote(text, to: &json)
      }
    }
  }

  /// A string, put together again where it was broken into lines with `+` between.
  private mutating func string() {
    var bytes: [UInt8] = []
    while let quote = at(place) {
      place += 1
      while let byte = at(place), byte != quote {
        if byte == UInt8(ascii: "\\") { escape(into: &bytes) } else { take(byte, into: &bytes) }
      }
      place += 1
      guard let next = continuation else { break }
      owedLines += source[place..<next].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      place = next
    }
    place = min(place, source.count)
    JSONText.quote(String(decoding: bytes, as: UTF8.self), to: &json)
  }

  private mutating func take(_ byte: UInt8, into bytes: inout [UInt8]) {
    if byte == UInt8(ascii: "\n") { owedLines += 1 }
    bytes.append(byte)
    place += 1
  }

  /// Where the string goes on behind a `+` at a line's end; `nil` where it does not.
  private var continuation: Int? {
    guard at(place) == UInt8(ascii: " "), at(place + 1) == UInt8(ascii: "+") else { return nil }
    var next = place + 2
    while let byte = at(next),
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    {
      next += 1
    }
    guard let quote = at(next), "'\"`".utf8.contains(quote) else { return nil }
    return next
  }

  private mutating func escape(into bytes: inout [UInt8]) {
    let letter = at(place + 1) ?? UInt8(ascii: "\\")
    place += 2
    switch letter {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "v"): bytes.append(0x0B)
    case UInt8(ascii: "x"): code(digits: 2, into: &bytes)
    case UInt8(ascii: "u"): code(digits: 4, into: &bytes)
    default: bytes.append(letter)
    }
  }

  /// Lone surrogates, the only letters that Node escapes by four digits, stand for no letter.
  private mutating func code(digits: Int, into bytes: inout [UInt8]) {
    let end = min(place + digits, source.count)
    let number = UInt32(String(decoding: source[min(place, end)..<end], as: UTF8.self), radix: 16)
    place = end
    let scalar = number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    bytes += String(Character(scalar)).utf8
  }
}
