import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A tool's use as SpecStory tells it: what it was given in words and blocks of code, and what it gave back in another.
///
/// Which block is which depends on the tool (facts of the `markdown_tools.go` of each program).
struct SpecStoryTool {
  let name: String
  /// The kind that SpecStory sorts tools by, such as `shell` or `write`.
  let type: String?
  /// What the tool was given, in SpecStory's words; of many tools these leave out a part.
  private var told = ""
  /// What came back; `nil` where nothing is told.
  private(set) var result: String?
  private(set) var command: String?
  private(set) var path: String?
  private var patch: String?
  /// What a file was made of.
  private var content: String?

  /// - Parameters:
  ///   - lines: from the opening tag to before the closing one.
  ///   - behind: a block of code behind the closing tag.
  init(_ lines: ArraySlice<Substring>, behind: ArraySlice<Substring> = []) {
    let tag = lines.first ?? ""
    name = Self.attribute("data-tool-name", of: tag) ?? "tool"
    type = Self.attribute("data-tool-type", of: tag)
    var body = lines.dropFirst()
    var summary = ""
    while let line = body.first, Self.isFrame(line) {
      if line.hasPrefix("<summary>") { summary = Self.unescaped(line.dropFirst(9).dropLast(10)) }
      body = body.dropFirst()
    }
    if let last = body.last, last == "</details>" { body = body.dropLast() }
    read(body, summary: summary)
    if result == nil, behind.count > 2 { result = TranscriptText.joined(behind.dropFirst().dropLast()) }
    tellFiles(summary: summary)
  }

  private static func isFrame(_ line: Substring) -> Bool {
    line == "<details>" || line.hasPrefix("<summary>") && line.hasSuffix("</summary>")
  }

