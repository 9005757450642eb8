/// Reads the inside of one tag.
struct TagParser {
  private let file: SourceFile
  private let end: Int
  private var index: Int

  init(file: SourceFile, range: Range<Int>) {
    self.file = file
    index = range.lowerBound
    end = range.upperBound
  }

  mutating func parse() throws(CompileError) -> Tag {
    skipSpaces()
    guard current != Byte.exclamation else { return .comment }
    let start = index
    guard let word = identifier() else {
      throw file.error(
        at: start, "expected a key path, such as 'span.name', or a keyword: \(Self.keywordList)")
    }
    let tag = try tag(word, start: start)
    skipSpaces()
    guard index == end else {
      throw file.error(at: index, "expected '}}' after this tag's end, found '\(rest)'")
    }
    return tag
  }

  private mutating func tag(_ word: String, start: Int) throws(CompileError) -> Tag {
    switch word {
    case "template": return .template(try signature(of: "a template", values: .types))
    case "call": return .call(try signature(of: "a call", values: .paths))
    case "if": return .conditional(try condition())
    case "else": return .otherwise(try elseCondition())
    case "each": return .each(try loop())
    case "end": return .end
    case "raw": return .raw(try path("the value of type TrustedHTML to write"))
    case "asset": return .asset(try name("the name of an asset, such as 'style'"))
    default: break
    }
    index = start
    let path = try path("a key path")
    skipSpaces()
    if index < end, file.bytes[index].isIdentifierStart {
      throw file.error(at: start, "unknown keyword '\(word)'; expected one of \(Self.keywordList)")
    }
    if index < end {
      throw file.error(
        at: index, "expected '}}' after the key path '\(path.text)', found '\(rest)'; a tag holds no logic")
    }
    return .output(path)
  }

  private static let keywordList = Tag.keywords.map { "'\($0)'" }.joined(separator: ", ")

  // MARK: Conditions and loops

  private mutating func condition() throws(CompileError) -> Condition {
    skipSpaces()
    if current == Byte.exclamation {
      index += 1
      return .isFalse(try path("the key path of a Bool"))
    }
    let start = index
    switch identifier() {
    case "let":
      let bound = try name("the name to bind, as in 'if let note = span.note'")
      try expect(Byte.equals, "'=' and a key path, as in 'if let note = span.note'")
      return .binding(name: bound.text, try path("the key path of an optional value", allowsChaining: true))
    case "case": return try matching()
    default:
      index = start
      return .isTrue(try path("the key path of a Bool"))
    }
  }

  /// What follows `if case`: `.text(let text) = part`, or without a value to bind.
  private mutating func matching() throws(CompileError) -> Condition {
    let form = "as in 'if case .text(let text) = part'"
    try expect(Byte.dot, "'.' and the name of a case, \(form)")
    var pattern = ".\(try name("the name of a case, \(form)").text)"
    skipSpaces()
    if current == Byte.openParenthesis {
      index += 1
      skipSpaces()
      let start = index
      guard identifier() == "let" else { throw file.error(at: start, "expected 'let', \(form)\(found)") }
      pattern += "(let \(try name("the name to bind, \(form)").text))"
      try expect(Byte.closeParenthesis, "')', \(form)")
    }
    try expect(Byte.equals, "'=' and a key path, \(form)")
    return .matching(pattern: pattern, try path("the key path of an enum"))
  }

  private mutating func elseCondition() throws(CompileError) -> Condition? {
    skipSpaces()
    guard index < end else { return nil }
    let start = index
    guard identifier() == "if" else {
      throw file.error(at: start, "expected 'if' or '}}' after 'else', found '\(rest)'")
    }
    return try condition()
  }

  private mutating func loop() throws(CompileError) -> Loop {
    let first = try name("the name of the element, as in 'each row in span.rows'")
    skipSpaces()
    var second: Expression?
    if current == Byte.comma {
      index += 1
      second = try name("the name of the element, as in 'each i, row in span.rows'")
      skipSpaces()
    }
    let start = index
    guard identifier() == "in" else {
      throw file.error(at: start, "expected 'in' and a key path, as in 'each row in span.rows'")
    }
    let path = try path("the key path of a collection")
    return Loop(
      index: second == nil ? nil : first.text, element: second?.text ?? first.text, path: path)
  }

