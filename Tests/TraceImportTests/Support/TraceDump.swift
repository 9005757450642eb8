import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// A short text of an imported trace, for snapshots and for reading: the same trace always gives the same text.
enum TraceDump {
  static func text(_ result: ImportResult) -> String {
    var lines = result.traces.flatMap { trace($0) }
    lines += result.diagnostics.map { "! \($0.severity.rawValue): \($0.message); \($0.action)" }
    return lines.joined(separator: "\n") + "\n"
  }

  static func trace(_ trace: Trace) -> [String] {
    var head = "trace \(trace.id)"
    if let name = trace.name { head += " name=\(name)" }
    if let session = trace.sessionID { head += " session=\(session)" }
    if let user = trace.userID { head += " user=\(user)" }
    var lines = [head]
    lines += trace.resources.map { "  resource \($0.serviceName ?? "-")" }
    lines += trace.attributes.map { "  \($0.name): \(short($0.value.plainText))" }
    lines += trace.scores.map { "  score \(score($0))" }
    if let ending = trace.ending {
      lines.append("  ending \(ending.kind.rawValue) \(short(ending.words ?? "-")) \(ending.spanID ?? "")")
    }
    let zero = trace.spans.compactMap(\.start).min()
    return lines + trace.spans.flatMap { span($0, zero: zero) }
  }

  private static func score(_ score: Score) -> String {
    let value: String? =
      switch score.value {
      case .number(let number)?: "\(number)"
      case .flag(let flag)?: "\(flag)"
      case .label(let label)?: label
      case nil: nil
      }
    let facts = [
      ("verdict", score.verdict?.rawValue), ("judge", score.judge?.rawValue), ("by", score.judgeName),
      ("target", score.target), ("answer", score.answer), ("why", score.explanation),
      ("failure", score.failure),
      ("of", score.spanID),
    ]
    return
      (["\(score.name)=\(value ?? "-")"]
      + facts.compactMap { name, fact in fact.map { "\(name)=\(short($0))" } })
      .joined(separator: " ")
  }

  private static func span(_ span: Span, zero: Timestamp?) -> [String] {
    var head = "- \(span.kind.rawValue)\(span.kindOrigin == .inferred ? "~" : "") “\(span.name)” \(span.id)"
    if let parent = span.parentID { head += " < \(parent)" }
    head += " \(time(span.start, zero))…\(time(span.end, zero))"
    switch span.status {
    case .unset: break
    case .ok: head += " ok"
    case .error(let message): head += " ERROR(\(short(message ?? "-")))"
    }
    if let agent = span.agentName { head += " agent=\(agent)" }
    if span.isFrameworkInternal { head += " internal" }
    var lines = [head]
    if let llm = span.llm { lines += self.llm(llm) }
    if let retrieval = span.retrieval { lines += self.retrieval(retrieval) }
    if let tool = span.tool { lines += [self.tool(tool)] + workspace(tool) }
    if let compaction = span.compaction { lines.append(self.compaction(compaction)) }
    if let prompt = span.prompt { lines += self.prompt(prompt) }
    if let input = span.input { lines.append("    in \(payload(input))") }
    if let output = span.output { lines.append("    out \(payload(output))") }
    lines += events(span)
    let rest = span.attributes.filter { !span.representedAttributes.contains($0.name) }
    lines.append("    \(span.representedAttributes.count) represented, \(rest.count) not")
    return lines
  }

  private static func llm(_ llm: LLMCall) -> [String] {
    var head = "    llm \(llm.provider ?? "-")/\(llm.model ?? "-")"
    if llm.requestModel != llm.responseModel { head += " asked=\(llm.requestModel ?? "-")" }
    if let id = llm.responseID { head += " id=\(id)" }
    if let usage = llm.usage { head += " \(self.usage(usage))" }
    if let cost = llm.reportedCost { head += " $\(cost.total)" }
    if let tier = llm.serviceTier { head += " tier=\(tier)" }
    if !llm.finishReasons.isEmpty { head += " finish=\(llm.finishReasons.joined(separator: ","))" }
    var lines = [head]
    if !llm.parameters.isEmpty {
      lines.append(
        "    with " + llm.parameters.map { "\($0.name)=\(short($0.value.plainText))" }.joined(separator: " "))
    }
    if !llm.tools.isEmpty { lines.append("    tools " + llm.tools.map(\.name).joined(separator: " ")) }
    lines += llm.input.map { "    < \(message($0))" } + llm.output.map { "    > \(message($0))" }
    return lines
  }

  private static func usage(_ usage: TokenUsage) -> String {
    var text = usage.isLowerBound ? "tokens≥" : usage.isRounded ? "tokens~" : "tokens"
    text += " \(usage.input.map(String.init) ?? "?")→\(usage.output.map(String.init) ?? "?")"
    if let count = usage.cacheRead { text += " read=\(count)" }
    if let count = usage.cacheWrite { text += " write=\(count)" }
    if let count = usage.cacheWriteHour { text += " hour=\(count)" }
    if let count = usage.audio { text += " audio=\(count)" }
    if let count = usage.reasoning { text += " reasoning=\(count)" }
    if let count = usage.reportedTotal { text += " total=\(count)" }
    return text
  }

