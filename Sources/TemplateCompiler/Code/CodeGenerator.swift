/// Writes the Swift function of one template.
struct CodeGenerator {
  /// The name of the writer in the generated code; no template may use it.
  static let writer = "w"

  private let file: SourceFile
  private(set) var code = ""

  init(file: SourceFile) { self.file = file }

  mutating func add(_ template: TemplateDeclaration, _ body: [Instruction]) {
    let signature = template.signature
    code += "\n"
    let line = locate(signature.name.offset)
    code += "  static func \(signature.name.text)(_ \(Self.writer): inout HTMLWriter"
    addItems(signature.items, from: line)
    code += ") {\n"
    add(body, indent: "    ")
    code += "#sourceLocation()\n  }\n"
  }

  private mutating func add(_ instructions: [Instruction], indent: String) {
    for instruction in instructions {
      switch instruction {
      case .literal(let bytes):
        let text = String(decoding: bytes, as: UTF8.self)
        code += "\(indent)\(Self.writer).literal(\(SwiftLiteral.line(text)))\n"
      case .write(let method, let path):
        locate(path.offset)
        code += "\(indent)\(Self.writer).\(method.rawValue)(\(path.text))\n"
      case .asset(let name):
        locate(name.offset)
        code += "\(indent)\(Self.writer).literal(Assets.\(name.text))\n"
      case .call(let call, _):
        let line = locate(call.name.offset)
        code += "\(indent)Templates.\(call.name.text)(&\(Self.writer)"
        addItems(call.items, from: line)
        code += ")\n"
      case .conditional(let branches): add(branches[...], indent: indent)
      case .loop(let loop, let body, _): add(loop, body, indent)
      }
    }
  }

  /// Labels and values, each on the line on which the template has it.
  private mutating func addItems(_ items: [Labelled], from start: Int) {
    var line = start
    for item in items {
      let wanted = file.line(of: item.value.offset)
      code +=
        ", " + String(repeating: "\n", count: max(0, wanted - line)) + "\(item.label): \(item.value.text)"
      line = max(line, wanted)
    }
  }

  private mutating func add(_ loop: Loop, _ body: [Instruction], _ indent: String) {
    locate(loop.path.offset)
    if let index = loop.index {
      code += "\(indent)for (\(index), \(loop.element)) in \(loop.path.text).enumerated() {\n"
    } else {
      code += "\(indent)for \(loop.element) in \(loop.path.text) {\n"
    }
    add(body, indent: indent + "  ")
    code += "\(indent)}\n"
  }

  /// An `else if` becomes an `if` inside of the `else`: no directive may stand between `}` and `else`.
  private mutating func add(_ branches: ArraySlice<InstructionBranch>, indent: String) {
    guard let branch = branches.first else { return }
    guard let condition = branch.condition else { return add(branch.body, indent: indent) }
    locate(condition.offset)
    switch condition {
    case .isTrue(let path): code += "\(indent)if \(path.text) {\n"
    case .isFalse(let path): code += "\(indent)if !\(path.text) {\n"
    case .binding(let name, let path): code += "\(indent)if let \(name) = \(path.text) {\n"
    case .matching(let pattern, let path): code += "\(indent)if case \(pattern) = \(path.text) {\n"
    }
    add(branch.body, indent: indent + "  ")
    if branches.count > 1 {
      code += "\(indent)} else {\n"
      add(branches.dropFirst(), indent: indent + "  ")
    }
    code += "\(indent)}\n"
  }

  /// Makes swiftc report what follows at the template's own line.
  @discardableResult
  private mutating func locate(_ offset: Int) -> Int {
    let line = file.line(of: offset)
    code += "#sourceLocation(file: \(SwiftLiteral.line(file.path)), line: \(line))\n"
    return line
  }
}
