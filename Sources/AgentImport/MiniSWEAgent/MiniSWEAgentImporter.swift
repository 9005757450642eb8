import ChatReading
import JSONReader
import TraceModel
package import TraceSource
import TraceText

/// Reads the trajectories of mini-swe-agent: a list of messages (version 1), or an object around it.
package struct MiniSWEAgentImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "mini-swe-agent", title: "mini-swe-agent trajectory", writers: "mini-swe-agent (.traj.json)",
    signature:
      "an object with “trajectory_format” of “mini-swe-agent-1” and “messages”, or a list of messages whose "
      + "instructions name “mswea_bash_command”",
    recipe: "mini -o run.traj.json; batches leave INSTANCE/INSTANCE.traj.json")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.values.prefix(64).contains { Self.isTrajectory($0.value) } ? .certain : .none
  }

  /// Whether a value is a trajectory; a list of messages is one by what its instructions say.
  static func isTrajectory(_ value: JSONValue) -> Bool {
    if value["trajectory_format"]?.string?.hasPrefix("mini-swe-agent") == true {
      return value["messages"] != nil
    }
    if value["info"]?["mini_version"] != nil { return value["messages"]?.kind == .array }
    guard value.kind == .array else { return false }
    return value.elements.prefix(2).contains { message in
      message["role"]?.kind == .string && message["content"]?.string?.contains("mswea_bash_command") == true
    }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.records(where: Self.isTrajectory) {
      var reader = MiniSWEAgentReader(id: source.name + result.suffixOfNext, format: format.id)
      result.append(reader.read(record))
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// Turns a trajectory into a trace. A command stands in a fenced block of the answer, or is a call of the tool `bash`.
struct MiniSWEAgentReader {
  private let id: String
  private var draft: TraceDraft
  private var chat = ChatReader()
  private var messages = 0
  /// The model that the run was set up with.
  private var model: String?
  /// The commands that the last answer asked for and that have no output yet.
  private var open: [ToolCall] = []
  /// Whether a command handed its work in: then its output comes without a code, and nothing follows.
  private var isSubmitted = false

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
  }

  mutating func read(_ record: SourceRecord) -> ImportResult {
    let info = record["info"]
    model = info?["config"]?["model"]?["model_name"]?.tellingString
    var root = Span(id: id, name: "mini-swe-agent", kind: .agent, timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(record.value.rest(without: ["messages"]))
    root.llm = info?["model_stats"]?["instance_cost"]?.knownCost.map { LLMCall(reportedCost: $0) }
    draft.trace.sessionID = record["instance_id"]?.tellingString
    var transcript = Transcript(root: root)
    let list = record.value.array == nil ? "/messages" : ""
    for value in record.value.array ?? record["messages"]?.array ?? [] {
      transcript.place = record.place(at: "\(list)/\(messages)")
      messages += 1
      add(value, to: &transcript)
    }
    draft.trace.ending = Self.ending(info) ?? (isSubmitted ? RecordedEnding(.submitted) : nil)
    for score in TrajectoryScores.scores(in: record.value) { draft.add(score, of: nil) }
    draft.add(&transcript, at: record.place)
    return draft.finish()
  }

  private static func ending(_ info: AttributeValue?) -> RecordedEnding? {
    guard let status = info?["exit_status"]?.tellingString else { return nil }
    if status == "Submitted" { return RecordedEnding(.submitted, words: status) }
    if ["LimitsExceeded", "TimeExceeded"].contains(status) { return RecordedEnding(.limit, words: status) }
    return RecordedEnding(status.contains("Interrupt") ? .interrupted : .failed, words: status)
  }

  private mutating func add(_ value: AttributeValue, to transcript: inout Transcript) {
    let extra = value["extra"]
    let time = NativeTime.seconds(extra?["timestamp"] ?? value["timestamp"])
    guard var message = chat.message(value.rest(without: ["extra", "timestamp"]), role: .user) else { return }
    if message.role == .assistant {
      if message.toolCalls.isEmpty {
        for (number, command) in Self.commands(in: message.text, extra).enumerated() {
          let arguments = AttributeValue.map([Attribute("command", .string(command))]).jsonText
          message.parts.append(
            .toolCall(ToolCall(id: "command-\(messages).\(number + 1)", name: "bash", arguments: arguments)))
        }
      }
      open = message.toolCalls
      transcript.add(message, id: String(messages), at: time) { Self.tell(extra, value, of: &$0) }
    } else if message.role == .user || message.role == .tool, !open.isEmpty {
      let call = message.toolResults.lazy.compactMap(\.callID).first
      let asked = open.first { $0.id == call } ?? open[0]
      open.removeAll { $0.id == asked.id }
      isSubmitted =
        asked.arguments.contains(MiniSWESubmission.word) && !message.text.contains("<returncode>")
        && (extra?["returncode"]?.int ?? 0) == 0
      // What is handed in is the run's answer; later versions say it again as they exit.
      transcript.root.output = isSubmitted && !message.text.isEmpty ? Payload(message.text) : nil
      answer(message, to: asked, extra, at: time, in: &transcript)
    } else if case .other("exit") = message.role {
      if extra?["exit_status"]?.string == "Submitted",
        let call = open.first(where: { $0.arguments.contains(MiniSWESubmission.word) })
      {
        // The program ends as it reads the word: what it exits with is what the command wrote.
        open.removeAll { $0.id == call.id }
        isSubmitted = true
        let result = ToolResult(callID: call.id, content: message.text)
        transcript.add(Message(role: .tool, parts: [.toolResult(result)]), id: String(messages), at: time) {
          $0.tool?.command?.exitCode = nil
          $0.status = .ok
        }
      }
      transcript.root.output = message.text.isEmpty ? nil : Payload(message.text)
    } else {
      let isTurnedDown = extra?["interrupt_type"]?.string == "FormatError"
      if isTurnedDown, transcript.spans.last?.kind != .llm {
        // Of an answer that could not be read newer versions keep only what was said to it.
        transcript.add(Message(role: .assistant, parts: []), id: "\(messages)/answer", at: time) { span in
          span.llm?.requestModel = model
          span.status = .error(message: FailureText.line(of: message.text))
        }
      }
      transcript.add(message, id: String(messages), at: time) { span in
        // The harness asks for another answer.
        if isTurnedDown { span.markAsContext() }
      }
    }
  }

  /// The commands of an answer: those that were read out of it, else the block itself.
  private static func commands(in text: String, _ extra: AttributeValue?) -> [String] {
    if let actions = extra?["actions"]?.array {
      return actions.compactMap { $0["command"]?.string ?? $0.string }
    }
    var commands: [String] = []
    for mark in ["```mswea_bash_command\n", "```bash\n"] where commands.isEmpty {
      commands = text.split(separator: mark, omittingEmptySubsequences: false).dropFirst().compactMap {
        piece in
        piece.firstRange(of: "\n```").map { String(piece[..<$0.lowerBound]) }
      }
    }
    // More than one is an error of the format, for which nothing runs.
    return commands.count == 1 ? commands : []
  }

  private static func tell(_ extra: AttributeValue?, _ value: AttributeValue, of span: inout Span) {
    let response = extra?["response"]
    span.llm?.responseModel = response?["model"]?.tellingString
    span.llm?.responseID = response?["id"]?.tellingString
    span.llm?.usage = response?["usage"].flatMap(UsageReader.usage)
    span.llm?.reportedCost = extra?["cost"]?.knownCost
    span.keep(value, represented: ["role", "content", "tool_calls"])
  }

  private func answer(
    _ message: Message, to call: ToolCall, _ extra: AttributeValue?, at time: Timestamp?,
    in transcript: inout Transcript
  ) {
    let text = message.toolResults.first?.content ?? message.text
    let result = ToolResult(callID: call.id, content: text)
    transcript.add(Message(role: .tool, parts: [.toolResult(result)]), id: String(messages), at: time) {
      span in
      let code = extra?["returncode"]?.int ?? Self.content(of: "returncode", in: text).flatMap { Int($0) }
      let output = extra?["raw_output"]?.string ?? Self.output(in: text)
      span.tool?.command?.exitCode = code
      // What came in place of an output says why there is none.
      if code != nil || output != nil || text.isEmpty { span.tool?.command?.output = output }
      if let code { code == 0 ? span.status = .ok : span.fail(output ?? text) }
      span.keep(extra ?? .null, prefix: "extra.")
    }
  }

  /// The output in what the model was given; of a long one its head and its tail, with what says how much is left out.
  private static func output(in text: String) -> String? {
    if let whole = content(of: "output", in: text) { return whole }
    guard let head = content(of: "output_head", in: text) else { return nil }
    let left = content(of: "elided_chars", in: text).map { "[\($0.trimmed)]\n" }
    return [head, left, content(of: "output_tail", in: text)].compactMap(\.self).joined()
  }

  private static func content(of tag: String, in text: String) -> String? {
    guard let start = text.firstRange(of: "<\(tag)>"),
      let end = text[start.upperBound...].firstRange(of: "</\(tag)>")
    else { return nil }
    let inner = text[start.upperBound..<end.lowerBound]
    return String(inner.first == "\n" ? inner.dropFirst() : inner)
  }
}
