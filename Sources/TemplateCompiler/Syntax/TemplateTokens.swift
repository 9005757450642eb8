/// A piece of a template file: text between tags, or what stands between `{{` and `}}`.
struct TemplateToken {
  enum Kind { case literal, tag }
  var kind: Kind
  /// The bytes of the literal, or the inside of the tag.
  var range: Range<Int>
  /// Where the piece begins, with its `{{`.
  var offset: Int
  /// A literal that begins with the rest of a line on which a control tag stands alone.
  var followsStandaloneTag = false
  /// A literal that ends with the indentation of a control tag alone on its line.
  var precedesStandaloneTag = false
}

/// Cuts a file at its tags. O(n).
struct TemplateTokeniser {
  let file: SourceFile

  func tokens() throws(CompileError) -> [TemplateToken] {
    var tokens: [TemplateToken] = []
    let bytes = file.bytes
    var index = 0
    while index < bytes.count {
      let open = find(Byte.openBrace, from: index) ?? bytes.count
      if open > index { tokens.append(TemplateToken(kind: .literal, range: index..<open, offset: index)) }
      guard open < bytes.count else { break }
      guard let close = find(Byte.closeBrace, from: open + 2) else {
        throw file.error(at: open, "this tag has no end; expected '}}'")
      }
      let inside = (open + 2)..<close
      if let nested = find(Byte.openBrace, from: inside.lowerBound), nested < close,
        bytes[inside.lowerBound] != Byte.exclamation
      {
        throw file.error(at: open, "this tag has no end before the next '{{'; expected '}}'")
      }
      tokens.append(TemplateToken(kind: .tag, range: inside, offset: open))
      index = close + 2
    }
    markStandalone(&tokens)
    return tokens
  }

  /// The next place at which `byte` stands twice.
  private func find(_ byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index + 1 < file.bytes.count {
      if file.bytes[index] == byte && file.bytes[index + 1] == byte { return index }
      index += 1
    }
    return nil
  }

  private func markStandalone(_ tokens: inout [TemplateToken]) {
    for index in tokens.indices where tokens[index].kind == .tag && isControl(tokens[index]) {
      let before = index > 0 ? tokens[index - 1] : nil
      let after = index + 1 < tokens.count ? tokens[index + 1] : nil
      guard beginsLine(after: before), endsLine(before: after) else { continue }
      if index > 0 { tokens[index - 1].precedesStandaloneTag = true }
      if index + 1 < tokens.count { tokens[index + 1].followsStandaloneTag = true }
    }
  }

  private func beginsLine(after token: TemplateToken?) -> Bool {
    guard let token else { return true }
    guard token.kind == .literal else { return false }
    let indentation = file.bytes[token.range].reversed().prefix { $0 != Byte.newline }
    let reachesNewline = indentation.count < token.range.count || token.range.lowerBound == 0
    return reachesNewline && indentation.allSatisfy(\.isSpace)
  }

  private func endsLine(before token: TemplateToken?) -> Bool {
    guard let token else { return true }
    guard token.kind == .literal else { return false }
    let rest = file.bytes[token.range].prefix { $0 != Byte.newline }
    let reachesNewline = rest.count < token.range.count || token.range.upperBound == file.bytes.count
    return reachesNewline && rest.allSatisfy(\.isSpace)
  }

  private func isControl(_ token: TemplateToken) -> Bool {
    let inside = file.bytes[token.range].drop(while: \.isSpace)
    if inside.first == Byte.exclamation { return true }
    let word = String(decoding: inside.prefix(while: \.isIdentifierPart), as: UTF8.self)
    return ["if", "else", "end", "each", "template"].contains(word)
  }
}
