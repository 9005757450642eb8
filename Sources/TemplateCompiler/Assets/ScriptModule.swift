/// An ES module as a bundler sees it: what it takes, what it gives, and which bytes to drop.
struct ScriptModule {
  struct Import {
    var path: String
    var names: [Expression]
    var offset: Int
  }

  let file: SourceFile
  private(set) var imports: [Import] = []
  private(set) var exports: Set<String> = []
  /// Every name declared at the top level.
  private(set) var names: [Expression] = []
  private var dropped: [Range<Int>] = []
  private var tokens: [ScriptToken] = []

  init(file: SourceFile) throws(CompileError) {
    self.file = file
    var tokeniser = ScriptTokeniser(file: file)
    tokens = try tokeniser.tokenise()
    try refuseDynamicImports()
    var index = 0
    while index < tokens.count { try readStatement(&index) }
  }

  private static let importForm = "expected \"import { a, b } from './file.js'\""

  private func refuseDynamicImports() throws(CompileError) {
    for (index, token) in tokens.enumerated() where token.is("import") && token.kind == .word {
      let isMember = index > 0 && tokens[index - 1].is(".")
      guard !isMember, let next = self.token(index + 1), next.is("(") || next.is(".") else { continue }
      throw file.error(
        at: token.range.lowerBound,
        "no import() or import.meta: the bundle is one classic script; \(Self.importForm)")
    }
  }

  /// The code with imports and `export` taken out.
  var body: String {
    var bytes: [UInt8] = []
    var start = 0
    for range in dropped {
      bytes += file.bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    return String(decoding: bytes + file.bytes[start...], as: UTF8.self)
  }

  private func token(_ index: Int) -> ScriptToken? { index < tokens.count ? tokens[index] : nil }

  private mutating func readStatement(_ index: inout Int) throws(CompileError) {
    let token = tokens[index]
    let isMember = index > 0 && tokens[index - 1].is(".")
    if token.kind == .word, !isMember, !(self.token(index + 1)?.is(":") ?? false) {
      if token.depth == 0 {
        if token.text == "import" { return try readImport(&index) }
        if token.text == "export" { return try readExport(&index) }
        if token.text == "await" {
          throw file.error(at: token.range.lowerBound, "no 'await' at the top level")
        }
        if Self.declarators.contains(token.text) { return try readDeclaration(&index, exported: false) }
      }
    }
    index += 1
  }

  private static let declarators: Set<String> = ["const", "let", "var", "function", "class"]

  private mutating func readImport(_ index: inout Int) throws(CompileError) {
    let start = tokens[index].range.lowerBound
    let form = Self.importForm
    index += 1
    var names: [Expression] = []
    if token(index)?.is("{") == true {
      names = try readNames(&index, form)
      guard token(index)?.is("from") == true else { throw file.error(at: start, form) }
      index += 1
    }
    guard let path = token(index), path.kind == .string else { throw file.error(at: start, form) }
    index += 1
    if token(index)?.is(";") == true { index += 1 }
    drop(start..<tokens[index - 1].range.upperBound)
    imports.append(
      Import(path: String(path.text.dropFirst().dropLast()), names: names, offset: path.range.lowerBound))
  }

  /// `{ a, b }`, without renaming: the bundle has one scope.
  private func readNames(_ index: inout Int, _ form: String) throws(CompileError) -> [Expression] {
    var names: [Expression] = []
    index += 1
    while let token = token(index), !token.is("}") {
      guard token.kind == .word, let next = self.token(index + 1), next.is(",") || next.is("}") else {
        throw file.error(at: token.range.lowerBound, "a name cannot be changed with 'as'; \(form)")
      }
      names.append(Expression(text: token.text, offset: token.range.lowerBound))
      index += next.is(",") ? 2 : 1
    }
    index += 1
    return names
  }

  private mutating func readExport(_ index: inout Int) throws(CompileError) {
    let start = tokens[index].range.lowerBound
    let form =
      "expected 'export' before const, let, var, function, async function or class, or 'export { a }'"
    guard let next = token(index + 1) else { throw file.error(at: start, form) }
    index += 1
    if next.is("{") {
      exports.formUnion(try readNames(&index, form).map(\.text))
      if token(index)?.is("from") == true { throw file.error(at: start, "no re-exports; \(form)") }
      if token(index)?.is(";") == true { index += 1 }
      return drop(start..<tokens[index - 1].range.upperBound)
    }
    guard next.is("async") || Self.declarators.contains(next.text) else { throw file.error(at: start, form) }
    drop(start..<next.range.lowerBound)
    if next.is("async") { index += 1 }
    try readDeclaration(&index, exported: true)
  }

  private mutating func readDeclaration(_ index: inout Int, exported: Bool) throws(CompileError) {
    let keyword = tokens[index].text
    index += 1
    if keyword == "function" || keyword == "class" {
      if token(index)?.is("*") == true { index += 1 }
      if let name = token(index), name.kind == .word { declare(name, exported: exported) }
      index += 1
      return
    }
    while index < tokens.count {
      readBinding(&index, exported: exported)
      skipInitialiser(&index)
      guard token(index)?.is(",") == true else { return }
      index += 1
    }
  }

  private mutating func declare(_ token: ScriptToken, exported: Bool) {
    names.append(Expression(text: token.text, offset: token.range.lowerBound))
    if exported { exports.insert(token.text) }
  }

  /// A name, or every name that a pattern binds: words that no `:` follows and that stand in no default value.
  private mutating func readBinding(_ index: inout Int, exported: Bool) {
    guard let first = token(index) else { return }
    guard first.is("{") || first.is("[") else {
      declare(first, exported: exported)
      index += 1
      return
    }
    index += 1
    var defaultDepth: Int?
    while let token = token(index), token.depth > 0 {
      if token.is("="), defaultDepth == nil { defaultDepth = token.depth }
      if let depth = defaultDepth, token.depth < depth || (token.depth == depth && token.is(",")) {
        defaultDepth = nil
      }
      if token.kind == .word, defaultDepth == nil, self.token(index + 1)?.is(":") != true {
        declare(token, exported: exported)
      }
      index += 1
    }
    index += 1
  }

  /// Goes to the `,` or to the end of the declaration, which may end without `;` at a line's end.
  private func skipInitialiser(_ index: inout Int) {
    while let token = token(index) {
      if token.depth == 0 {
        if token.is(",") || token.is(";") { return }
        if token.followsNewline, index > 0, endsValue(tokens[index - 1]), beginsStatement(token) { return }
      }
      index += 1
    }
  }

  private func endsValue(_ token: ScriptToken) -> Bool {
    token.kind != .punctuation || [")", "]", "}"].contains(token.text)
  }

  private func beginsStatement(_ token: ScriptToken) -> Bool {
    token.kind == .word && !["in", "of", "instanceof"].contains(token.text)
  }

  private mutating func drop(_ range: Range<Int>) {
    var end = range.upperBound
    // A line that held nothing else goes with it.
    let isLine = range.lowerBound == 0 || file.bytes[range.lowerBound - 1] == Byte.newline
    if isLine, end < file.bytes.count, file.bytes[end] == Byte.newline { end += 1 }
    dropped.append(range.lowerBound..<end)
  }
}
