/// A token of JavaScript, as far as a bundler must know it.
struct ScriptToken: Hashable {
  enum Kind { case word, number, string, template, regex, punctuation }
  var kind: Kind
  var text: String
  var range: Range<Int>
  /// Brackets of any kind open around it.
  var depth: Int
  var followsNewline: Bool

  func `is`(_ text: String) -> Bool { self.text == text && kind != .string && kind != .template }
}

/// Cuts JavaScript into tokens; comments are left out. O(n).
struct ScriptTokeniser {
  private let file: SourceFile
  private var index = 0
  private var tokens: [ScriptToken] = []
  private var depth = 0
  private var newline = true
  /// For each open `(`: whether it follows `if`, `while`, `for` or `with`, so that a regex may follow its `)`.
  private var heads: [Bool] = []
  private var closedHead = false

  init(file: SourceFile) { self.file = file }

  mutating func tokenise() throws(CompileError) -> [ScriptToken] {
    while index < file.bytes.count {
      let byte = file.bytes[index]
      if byte.isSpace {
        newline = newline || byte == Byte.newline
        index += 1
      } else if try !skipComment() {
        try readToken(byte)
        newline = false
      }
    }
    return tokens
  }

  private mutating func skipComment() throws(CompileError) -> Bool {
    if file.bytes.has("//", at: index) {
      while index < file.bytes.count, file.bytes[index] != Byte.newline { index += 1 }
      return true
    }
    guard file.bytes.has("/*", at: index) else { return false }
    let start = index
    index += 2
    while !file.bytes.has("*/", at: index) {
      guard index < file.bytes.count else {
        throw file.error(at: start, "this comment has no end; expected '*/'")
      }
      newline = newline || file.bytes[index] == Byte.newline
      index += 1
    }
    index += 2
    return true
  }

  private mutating func readToken(_ byte: UInt8) throws(CompileError) {
    let start = index
    switch byte {
    case Byte.doubleQuote, Byte.singleQuote:
      try skipString(byte)
      add(.string, from: start)
    case Byte.backtick:
      try skipTemplate()
      add(.template, from: start)
    case Byte.slash where regexMayFollow:
      try skipRegex()
      add(.regex, from: start)
    case _ where byte.isDigit:
      while let next = current, next.isIdentifierPart || next == Byte.dot { index += 1 }
      add(.number, from: start)
    case _ where byte.isIdentifierStart || byte == Byte.dollar:
      while let next = current, next.isIdentifierPart || next == Byte.dollar { index += 1 }
      add(.word, from: start)
    default:
      readPunctuation(byte)
    }
  }

  private mutating func readPunctuation(_ byte: UInt8) {
    let start = index
    index += 1
    switch byte {
    case Byte.openParenthesis:
      heads.append(tokens.last.map { ["if", "while", "for", "with"].contains($0.text) } ?? false)
      add(.punctuation, from: start)
      depth += 1
    case Byte.openBracket, Byte.openBrace:
      add(.punctuation, from: start)
      depth += 1
    case Byte.closeParenthesis, Byte.closeBracket, Byte.closeBrace:
      depth = max(0, depth - 1)
      if byte == Byte.closeParenthesis { closedHead = heads.popLast() ?? false }
      add(.punctuation, from: start)
    default: add(.punctuation, from: start)
    }
  }

  private mutating func add(_ kind: ScriptToken.Kind, from start: Int) {
    let range = start..<index
    tokens.append(
      ScriptToken(kind: kind, text: file.text(range), range: range, depth: depth, followsNewline: newline))
  }

  private var current: UInt8? { index < file.bytes.count ? file.bytes[index] : nil }

  /// A slash after a value divides; elsewhere it begins a regular expression.
  private var regexMayFollow: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .number, .string, .template, .regex: return false
    case .word:
      return [
        "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "throw", "new", "yield",
        "await",
      ]
      .contains(last.text)
    case .punctuation: return last.text == ")" ? closedHead : last.text != "]" && last.text != "}"
    }
  }

  private mutating func skipString(_ quote: UInt8) throws(CompileError) {
    let start = index
    index += 1
    while let byte = current, byte != quote {
      guard byte != Byte.newline else { break }
      index += byte == Byte.backslash ? 2 : 1
    }
    guard current == quote else { throw file.error(at: start, "this string has no end in its line") }
    index += 1
  }

  private mutating func skipRegex() throws(CompileError) {
    let start = index
    var inClass = false
    index += 1
    while let byte = current, byte != Byte.newline, byte != Byte.slash || inClass {
      if byte == Byte.openBracket { inClass = true }
      if byte == Byte.closeBracket { inClass = false }
      index += byte == Byte.backslash ? 2 : 1
    }
    guard current == Byte.slash else {
      throw file.error(at: start, "this regular expression has no end in its line")
    }
    index += 1
    while let byte = current, byte.isLetter { index += 1 }
  }

  private mutating func skipTemplate() throws(CompileError) {
    let start = index
    index += 1
    while let byte = current, byte != Byte.backtick {
      if file.bytes.has("${", at: index) {
        index += 2
        try skipInterpolation()
      } else {
        index += byte == Byte.backslash ? 2 : 1
      }
    }
    guard current == Byte.backtick else {
      throw file.error(at: start, "this template has no end; expected '`'")
    }
    index += 1
  }

  /// Reads the code of `${…}` with a tokeniser of its own, up to its brace.
  private mutating func skipInterpolation() throws(CompileError) {
    var inner = ScriptTokeniser(file: file)
    inner.index = index
    while let byte = inner.current {
      if byte.isSpace {
        inner.index += 1
      } else if byte == Byte.closeBrace, inner.depth == 0 {
        index = inner.index + 1
        return
      } else if try !inner.skipComment() {
        try inner.readToken(byte)
      }
    }
    throw file.error(at: index, "this '${' has no end; expected '}'")
  }
}
