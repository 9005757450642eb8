/// Turns the tokens of a file into its templates.
struct TemplateParser {
  private let file: SourceFile
  private var tokens: [(token: TemplateToken, tag: Tag?)] = []
  private var index = 0

  init(file: SourceFile) throws(CompileError) {
    try file.checkEncoding()
    self.file = file
    for token in try TemplateTokeniser(file: file).tokens() {
      guard token.kind == .tag else {
        tokens.append((token, nil))
        continue
      }
      var parser = TagParser(file: file, range: token.range)
      tokens.append((token, try parser.parse()))
    }
  }

  mutating func templates() throws(CompileError) -> [TemplateDeclaration] {
    var templates: [TemplateDeclaration] = []
    while index < tokens.count {
      let (token, tag) = tokens[index]
      index += 1
      switch tag {
      case .template(let signature):
        let (body, end) = try body(of: "template", at: token.offset)
        try expectEnd(end, of: "template", at: token.offset)
        templates.append(TemplateDeclaration(signature: signature, body: body, end: end.offset))
      case .comment: break
      case nil:
        if let stray = token.range.first(where: { !file.bytes[$0].isSpace }) {
          throw file.error(at: stray, "text outside of a template; expected '{{template name(…)}}'")
        }
      default:
        throw file.error(at: token.offset, "a tag outside of a template; expected '{{template name(…)}}'")
      }
    }
    return templates
  }

  /// The nodes up to the `else` or `end` that closes them.
  private mutating func body(of opener: String, at start: Int) throws(CompileError) -> (
    [TemplateNode], (offset: Int, tag: Tag)
  ) {
    var nodes: [TemplateNode] = []
    while index < tokens.count {
      let (token, tag) = tokens[index]
      index += 1
      switch tag {
      case nil: nodes.append(.literal(token))
      case .comment: break
      case .output(let path): nodes.append(.output(path))
      case .raw(let path): nodes.append(.raw(path))
      case .asset(let name): nodes.append(.asset(name))
      case .call(let call): nodes.append(.call(call, offset: token.offset))
      case .conditional(let condition): nodes.append(try conditional(condition, at: token.offset))
      case .each(let loop):
        let (body, end) = try body(of: "each", at: token.offset)
        try expectEnd(end, of: "each", at: token.offset)
        nodes.append(.loop(loop, body: body, offset: token.offset, end: end.offset))
      case .end: return (nodes, (token.offset, .end))
      case .otherwise(let condition): return (nodes, (token.offset, .otherwise(condition)))
      case .template:
        throw file.error(
          at: token.offset,
          "a template inside of another; close the one of line \(file.line(of: start)) first")
      }
    }
    throw file.error(
      at: start, "this '\(opener)' is never closed; expected '{{end}}' for it or for a tag inside of it")
  }

  private mutating func conditional(_ condition: Condition, at start: Int) throws(CompileError)
    -> TemplateNode
  {
    var branches: [TemplateBranch] = []
    var condition: Condition? = condition
    var offset = start
    while true {
      let (body, end) = try body(of: "if", at: start)
      branches.append(TemplateBranch(condition: condition, body: body, offset: offset, end: end.offset))
      guard case .otherwise(let next) = end.tag else { return .conditional(branches) }
      guard condition != nil else {
        throw file.error(at: end.offset, "an 'else' after the last 'else'; expected '{{end}}'")
      }
      condition = next
      offset = end.offset
    }
  }

  private func expectEnd(_ end: (offset: Int, tag: Tag), of opener: String, at start: Int)
    throws(CompileError)
  {
    guard end.tag != .end else { return }
    throw file.error(
      at: end.offset,
      "an 'else' without 'if' in the '\(opener)' of line \(file.line(of: start)); expected '{{end}}'")
  }
}
