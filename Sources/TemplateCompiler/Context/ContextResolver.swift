/// Decides for each tag of a template how its value is written, from where it stands.
struct ContextResolver {
  private let file: SourceFile
  /// Whether the template is called inside of SVG or another place where no HTML element may be written.
  private let startsPlain: Bool
  private var scanner: HTMLScanner
  /// The templates called where no HTML element may be written.
  private(set) var plainCalls: Set<String> = []

  init(file: SourceFile, startsPlain: Bool) {
    self.file = file
    self.startsPlain = startsPlain
    scanner = HTMLScanner(file: file)
  }

  mutating func resolve(_ template: TemplateDeclaration) throws(CompileError) -> [Instruction] {
    let instructions = try resolve(template.body)
    let state = scanner.state
    guard state.place == .text else {
      throw file.error(
        at: template.end, "the template ends \(state.summary); it must end in text, as it began")
    }
    if let open = state.elements.last {
      throw file.error(at: open.offset, "<\(open.name)> is never closed in this template")
    }
    return instructions
  }

  private mutating func resolve(_ nodes: [TemplateNode]) throws(CompileError) -> [Instruction] {
    var instructions: [Instruction] = []
    for node in nodes {
      if case .literal(let token) = node {
        try scanner.read(token)
        continue
      }
      try endNames(at: node.offset)
      flush(into: &instructions)
      switch node {
      case .literal: break
      case .output(let path): instructions.append(.write(try method(for: path), path))
      case .raw(let path): instructions.append(.write(try rawMethod(at: path.offset), path))
      case .asset(let name): instructions.append(try asset(name))
      case .call(let call, let offset): instructions.append(try self.call(call, at: offset))
      case .conditional(let branches): instructions.append(try conditional(branches))
      case .loop(let loop, let body, let offset, let end):
        instructions.append(try self.loop(loop, body, offset, end))
      }
    }
    flush(into: &instructions)
    return instructions
  }

  private mutating func flush(into instructions: inout [Instruction]) {
    let bytes = scanner.takeOutput()
    if !bytes.isEmpty { instructions.append(.literal(bytes)) }
  }

  /// A tag ends an attribute's name before it, and may not stand in a name.
  private mutating func endNames(at offset: Int) throws(CompileError) {
    switch scanner.state.place {
    case .tagName where !scanner.state.tagName.isEmpty, .attributeName where !scanner.state.attribute.isEmpty:
      scanner.state.place = .betweenAttributes(needsSpace: true)
    case .tagName:
      throw file.error(at: offset, "a tag may not make the name of an element")
    case .comment:
      throw file.error(at: offset, "a tag in a comment; use '{{! … }}' to leave something out")
    case .beforeValue, .unquotedValue:
      throw file.error(
        at: offset, "a tag in the unquoted value of '\(scanner.state.attribute)'; write quotes around it")
    default: break
    }
    if case .betweenAttributes = scanner.state.place, scanner.state.isEndTag {
      throw file.error(at: offset, "a tag inside of the end tag </\(scanner.state.tagName)>")
    }
  }

  // MARK: Values

  private mutating func method(for path: Expression) throws(CompileError) -> Instruction.Method {
    let state = scanner.state
    switch state.place {
    case .text: return state.isPlain(startsPlain: startsPlain) ? .attribute : .text
    case .quotedValue: return try attributeMethod(for: path)
    case .rawText:
      throw file.error(
        at: path.offset,
        "a tag \(state.summary): nothing can be escaped safely there; put values in attributes or data blocks"
      )
    default:
      throw file.error(
        at: path.offset,
        "a tag may not make the name of an element or attribute \(state.summary); only values in quotes")
    }
  }

  private mutating func attributeMethod(for path: Expression) throws(CompileError) -> Instruction.Method {
    let state = scanner.state
    if state.tagName == "meta" {
      guard state.attribute == "content" else {
        throw file.error(at: path.offset, "in <meta> a value may stand only in 'content'")
      }
    }
    guard HTMLNames.url.contains(state.attribute) else {
      scanner.state.valueContent = .expression
      return .attribute
    }
    guard state.valueContent == .nothing else {
      throw file.error(at: path.offset, HTMLScanner.mixedURL(state.attribute))
    }
    scanner.state.valueContent = .expression
    return .url
  }