  private mutating func read(_ body: ArraySlice<Substring>, summary: String) {
    let blocks = CodeFences.blocks(in: body)
    var words = body[..<(blocks.first?.lines.lowerBound ?? body.endIndex)]
    let inline = words.last { $0.hasPrefix("`") && $0.hasSuffix("`") && $0.count > 2 }
    var given = 0
    if isShell {
      command = inline.map { String($0.dropFirst().dropLast()) }
      if command == nil, let first = blocks.first {
        command = Self.content(of: first.lines, in: body)
        given = 1
      }
    } else if blocks.first.map({ $0.info == "diff" }) == true {
      given = blocks.prefix { $0.info == "diff" }.count
      patch = blocks.prefix(given).map { Self.content(of: $0.lines, in: body) }.joined(separator: "\n")
    } else if isWrite, blocks.count > 1 {
      content = Self.content(of: blocks[0].lines, in: body)
      given = 1
    }
    if given > 0 { words = body[..<(blocks[given - 1].lines.upperBound + 1)] }
    if given < blocks.count {
      // What came back can hold fences of its own: it ends with the last one.
      let (first, last) = (blocks[given].lines.lowerBound, blocks[blocks.count - 1].lines.upperBound)
      result = Self.content(of: first...last, in: body)
    }
    let detail = summary == "Tool use: **\(name)**" ? "" : summary
    var said = TranscriptText.joined(words).trimmed
    // Of many tools a path is all that is told.
    let inside = said.dropFirst().dropLast()
    if said.hasPrefix("`"), said.hasSuffix("`"), !inside.isEmpty, !inside.contains("`") {
      said = String(inside)
    }
    told = [detail, said].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var isShell: Bool {
    ["bash", "shell"].contains(type) || ["bash", "shell", "run_terminal_cmd"].contains(name.lowercased())
  }

  private var isWrite: Bool { type == "write" || name == "Write" }

  private static func content(of block: ClosedRange<Int>, in body: ArraySlice<Substring>) -> String {
    let isClosed =
      block.count > 1 && body[block.upperBound].drop { $0 == " " }.allSatisfy { "`~ ".contains($0) }
    return body[block].dropFirst().dropLast(isClosed ? 1 : 0).joined(separator: "\n")
  }

  /// What the tool was given, where the text has all of it: a command, what was written, a list of its inputs.
  var arguments: String {
    let isWhole =
      command != nil || content != nil || told.holds("**Input:**") || told.holds("Parameters:")
    return isWhole ? told : ""
  }

  /// Whether anything tells how it went: what it gave back, or what it changed.
  var isDone: Bool { result != nil || patch != nil }

  /// Tells the path of its file from the folder of the session on, as other tools of it do.
  mutating func shortenPath(below root: String) {
    if let path, path.hasPrefix(root + "/") { self.path = "." + path.dropFirst(root.count) }
  }

  // MARK: What it did

  private mutating func tellFiles(summary: String) {
    for mark in ["Edit file: ", "Read file: ", "Apply patch for "] {
      if let range = summary.firstRange(of: mark) { path = String(summary[range.upperBound...]).trimmed }
    }
    if path == nil, let result {
      path =
        Self.between("File created successfully at: ", "\n", in: result)
        ?? Self.between("The file ", " has been ", in: result)
    }
    if path == nil, type == "read" || name == "Read" {
      path =
        told.hasPrefix("`")
        ? Self.between("`", "`", in: told) : told.contains("\n") ? nil : told.notEmpty
    }
  }

  /// What stands between two marks at the beginning of a text.
  private static func between(_ first: String, _ last: String, in text: String) -> String? {
    guard text.hasPrefix(first) else { return nil }
    let line = text.dropFirst(first.count).prefix(1000).prefix { $0 != "\n" }
    let end = last == "\n" ? line.endIndex : line.firstRange(of: last)?.lowerBound
    return end.flatMap { $0 > line.startIndex ? String(line[..<$0]) : nil }
  }

  /// Adds to a tool's span what is told of it.
  func describe(_ span: inout Span) {
    if let type { span.attributes.append(Attribute("specstory.tool_type", .string(type))) }
    if let command { span.tool?.command = ShellCommand(text: command, output: result) }
    if arguments.isEmpty, !told.isEmpty { span.tool?.description = told }
    guard isDone else { return }
    let result = result ?? ""
    if let failure = failure(in: result) {
      span.tool?.command?.exitCode = exitCode
      span.fail(failure)
    } else if let path {
      let isRead = type == "read" || name == "Read"
      let isNew = result.hasPrefix("File created")
      span.tool?.files = [
        FileAccess(
          path: path, action: isRead ? .read : isNew ? .create : .edit,
          patch: patch ?? (isNew ? content.map(UnifiedDiff.creation) : nil))
      ]
      span.status = .ok
    }
  }

  /// What says that the tool failed, which SpecStory does not tell by itself.
  private func failure(in result: String) -> String? {
    if exitCode != nil { return result }
    if let command { return CommandFailureText.failure(of: command, output: result) }
    if told.holds("**Apply failed**") { return "Apply failed" }
    let isError = ["Error: ", "<tool_use_error>", "MCP error "].contains { result.hasPrefix($0) }
    return isError && name != "Read" ? result : nil
  }

  /// Claude Code begins what failed commands wrote with their code.
  private var exitCode: Int? {
    guard command != nil, let result, result.hasPrefix("Exit code ") else { return nil }
    return Int(result.dropFirst("Exit code ".count).prefix { $0 != "\n" })
  }

  private static func attribute(_ name: String, of tag: Substring) -> String? {
    guard let start = tag.prefix(2000).firstRange(of: "\(name)=\"")?.upperBound else { return nil }
    let value = tag[start...].prefix { $0 != "\"" }
    return value.isEmpty ? nil : unescaped(value)
  }

  private static func unescaped(_ text: Substring) -> String {
    var text = String(text)
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&#34;", "\""), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] where text.holds(entity) {
      text = text.replacing(entity, with: sign)
    }
    return text
  }
}

extension String {
  fileprivate var notEmpty: String? { isEmpty ? nil : self }
}