  // MARK: Signatures

  private enum Values { case types, paths }

  private mutating func signature(of what: String, values: Values) throws(CompileError) -> Signature {
    let name = try name("the name of \(what)")
    try expect(Byte.openParenthesis, "'(' after the name of \(what)")
    var items: [Labelled] = []
    skipSpaces()
    while current != Byte.closeParenthesis {
      let label = try self.name("a label, as in 'page: page'")
      try expect(Byte.colon, "':' after the label '\(label.text)'")
      let value = values == .types ? try type() : try path("a key path")
      items.append(Labelled(label: label.text, value: value))
      skipSpaces()
      guard current == Byte.comma else { break }
      index += 1
      skipSpaces()
    }
    try expect(Byte.closeParenthesis, "',' or ')'")
    return Signature(name: name, items: items)
  }

  /// A Swift type up to the comma or the parenthesis that ends it; swiftc judges the rest.
  private mutating func type() throws(CompileError) -> Expression {
    skipSpaces()
    let start = index
    var depth = 0
    while let byte = current {
      switch byte {
      case Byte.openParenthesis, Byte.openBracket, Byte.less: depth += 1
      case Byte.closeParenthesis where depth == 0, Byte.comma where depth == 0: return try typed(start)
      case Byte.closeParenthesis, Byte.closeBracket, Byte.greater: depth -= 1
      case Byte.comma, Byte.dot, Byte.colon, Byte.question: break
      case _ where byte.isSpace || byte.isIdentifierPart: break
      default: throw file.error(at: index, "expected a type, found '\(rest)'")
      }
      index += 1
    }
    return try typed(start)
  }

  private func typed(_ start: Int) throws(CompileError) -> Expression {
    let words = file.text(start..<index).split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { throw file.error(at: start, "expected a type, as in 'span: SpanDetail'") }
    return Expression(text: words.joined(separator: " "), offset: start)
  }

  // MARK: Names and paths

  private mutating func name(_ expectation: String) throws(CompileError) -> Expression {
    skipSpaces()
    let start = index
    guard let text = identifier() else {
      throw file.error(at: start, "expected \(expectation)\(found)")
    }
    guard text != CodeGenerator.writer else {
      throw file.error(at: start, "the name '\(text)' is taken by the generated code; choose another")
    }
    return Expression(text: text, offset: start)
  }

  private mutating func path(_ expectation: String, allowsChaining: Bool = false) throws(CompileError)
    -> Expression
  {
    skipSpaces()
    let start = index
    guard identifier() != nil else {
      throw file.error(at: start, "expected \(expectation)\(found)")
    }
    while true {
      let link = index
      if current == Byte.question {
        guard allowsChaining else {
          throw file.error(at: index, "'?.' may stand only in 'if let'; bind the value first")
        }
        index += 1
      }
      guard current == Byte.dot else {
        guard link == index else { throw file.error(at: link, "expected '.' after '?'") }
        break
      }
      index += 1
      guard identifier() != nil else {
        throw file.error(at: index, "expected the name of a property after '.'\(found)")
      }
    }
    return Expression(text: file.text(start..<index), offset: start)
  }

  private mutating func identifier() -> String? {
    let start = index
    guard let first = current, first.isIdentifierStart else { return nil }
    while let byte = current, byte.isIdentifierPart { index += 1 }
    return file.text(start..<index)
  }

  private mutating func expect(_ byte: UInt8, _ expectation: String) throws(CompileError) {
    skipSpaces()
    guard current == byte else { throw file.error(at: index, "expected \(expectation)\(found)") }
    index += 1
  }

  private mutating func skipSpaces() {
    while let byte = current, byte.isSpace { index += 1 }
  }

  private var current: UInt8? { index < end ? file.bytes[index] : nil }

  private var rest: String {
    file.text(index..<end).prefix { !$0.isNewline }.prefix(40).description
  }

  private var found: String { index < end ? ", found '\(rest)'" : ", found the end of the tag" }
}