  static func message(_ message: Message) -> String {
    let name = message.name.map { "(\($0))" } ?? ""
    let finish = message.finishReason.map { " [\($0)]" } ?? ""
    return "\(message.role.name)\(name): " + message.parts.map(part).joined(separator: " | ") + finish
  }

  private static func part(_ part: Part) -> String {
    switch part {
    case .text(let text): short(text)
    case .reasoning(let reasoning): "reasoning(\(reasoning.isRedacted ? "redacted" : short(reasoning.text)))"
    case .toolCall(let call): "call \(call.name)#\(call.id ?? "-") \(short(call.arguments))"
    case .toolResult(let result):
      "\(result.isError ? "FAILED " : "")result#\(result.callID ?? "-") \(short(result.content))"
    case .media(let media): "media(\(media.mediaType ?? "-") \(content(media.content)))"
    case .citation(let citation):
      "cites(\(short(citation.text ?? "-")): \(citation.title ?? "-") \(citation.address ?? "-"))"
    case .other(let type, let json): "other(\(type) \(short(json)))"
    }
  }

  private static func content(_ content: Media.Content) -> String {
    switch content {
    case .base64(let text): "base64 \(text.utf8.count)"
    case .uri(let text): short(text)
    case .file(let id): "file \(id)"
    }
  }

  private static func retrieval(_ retrieval: Retrieval) -> [String] {
    var head = "    query \(short(retrieval.query ?? "-"))"
    if let count = retrieval.topK { head += " top=\(count)" }
    if let count = retrieval.reportedCount { head += " count=\(count)" }
    return [head] + retrieval.inputDocuments.map { "    < \(document($0))" }
      + retrieval.documents.map { "    \(document($0))" }
  }

  private static func document(_ document: Document) -> String {
    let metadata =
      document.metadata.isEmpty ? "" : " {\(document.metadata.map(\.name).joined(separator: ","))}"
    return "#\(document.rank) \(document.score.map { "\($0)" } ?? "-") [\(document.id ?? "-")] "
      + "\(document.title ?? "-"): \(short(document.content))\(metadata)"
  }

  private static func tool(_ tool: ToolExecution) -> String {
    let mark = tool.outcome.map { $0 == .ok ? "" : $0.rawValue.uppercased() + " " } ?? ""
    var text = "    \(mark)tool \(tool.name ?? "-")#\(tool.callID ?? "-")"
    if let arguments = tool.arguments { text += " \(payload(arguments))" }
    if let result = tool.result { text += " → \(payload(result))" }
    return text
  }

  private static func workspace(_ tool: ToolExecution) -> [String] {
    var lines: [String] = []
    if let command = tool.command {
      var line = "    $ \(short(command.text))"
      if let directory = command.directory { line += " in \(directory)" }
      if let code = command.exitCode { line += " exit=\(code)" }
      if command.isInterrupted { line += " interrupted" }
      if let output = command.output { line += " out \(short(output))" }
      if let output = command.errorOutput { line += " err \(short(output))" }
      lines.append(line)
    }
    return lines
      + tool.files.map { file in
        let change = file.patch == nil ? "" : " +\(file.addedLines) −\(file.removedLines)"
        return "    file \(file.action.rawValue) \(file.path)\(change)"
      }
  }

  private static func compaction(_ compaction: Compaction) -> String {
    let before = compaction.tokensBefore.map(String.init) ?? "?"
    return "    compaction \(compaction.trigger ?? "-") \(before)→"
      + (compaction.tokensAfter.map(String.init) ?? "?")
  }

  private static func prompt(_ prompt: PromptAssembly) -> [String] {
    var head = "    prompt \(prompt.name ?? "-")"
    if let template = prompt.template { head += " template=\(short(template))" }
    if let total = prompt.totalTokens { head += " total=\(total)" }
    if !prompt.variables.isEmpty { head += " vars=\(prompt.variables.map(\.name).joined(separator: ","))" }
    let segments = prompt.segments.map {
      "    piece \($0.name) \($0.tokens.map(String.init) ?? "?") \(short($0.text ?? "-"))"
    }
    return [head] + segments + (prompt.text.map { ["    text \(short($0))"] } ?? [])
  }

  private static func payload(_ payload: Payload) -> String {
    "\(payload.form.rawValue) \(short(payload.text))"
  }

  /// Each name once with its count, in order of first appearance.
  private static func events(_ span: Span) -> [String] {
    var names: [String] = []
    for event in span.events where !names.contains(event.name) { names.append(event.name) }
    return names.map { name in "    event \(name) ×\(span.events.filter { $0.name == name }.count)" }
  }

  private static func time(_ time: Timestamp?, _ zero: Timestamp?) -> String {
    guard let time, let zero else { return "?" }
    return "\(time.nanoseconds(since: zero) / 1000)µs"
  }

  private static func short(_ text: String) -> String {
    let line = text.replacing("\n", with: "⏎")
    return line.count > 60 ? "\(line.prefix(60))…\(line.count)" : String(line)
  }
}
