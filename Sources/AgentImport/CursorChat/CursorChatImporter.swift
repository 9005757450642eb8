import TraceModel
package import TraceSource
import TraceText

/// Reads chats that Cursor exports as Markdown.
package struct CursorChatImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "cursor-chat", title: "Cursor chat export", writers: "Cursor",
    signature: "Markdown with “_Exported on … from Cursor (…)_” below its title, “**User**” and “**Cursor**”",
    recipe: "“Export Chat” in the menu of a chat of Cursor")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    if case .cursor = source.transcriptMark { .certain } else { .none }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    let chat = CursorChat(source)
    guard !chat.messages.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
    var draft = TraceDraft(id: source.name, format: format.id)
    draft.trace.name = chat.title
    var root = Span(id: source.name, name: "Cursor", kind: .agent)
    root.agentName = root.name
    if let words = chat.exportWords { root.attributes = [Attribute("cursor.export", .string(words))] }
    let place = SourcePlace(file: source.name, line: 1)
    var transcript = Transcript(root: root)
    for message in chat.messages {
      transcript.place = message.place
      transcript.add(Message(role: message.role, text: message.text))
    }
    if chat.messages.contains(where: { $0.role == .assistant }) {
      draft.note(
        "Cursor's export joins what the model wrote in a turn, and leaves out tools, models, times and tokens",
        at: place, action: "each turn's text is shown as one call")
    }
    draft.add(&transcript, at: place)
    var result = draft.finish()
    result.diagnostics = source.unpackingDiagnostics + result.diagnostics
    return result
  }
}

/// The messages of a chat that Cursor exported: each below the name of who wrote it, which stands alone in a line behind
/// a line of three dashes.
struct CursorChat {
  private(set) var title: String?
  private(set) var exportWords: String?
  private(set) var messages: [(role: Role, text: String, place: SourcePlace)] = []

  /// Linear in the size of the source.
  init(_ source: SourceDocument) {
    let text = TranscriptText(source) { Self.role($0) != nil }
    let names = Self.names(in: text)
    for line in text.lines[..<(names.first?.line ?? text.lines.count)] {
      if title == nil, line.hasPrefix("# ") { title = String(line.dropFirst(2)).trimmed }
      if exportWords == nil, TranscriptMark.isCursorExport(line) {
        exportWords = String(line.dropFirst().dropLast())
      }
    }
    for (index, name) in names.enumerated() {
      let end = index + 1 < names.count ? names[index + 1].rule : text.lines.count
      let content = text.text((name.line + 1)..<end)
      if !content.isEmpty { messages.append((name.role, content, text.place(name.line))) }
    }
  }

  private static func role(_ line: Substring) -> Role? {
    switch line {
    case "**User**": .user
    case "**Cursor**": .assistant
    default: nil
    }
  }

  /// The names that part the text, with the line of dashes before each.
  private static func names(in text: TranscriptText) -> [(line: Int, rule: Int, role: Role)] {
    var found: [(line: Int, rule: Int, role: Role)] = []
    // The line of dashes behind which nothing but blank lines stood.
    var rule: Int?
    for (index, line) in text.lines.enumerated() {
      if text.isCode[index] {
        rule = nil
      } else if line == "---" {
        rule = index
      } else if !line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        if let rule, let role = role(line) { found.append((index, rule, role)) }
        rule = nil
      }
    }
    return found
  }
}
