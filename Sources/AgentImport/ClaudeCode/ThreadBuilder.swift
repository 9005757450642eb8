import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Makes spans of one conversation: prompts, calls of the model, runs of tools, compactions.
struct ThreadBuilder {
  let lines: [TranscriptLine]
  let parent: String
  /// Whether the conversation is the session's own: a sub-agent's prompt is no user's.
  let isMain: Bool
  let shared: [String: AttributeValue]
  /// The calls of the `Task` tool that were met.
  private(set) var tasks = TaskIndex()

  private var turns: [ModelTurn] = []
  /// Progress of tools, by the call's id.
  private var progress: [String: [TranscriptLine]] = [:]
  let context: ThreadContext

  init(_ lines: [TranscriptLine], parent: String, isMain: Bool, shared: [String: AttributeValue]) {
    self.lines = lines
    self.parent = parent
    self.isMain = isMain
    self.shared = shared
    var places: [String: Int] = [:]
    for line in lines {
      switch line.type {
      case "assistant":
        let id = ModelTurn.id(of: line)
        let place = places[id] ?? turns.count
        if place == turns.count {
          places[id] = place
          turns.append(ModelTurn(id: id))
        }
        turns[place].append(line)
      case "progress":
        let kind = line.value["data"]?["type"]?.string
        if kind != "agent_progress", kind != "hook_progress", let id = line.value["parentToolUseID"]?.string {
          progress[id, default: []].append(line)
        }
      default: break
      }
    }
    context = ThreadContext(lines, turns: turns)
  }

  mutating func build(into draft: inout TraceDraft) {
    for line in lines {
      switch line.type {
      case "user": addUser(line, into: &draft)
      case "system" where line.subtype.hasSuffix("compact_boundary"): addCompaction(line, into: &draft)
      default: break
      }
    }
    if isMain { addQueued(into: &draft) }
    for turn in turns {
      addCall(turn, into: &draft)
      for (block, line) in turn.entries where block["type"]?.string == "tool_use" {
        addTool(block, line, of: turn, into: &draft)
      }
    }
    for line in lines where line.type == "user" { addInterruption(line, into: &draft) }
    for line in context.looseTries {
      draft[parent]?.events.append(
        SpanEvent(name: "retry", time: line.time, attributes: Self.retryFacts(line)))
    }
  }

  // MARK: Compactions

  private func addCompaction(_ line: TranscriptLine, into draft: inout TraceDraft) {
    let isClearing = line.subtype == "microcompact_boundary"
    var span = Span(
      id: line.uuid, parentID: parent, name: isClearing ? "tool results cleared" : "context compaction")
    span.setMoment(of: line)
    let facts =
      line.value[isClearing ? "microcompactMetadata" : "compactMetadata"] ?? line.value["compact_metadata"]
    let before = (facts?["preTokens"] ?? facts?["pre_tokens"])?.int
    let saved = facts?["tokensSaved"]?.int
    span.compaction = Compaction(
      trigger: facts?["trigger"]?.string, tokensBefore: before,
      tokensAfter: facts?["postTokens"]?.int ?? before.flatMap { before in saved.map { before - $0 } },
      isClearing: isClearing)
    if let summary = context.summary(after: line.uuid) {
      span.output = Payload(summary.text)
      span.keep(summary.value, represented: ["message"], prefix: "summary.", except: shared)
    }
    span.keep(line.value, represented: ["type", "uuid", "timestamp"], except: shared)
    draft.add(span, at: line.place)
  }

  // MARK: Calls

  private mutating func addCall(_ turn: ModelTurn, into draft: inout TraceDraft) {
    guard let first = turn.lines.first else { return }
    var span = Span(id: turn.id, parentID: parent, name: turn.model ?? "message", kind: .llm)
    span.end = turn.lines.compactMap(\.time).max()
    span.start = context.timeBefore(first) ?? first.time ?? first.clock
    if let start = span.start, let end = span.end, end < start { span.start = first.time ?? end }
    span.timeOrigin = .inferred
    keep(turn, on: &span)
    let written = context.output(of: turn)
    if turn.isSynthetic && !turn.isAPIError {
      // Claude Code's own words, such as “No response requested.”: no model was asked.
      (span.name, span.kind, span.isFrameworkInternal) = ("message of Claude Code", .generic, true)
      span.output = Payload(written?.text ?? "")
      draft.add(span, at: first.place)
      return
    }
    var call = LLMCall(provider: "anthropic")
    call.responseModel = turn.model
    call.responseID = turn.lines.lazy.compactMap { $0.message["id"]?.string }.first
    call.usage = turn.isSynthetic ? nil : turn.usage
    call.serviceTier = turn.serviceTier
    call.hostedTools = turn.hostedTools
    call.input = context.input(of: turn)
    call.output = written.map { [$0] } ?? []
    call.finishReasons = turn.stopReason.map { [$0] } ?? []
    span.llm = call
    if turn.isAPIError {
      span.name = "failed call"
      span.status = .error(message: written?.text)
    }
    for retry in context.retries(before: turn) {
      span.events.append(SpanEvent(name: "retry", time: retry.time, attributes: Self.retryFacts(retry)))
    }
    draft.add(span, at: first.place)
  }

