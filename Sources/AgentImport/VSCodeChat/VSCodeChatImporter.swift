import ChatReading
import JSONReader
import TraceModel
package import TraceSource
import TraceText

/// Reads the chats that Visual Studio Code keeps and exports: requests, each with the parts of its response.
package struct VSCodeChatImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "vscode-chat", title: "VS Code Copilot chat", writers: "Visual Studio Code with GitHub Copilot Chat",
    signature: "an object with “requests” that have “requestId”, “message” and “response”",
    recipe: "command “Chat: Export Chat…”, or workspaceStorage/ID/chatSessions/*.json of VS Code's user data")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isChat) ? .certain : .none
  }

  private static func isChat(_ value: JSONValue) -> Bool {
    value["requests"]?.elements.prefix(8).contains { request in
      request["requestId"]?.kind == .string && request["message"] != nil
        && request["response"]?.kind == .array
    } == true
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.flatRecords where record["requests"]?.array != nil {
      var reader = VSCodeChatReader(
        record, id: record["sessionId"]?.tellingString ?? source.name + result.suffixOfNext, format: format.id
      )
      result.append(reader.read())
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// Turns a chat into a trace. Where a request does not list its rounds, its calls are told by the tools between them.
private struct VSCodeChatReader {
  private let chat: SourceRecord
  private var draft: TraceDraft
  private var transcript: Transcript

  init(_ chat: SourceRecord, id: String, format: String) {
    self.chat = chat
    draft = TraceDraft(id: id, format: format)
    draft.trace.sessionID = chat["sessionId"]?.tellingString
    draft.trace.name = chat["customTitle"]?.tellingString
    var root = Span(id: id, name: "Copilot Chat", kind: .agent, timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(chat.value.rest(without: ["requests"]), represented: ["sessionId", "customTitle"])
    transcript = Transcript(root: root)
  }

  mutating func read() -> ImportResult {
    for request in chat.records(in: "requests") {
      transcript.place = request.place
      add(request)
    }
    draft.add(&transcript, at: chat.place)
    return draft.finish()
  }

  private mutating func add(_ request: SourceRecord) {
    let start = NativeTime.milliseconds(request["timestamp"])
    let length = NativeTime.length(milliseconds: request["result"]?["timings"]?["totalElapsed"])
    let id = request["requestId"]?.tellingString ?? String(transcript.spans.count + 1)
    let text = (request["message"]?["text"] ?? request["message"])?.plainText ?? ""
    transcript.add(Message(role: .user, text: text), id: id, at: start) { span in
      span.keep(
        request.value.rest(without: ["response", "result"]),
        represented: ["requestId", "message", "timestamp"])
    }
    let isStopped = Self.isStopped(request)
    draft.trace.ending = isStopped ? RecordedEnding(.interrupted, words: "cancelled") : nil
    let rounds = request["result"]?["metadata"]?["toolCallRounds"]?.array ?? []
    let response = request["response"]?.array ?? []
    let invocations = response.filter(Self.isInvocation)
    let edits = Self.edits(response)
    let end = start?.advanced(by: length)
    if rounds.isEmpty {
      let stretches = Self.stretches(response)
      for (number, stretch) in stretches.enumerated() {
        let isLast = number == stretches.count - 1
        call(
          Self.parts(stretch), of: request, id: "\(id)/answer-\(number + 1)", at: isLast ? end : nil,
          isLast: isLast)
        for part in stretch where Self.isInvocation(part) {
          answer(part, to: part["toolCallId"]?.tellingString, result: nil, edits: edits)
        }
      }
      return
    }
    var told = VSCodeInvocations(invocations, of: rounds)
    for (number, round) in rounds.enumerated() {
      var parts: [Part] = []
      if let thought = round["thinking"]?["text"]?.joinedText {
        parts.append(.reasoning(Reasoning(text: thought)))
      }
      if let text = round["response"]?.tellingString { parts.append(.text(text)) }
      let calls = round["toolCalls"]?.array ?? []
      parts += calls.map { call -> Part in
        .toolCall(
          ToolCall(
            id: call["id"]?.tellingString, name: call["name"]?.tellingString ?? "tool",
            arguments: call["arguments"]?.plainText ?? ""))
      }
      let isLast = number == rounds.count - 1
      call(
        parts, of: request, id: "\(id)/round-\(number + 1)", at: isLast ? end : nil, isLast: isLast)
      for asked in calls {
        let name = asked["id"]?.string ?? ""
        answer(
          told.take(for: asked) ?? .map([]), to: name,
          result: request["result"]?["metadata"]?["toolCallResults"]?[name], edits: edits)
      }
    }
  }

  private static func isInvocation(_ part: AttributeValue) -> Bool {
    part["kind"]?.string == "toolInvocationSerialized"
  }

  /// The parts of each call of the model: what is said behind a tool was written by another call than the one that
  /// asked for it.
  private static func stretches(_ response: [AttributeValue]) -> [[AttributeValue]] {
    var stretches: [[AttributeValue]] = [[]]
    var hasTool = false
    for part in response {
      let isTool = isInvocation(part)
      if hasTool, !isTool, !parts([part]).isEmpty {
        stretches.append([])
        hasTool = false
      }
      stretches[stretches.count - 1].append(part)
      hasTool = hasTool || isTool
    }
    return stretches
  }

  private static func parts(_ response: [AttributeValue]) -> [Part] {
    response.flatMap { part -> [Part] in
      switch part["kind"]?.string {
      case "thinking":
        return part["value"]?.tellingString.map { [.reasoning(Reasoning(text: $0))] } ?? []
      case "toolInvocationSerialized":
        return [
          .toolCall(
            ToolCall(
              id: part["toolCallId"]?.tellingString, name: name(of: part), arguments: arguments(of: part)))
        ]
      case nil, "markdownContent":
        let text = part["value"]?.tellingString ?? part["content"]?["value"]?.tellingString
        return text.map { [.text($0)] } ?? []
      default: return []
      }
    }
  }

  private static func name(of part: AttributeValue) -> String { part["toolId"]?.tellingString ?? "tool" }

  /// Only what a terminal was given is kept with a tool.
  private static func arguments(of part: AttributeValue) -> String {
    let line = part["toolSpecificData"]?["commandLine"]
    let text = (line?["toolEdited"] ?? line?["original"] ?? line)?.tellingString
    return text.map { AttributeValue.map([Attribute("command", .string($0))]).jsonText } ?? ""
  }

  /// Whether a person stopped a request, or asked the next thing before its answer.
  private static func isStopped(_ request: SourceRecord) -> Bool {
    // `ResponseModelState`: 0 pending, 1 complete, 2 cancelled, 3 failed, 4 waiting for a person.
    request["isCanceled"]?.bool == true || request["modelState"]?["value"]?.int == 2
      || request["result"]?["errorDetails"]?["code"]?.string == "canceled"
  }

  /// The model that Copilot chose by itself, as what it shows of the answer names it: `GPT-5 mini • 1x`.
  private static func chosenModel(of request: SourceRecord) -> String? {
    let result = request["result"]
    return result?["metadata"]?["resolvedModel"]?.tellingString
      ?? result?["details"]?.tellingString?.split(separator: "•").first.map { String($0).trimmed }
  }

  /// Adds a call; what became of the request became of the last of its calls: those before had what they asked for.
  private mutating func call(
    _ parts: [Part], of request: SourceRecord, id: String, at time: Timestamp?, isLast: Bool
  ) {
    let error = isLast ? request["result"]?["errorDetails"]?["message"]?.tellingString : nil
    transcript.add(Message(role: .assistant, parts: parts), id: id, at: time) { span in
      // `copilot/gpt-4o`: who gives the model, and its name.
      let model = request["modelId"]?.tellingString?.split(separator: "/").last.map(String.init)
      span.llm?.requestModel = model
      if model == "auto" { span.llm?.responseModel = Self.chosenModel(of: request) }
      if let error { span.status = .error(message: error) }
      if isLast, Self.isStopped(request) {
        span.events.append(SpanEvent(name: SpanEvent.interruption, time: time))
      }
      span.keep(request["result"]?.rest(without: ["metadata"]) ?? .null, prefix: "result.")
    }
  }

  /// The changes of files that stand behind each tool's invocation, by its call's id.
  private static func edits(_ response: [AttributeValue]) -> [String: [AttributeValue]] {
    var edits: [String: [AttributeValue]] = [:]
    var call: String?
    for part in response {
      if isInvocation(part) { call = part["toolCallId"]?.string }
      if let call, part["kind"]?.string == "textEditGroup" { edits[call, default: []].append(part) }
    }
    return edits
  }

  /// A changed file; with the change where all of it was put in between, since what a text replaced is not recorded.
  private static func file(_ group: AttributeValue) -> FileAccess? {
    guard let path = group["uri"]?["fsPath"]?.string ?? group["uri"]?["path"]?.string else { return nil }
    let edits = (group["edits"]?.array ?? []).flatMap { $0.array ?? [$0] }
    let isInsertion = edits.allSatisfy { edit in
      let range = edit["range"]
      return range?["startLineNumber"] == range?["endLineNumber"]
        && range?["startColumn"] == range?["endColumn"]
    }
    let patch = edits.compactMap { $0["text"]?.string }.map { UnifiedDiff.replacement(of: "", by: $0) }
    return FileAccess(
      path: path, action: .edit, patch: isInsertion && !patch.isEmpty ? patch.joined(separator: "\n") : nil)
  }

  private mutating func answer(
    _ part: AttributeValue, to call: String?, result: AttributeValue?, edits: [String: [AttributeValue]]
  ) {
    let data = part["toolSpecificData"]
    let shown = (part["resultDetails"]?.array ?? []).compactMap { $0["value"]?.string }
    let output = data?["terminalCommandOutput"]?["text"]?.string
    let given = result?["content"]?.array?.compactMap { $0["value"]?.string }.joined(separator: "\n")
    guard part["isComplete"]?.bool != false else { return }
    let text = given ?? output ?? shown.joined(separator: "\n")
    let state = data?["terminalCommandState"]
    let end = NativeTime.milliseconds(state?["timestamp"])
    let length = NativeTime.length(milliseconds: state?["duration"])
    transcript.add(
      Message(
        role: .tool,
        parts: [.toolResult(ToolResult(callID: call, content: text))]),
      id: "tool \(call ?? "")", at: end, start: end?.advanced(by: length.map { -$0 })
    ) { span in
      if let code = state?["exitCode"]?.int {
        span.tool?.command?.exitCode = code
        code == 0 ? span.status = .ok : span.fail(text)
      }
      // `ToolConfirmKind`: denied, or skipped, each by a person.
      if let kind = part["isConfirmed"]?["type"]?.int, kind == 0 || kind == 5 {
        span.refuse()
        span.status = .unset
      }
      let groups = part["toolCallId"]?.string.flatMap { edits[$0] } ?? []
      span.tool?.files += groups.compactMap(Self.file)
      if !groups.isEmpty { span.attributes.append(Attribute("edits", .array(groups))) }
      span.keep(part, represented: ["kind", "toolCallId", "toolId"])
    }
  }
}
