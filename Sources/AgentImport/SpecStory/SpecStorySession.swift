import TraceModel
import TraceSource
import TraceText

/// The messages of a session as SpecStory writes them (facts of its `pkg/session/markdown.go`).
struct SpecStorySession {
  /// A piece of a message.
  enum Part {
    case text(String)
    case thought(String)
    case tool(SpecStoryTool)
  }

  /// What stands below the name of who speaks.
  struct Entry {
    let header: SpecStoryHeader
    let place: SourcePlace
    var parts: [Part] = []
  }

  /// The program whose session it is, such as `Claude Code`.
  private(set) var program: String?
  private(set) var sessionID: String?
  /// When the session began, as its title says.
  private(set) var start: Timestamp?
  private(set) var title: String?
  private(set) var entries: [Entry] = []

  private let text: TranscriptText

  /// Linear in the size of the source.
  init(_ source: SourceDocument) {
    text = TranscriptText(source, isMark: Self.isMark)
    part()
    shortenPaths()
  }

  /// What is read is told from the session's folder on, what is written from the root: one file has one name.
  private mutating func shortenPaths() {
    var whole: [Substring: String] = [:]
    var short: [String] = []
    for entry in entries {
      for case .tool(let tool) in entry.parts {
        guard let path = tool.path, let name = path.split(separator: "/").last else { continue }
        if path.hasPrefix("./") { short.append(path) } else if path.hasPrefix("/") { whole[name] = path }
      }
    }
    let root = short.lazy.compactMap { path -> String? in
      let rest = path.dropFirst()
      guard let name = path.split(separator: "/").last, let full = whole[name], full.hasSuffix(rest) else {
        return nil
      }
      return String(full.dropLast(rest.count))
    }.first
    guard let root, !root.isEmpty else { return }
    for index in entries.indices {
      for part in entries[index].parts.indices {
        guard case .tool(var tool) = entries[index].parts[part] else { continue }
        tool.shortenPath(below: root)
        entries[index].parts[part] = .tool(tool)
      }
    }
  }

  private static func isMark(_ line: Substring) -> Bool {
    SpecStoryHeader(line) != nil || opensTool(line) || closesTool(line)
  }

  private static func opensTool(_ line: Substring) -> Bool { line.utf8.starts(with: "<tool-use ".utf8) }

  private static func closesTool(_ line: Substring) -> Bool {
    line.utf8.starts(with: "</details></tool-use>".utf8) || line.utf8.starts(with: "</tool-use>".utf8)
  }

  private mutating func part() {
    var line = 0
    // What was said since the last mark.
    var said = 0
    while line < text.lines.count {
      let content = text.lines[line]
      if text.isCode[line] {
        line += 1
      } else if let header = SpecStoryHeader(content) {
        say(said..<line, isLast: true)
        entries.append(Entry(header: header, place: text.place(line)))
        line += 1
        said = line
      } else if entries.isEmpty {
        readHead(content)
        line += 1
        said = line
      } else if Self.opensTool(content) {
        say(said..<line, isLast: false)
        line = takeTool(at: line)
        said = line
      } else if content.hasPrefix("<think>") {
        say(said..<line, isLast: false)
        line = takeThought(at: line)
        said = line
      } else {
        line += 1
      }
    }
    say(said..<line, isLast: true)
  }

  private mutating func add(_ part: Part) { entries[entries.count - 1].parts.append(part) }

  /// Adds a text, without the line of dashes that parts it from the next speaker.
  private mutating func say(_ range: Range<Int>, isLast: Bool) {
    guard !entries.isEmpty else { return }
    var text = text.text(range)
    if isLast, text == "---" { text = "" }
    if isLast, text.hasSuffix("\n---") { text = String(text.dropLast(4)).trimmed }
    if !text.isEmpty { add(.text(text)) }
  }