  /// The first record's members, and of the later ones what they say otherwise.
  private func keep(_ turn: ModelTurn, on span: inout Span) {
    guard let first = turn.lines.first else { return }
    span.keep(
      first.value, represented: ["type", "uuid", "timestamp"],
      except: shared.merging(["message": first.message]) { $1 })
    span.keep(
      first.message, represented: ["content", "id", "model", "role", "stop_reason", "type"],
      prefix: "message.")
    let others = turn.lines.dropFirst().map { line -> AttributeValue in
      var differing = (line.value.map ?? []).filter {
        $0.name != "message" && first.value[$0.name] != $0.value
      }
      for member in line.message.map ?? [] where member.name != "content" {
        if first.message[member.name] != member.value {
          differing.append(Attribute("message." + member.name, member.value))
        }
      }
      return .map(differing)
    }
    if !others.isEmpty { span.attributes.append(Attribute("further records", .array(others))) }
  }

  /// What the records of a transcript and those of a stream tell of a failed try.
  private static let retryMembers: Set<String> = [
    "retryAttempt", "maxRetries", "retryInMs", "error", "cause", "attempt", "max_retries", "retry_delay_ms",
  ]

  private static func retryFacts(_ line: TranscriptLine) -> [Attribute] {
    var facts = (line.value.map ?? []).filter {
      Self.retryMembers.contains($0.name)
    }
    let status =
      line.value[path: ["error", "status"]] ?? line.value[path: ["cause", "status"]]
      ?? line.value["error_status"]
    if let status {
      facts.insert(Attribute("http.response.status_code", status), at: 0)
    }
    return facts
  }

  // MARK: Tools

  private mutating func addTool(
    _ block: AttributeValue, _ line: TranscriptLine, of turn: ModelTurn, into draft: inout TraceDraft
  ) {
    let name = block["name"]?.string ?? "tool"
    let input = block["input"] ?? .null
    var span = Span(
      id: block["id"]?.string ?? line.uuid + "/tool", parentID: turn.id, name: name, kind: .tool,
      start: line.time)
    var tool = ToolExecution(name: name, callID: block["id"]?.string, arguments: input.payload)
    let found = block["id"]?.string.flatMap { context.result(of: $0) }
    var reader = ChatReader()
    let result = found.flatMap { reader.toolResult($0.block) }
    let outcome = found?.line.value["toolUseResult"]
    let facts = ToolFacts(
      name: name, input: input, outcome: outcome, result: result, directory: line.value["cwd"]?.string)
    tool.command = facts.command
    tool.files = facts.files
    if let found, let result {
      span.end = found.line.time
      tool.result = AttributeValue.string(result.content).payload
      tool.isError = result.isError
      span.status = result.isError ? .error(message: Self.errorText(result.content)) : .ok
      span.keep(
        found.line.value, represented: ["type", "timestamp"], prefix: "result.",
        except: shared.merging(["message": found.line.message]) { $1 })
    }
    span.keep(block, represented: ["type", "id", "name", "input"])
    for step in progress[span.id] ?? [] {
      let name = step.value["data"]?["type"]?.string ?? "progress"
      span.events.append(SpanEvent(name: name, time: step.time, attributes: step.value["data"]?.map ?? []))
    }
    span.tool = tool
    if name == "Task" || name == "Agent" { makeAgent(&span, input, outcome) }
    draft.add(span, at: line.place)
  }

  private mutating func makeAgent(_ span: inout Span, _ input: AttributeValue, _ outcome: AttributeValue?) {
    span.kind = .agent
    span.agentName = input["subagent_type"]?.string ?? "sub-agent"
    if let description = input["description"]?.string {
      span.name = "\(span.agentName ?? ""): \(description)"
    }
    span.input = input["prompt"]?.string.map { Payload($0) }
    span.output = span.tool?.result
    let agent = outcome?["agentId"]?.string
    tasks.add(
      spanID: span.id, prompt: input["prompt"]?.string, agentID: agent, hasResult: outcome?.map != nil)
  }

  /// What a failed tool said, out of the tag that Claude Code puts around it.
  private static func errorText(_ text: String) -> String {
    let inner = text.replacingOccurrences(of: "<tool_use_error>", with: "").replacingOccurrences(
      of: "</tool_use_error>", with: "")
    return inner.isEmpty ? "failed" : inner
  }
}

extension TraceDraft {
  /// Adds an event of a record to a span.
  mutating func addEvent(
    _ name: String, _ line: TranscriptLine, to id: String, text: String? = nil
  ) {
    var attributes = line.value.map ?? []
    if let text { attributes = [Attribute("text", .string(text)), Attribute("uuid", .string(line.uuid))] }
    self[id]?.events.append(SpanEvent(name: name, time: line.time, attributes: attributes))
  }
}