  private func rawMethod(at offset: Int) throws(CompileError) -> Instruction.Method {
    let state = scanner.state
    if let name = state.elements.last?.name, HTMLNames.textOnly.contains(name) {
      throw file.error(at: offset, "'raw' in <\(name)>, which holds text only")
    }
    guard state.place == .text else {
      throw file.error(at: offset, "'raw' \(state.summary); it may stand in text only")
    }
    return .raw
  }

  private mutating func asset(_ name: Expression) throws(CompileError) -> Instruction {
    let state = scanner.state
    guard state.place == .rawText || state.place == .text else {
      throw file.error(
        at: name.offset, "'asset' \(state.summary); it may stand in <style>, <script> and text")
    }
    let element = state.place == .rawText ? state.elements.last?.name : nil
    let fits: Bool
    switch element {
    case "style": fits = name.text == "style" || name.text.hasSuffix("CSS")
    case "script": fits = name.text == "script" || name.text.hasSuffix("JS")
    default: fits = name.text.hasSuffix("SVG")
    }
    guard fits else {
      throw file.error(
        at: name.offset,
        "the asset '\(name.text)' does not fit here: CSS goes into <style>, JS into <script>, SVG into text")
    }
    guard element == nil || state.rawTextContent == .nothing else {
      throw file.error(at: name.offset, "'{{asset}}' must be the whole content of <\(element ?? "")>")
    }
    if element != nil { scanner.state.rawTextContent = .expression }
    return .asset(name)
  }

  private mutating func call(_ call: Signature, at offset: Int) throws(CompileError) -> Instruction {
    let state = scanner.state
    if let name = state.elements.last?.name, HTMLNames.textOnly.contains(name) {
      throw file.error(at: offset, "a call in <\(name)>, which holds text only")
    }
    guard state.place == .text else {
      throw file.error(at: offset, "a call \(state.summary); templates begin and end in text")
    }
    if state.isPlain(startsPlain: startsPlain) { plainCalls.insert(call.name.text) }
    return .call(call, offset: offset)
  }

  // MARK: Branches

  private mutating func conditional(_ branches: [TemplateBranch]) throws(CompileError) -> Instruction {
    try refuseStructure(at: branches.first?.offset ?? 0)
    let start = scanner.state
    var resolved: [InstructionBranch] = []
    var joined: HTMLState?
    for branch in branches {
      let body = try self.body(branch.body, from: start)
      resolved.append(InstructionBranch(condition: branch.condition, body: body, offset: branch.offset))
      joined = try join(joined ?? start, at: branch.end, start: start, "branch")
    }
    scanner.state = joined ?? start
    return .conditional(resolved)
  }

  private mutating func loop(_ loop: Loop, _ body: [TemplateNode], _ offset: Int, _ end: Int)
    throws(CompileError) -> Instruction
  {
    try refuseStructure(at: offset)
    let start = scanner.state
    _ = try self.body(body, from: start)
    let joined = try join(start, at: end, start: start, "body of this 'each'")
    // The second time round begins where the first ended.
    let instructions = try self.body(body, from: joined)
    scanner.state = try join(joined, at: end, start: start, "body of this 'each'")
    return .loop(loop, body: instructions, offset: offset)
  }

  private func refuseStructure(at offset: Int) throws(CompileError) {
    guard scanner.state.place == .rawText else { return }
    throw file.error(at: offset, "a tag \(scanner.state.summary): only '{{asset …}}' may stand there")
  }

  private mutating func body(_ nodes: [TemplateNode], from start: HTMLState) throws(CompileError)
    -> [Instruction]
  {
    scanner.state = start
    scanner.state.floor = start.elements.count
    return try resolve(nodes)
  }

  private mutating func join(_ other: HTMLState, at end: Int, start: HTMLState, _ what: String)
    throws(CompileError) -> HTMLState
  {
    try endNames(at: end)
    scanner.state.floor = start.floor
    guard let joined = scanner.state.joined(with: other) else {
      if scanner.state.elements.count > start.elements.count, let open = scanner.state.elements.last {
        throw file.error(
          at: end,
          "the \(what) leaves <\(open.name)> of line \(file.line(of: open.offset)) open; close it before this tag"
        )
      }
      throw file.error(
        at: end,
        "the \(what) ends \(scanner.state.summary) but began \(start.summary); it must end where it began")
    }
    return joined
  }
}

extension TemplateNode {
  fileprivate var offset: Int {
    switch self {
    case .literal(let token): token.offset
    case .output(let path), .raw(let path), .asset(let path): path.offset
    case .call(_, let offset), .loop(_, _, let offset, _): offset
    case .conditional(let branches): branches.first?.offset ?? 0
    }
  }
}