  /// `# 2026-11-02 09:15:00Z`, and `<!-- Claude Code Session ID (2026-11-02_09-15-00Z) -->`.
  private mutating func readHead(_ line: Substring) {
    if line.hasPrefix("# "), title == nil {
      title = String(line.dropFirst(2)).trimmed
      start = title.flatMap {
        ISOTime.moment(String($0.split(separator: "(").last ?? "").filter { $0 != ")" })
      }
    }
    guard line.hasPrefix("<!-- "), let mark = line.firstRange(of: " Session ") else { return }
    program = String(line[line.index(line.startIndex, offsetBy: 5)..<mark.lowerBound])
    sessionID = String(line[mark.upperBound...].prefix { $0 != " " })
  }

  /// A tool ends with its closing tag, at the latest where somebody speaks or the next tool begins.
  private mutating func takeTool(at start: Int) -> Int {
    var end = start + 1
    while end < text.lines.count {
      if !text.isCode[end] {
        if Self.closesTool(text.lines[end]) { break }
        if SpecStoryHeader(text.lines[end]) != nil || Self.opensTool(text.lines[end]) {
          add(.tool(SpecStoryTool(text.lines[start..<end])))
          return end
        }
      }
      end += 1
    }
    // Version 2.0 writes what some tools gave back behind the tag.
    var result = end + 1
    if result < text.lines.count, text.isCode[result] {
      while result < text.lines.count, text.isCode[result] { result += 1 }
    }
    add(
      .tool(
        SpecStoryTool(
          text.lines[start..<min(end, text.lines.count)],
          behind: text.lines[min(end + 1, text.lines.count)..<min(result, text.lines.count)])))
    return min(result, text.lines.count)
  }

  private mutating func takeThought(at start: Int) -> Int {
    var end = start
    while end < text.lines.count, !text.lines[end].hasSuffix("</think>"),
      end == start || text.isCode[end] || SpecStoryHeader(text.lines[end]) == nil
    {
      end += 1
    }
    let isClosed = end < text.lines.count && text.lines[end].hasSuffix("</think>")
    var lines = Array(text.lines[start..<(isClosed ? end + 1 : end)])
    for (tag, index) in [("<think>", 0), ("<details>", 0), ("<summary>Thought Process</summary>", 0)]
    where lines[index].hasPrefix(tag) {
      lines[index] = lines[index].dropFirst(tag.count)
    }
    for tag in ["</think>", "</details>"] where lines[lines.count - 1].hasSuffix(tag) {
      lines[lines.count - 1] = lines[lines.count - 1].dropLast(tag.count)
    }
    let thought = TranscriptText.joined(lines)
    if !thought.isEmpty { add(.thought(thought)) }
    return isClosed ? end + 1 : end
  }
}

/// The line that says who speaks: `_**Agent (claude-opus-4-5 2026-11-02 09:15:20Z)**_`.
struct SpecStoryHeader {
  let isUser: Bool
  /// Whether a sub-agent, or what it was told, speaks.
  let isSidechain: Bool
  let model: String?
  let time: Timestamp?
  /// What stands in the brackets besides.
  let rest: String?

  /// Fails for any other line.
  init?(_ line: Substring) {
    guard line.utf8.starts(with: "_**".utf8), line.utf8.count < 200, line.hasSuffix("**_") else { return nil }
    let inner = line.dropFirst(3).dropLast(3)
    let name = inner.prefix { $0.isLetter }
    guard ["User", "Agent", "Assistant"].contains(name) else { return nil }
    var tail = inner.dropFirst(name.count)
    let isSidechain = tail.hasPrefix(" - sidechain")
    if isSidechain { tail = tail.dropFirst(" - sidechain".count) }
    guard tail.isEmpty || tail.hasPrefix(" (") && tail.hasSuffix(")") else { return nil }
    (isUser, self.isSidechain) = (name == "User", isSidechain)
    let words = tail.dropFirst(2).dropLast().split(separator: " ")
    let moment = words.count > 1 ? ISOTime.moment(words.suffix(2).joined(separator: " ")) : nil
    time = moment
    let others = moment == nil ? words[...] : words.dropLast(2)
    let first = others.first.map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
    let isModel = !isUser && first?.contains { $0.isNumber || $0 == "-" } == true
    model = isModel ? first.map(String.init) : nil
    let unread = isModel ? others.dropFirst() : others
    rest = unread.isEmpty ? nil : unread.joined(separator: " ")
  }
}
