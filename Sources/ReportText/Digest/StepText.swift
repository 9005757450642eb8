import ReportModel
import TraceAnalysis
import TraceModel
import TraceText

/// A step for texts: its line, and what it was given and said.
struct StepText {
  /// A text with what it is.
  struct Body {
    /// What the text is, where the step's line does not say it: `arguments`, `document 1`.
    var label: String?
    var text: String
    /// Whether the end tells as much as the beginning, as that of a failed command.
    var tellsAtEnd = false
  }

  private let analysis: AnalysedTrace
  let span: Int

  init(_ span: Int, of analysis: AnalysedTrace) {
    self.span = span
    self.analysis = analysis
  }

  private var facts: Span { analysis.trace.spans[span] }
  /// The record that has what a call saw and wrote.
  private var record: Span { analysis.trace.spans[analysis.record(of: span)] }
  private var outcome: StepOutcome { analysis.figures.outcomes[span] }

  /// The number in code; the name where it has none.
  var address: String {
    MarkdownText.code(analysis.numbers.ofSpan[span]?.description ?? facts.name.preview(60))
  }

  /// What it is called in counts: the tool, the model.
  var name: String {
    switch facts.kind {
    case .llm: facts.llm?.modelName ?? facts.name
    case .tool: facts.tool?.name ?? facts.name
    default: facts.name
    }
  }

  /// `` `#17.1` Bash · **failed** · exit code 1 · 11.8 s ``
  var line: String {
    var parts = ["\(address) \(MarkdownText.inline(name.preview(60)))"]
    if outcome != .ok { parts.append("**\(outcome.rawValue)**") }
    if let note = analysis.figures.endings[span]?.note { parts.append(MarkdownText.inline(note.preview(80))) }
    if let code = facts.tool?.command?.exitCode, analysis.figures.endings[span]?.note == nil {
      parts.append("exit code \(code)")
    }
    let lane = analysis.agents.ofSpan[span]
    if lane > 0, let agent = analysis.agents.lanes[lane].agent {
      parts.append("in \(MarkdownText.inline(analysis.trace.spans[agent].name.preview(40)))")
    }
    if let duration = facts.duration { parts.append(Formatting.duration(duration)) }
    if let usage = facts.llm?.usage, let output = usage.output, facts.kind == .llm {
      parts.append("\(usage.mark)\(Formatting.count(output)) out")
    }
    return parts.joined(separator: " · ")
  }

  /// What it did and said, without what a call was given.
  ///
  /// - Parameter withCalls: Whether a call's text has the tool calls that it asked for, which are steps of their own.
  func texts(withCalls: Bool = true) -> [Body] {
    let failed = outcome == .failed
    var bodies: [Body] =
      switch facts.kind {
      case .llm: record.llm?.output.map { Body(text: Self.text(of: $0, withCalls: withCalls)) } ?? []
      case .tool: toolTexts(failed)
      case .retrieval, .rerank: documents
      default: [facts.input, facts.output].compactMap { $0.map { Body(text: $0.text) } }
      }
    if case .error(let message?) = facts.status, !isTold(message, in: bodies) {
      bodies.append(Body(label: "error", text: message, tellsAtEnd: true))
    }
    return bodies.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  /// Whether a message stands in the texts already, but for the line that only names the exit code.
  private func isTold(_ message: String, in bodies: [Body]) -> Bool {
    let lines = message.split(whereSeparator: \.isNewline).drop { $0.lowercased().hasPrefix("exit code") }
    let text = lines.joined(separator: "\n")
    return bodies.contains { body in
      body.text.split(whereSeparator: \.isNewline).joined(separator: "\n").contains(text)
    }
  }

  private func toolTexts(_ failed: Bool) -> [Body] {
    guard let tool = facts.tool else {
      return [facts.input, facts.output].compactMap { $0.map { Body(text: $0.text) } }
    }
    guard let command = tool.command else {
      let result = tool.result ?? facts.output
      return [
        (tool.arguments ?? facts.input).map { Body(text: $0.text) },
        result.map { Body(label: "result", text: $0.text, tellsAtEnd: failed) },
      ].compactMap(\.self)
    }
    let outputs = [command.output, command.errorOutput].compactMap(\.self)
    let output = outputs.isEmpty ? tool.result?.text ?? "" : outputs.joined(separator: "\n")
    return [Body(text: "$ \(command.text)"), Body(text: output, tellsAtEnd: true)]
  }

  private var documents: [Body] {
    let query = facts.retrieval?.query.map { Body(label: "query", text: $0) }
    let list = facts.retrieval?.documents.map { document in
      let score = document.score.map { Formatting.score($0) + " " } ?? ""
      let title = document.title ?? document.id ?? document.content.preview(60)
      return "\(document.rank). \(score)\(title)"
    }
    return [query, list.map { Body(label: "documents", text: $0.joined(separator: "\n")) }].compactMap(\.self)
  }

  /// A message's text with its tool calls as lines.
  static func text(of message: Message, withCalls: Bool = true) -> String {
    message.parts.compactMap { part -> String? in
      switch part {
      case .text(let text): text
      case .reasoning(let reasoning):
        reasoning.isRedacted || reasoning.text.isEmpty ? nil : "(thinks) \(reasoning.text)"
      case .toolCall(let call): withCalls ? "→ \(call.name) \(call.arguments)" : nil
      case .toolResult(let result): result.content
      case .media(let media): "[\(media.mediaType ?? "media")]"
      case .citation: nil
      case .other(let type, _): "[\(type)]"
      }
    }.joined(separator: "\n")
  }
}
