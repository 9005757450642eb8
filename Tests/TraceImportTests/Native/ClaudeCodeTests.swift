import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Writes small transcripts: every record has the session and follows the one before, unless said otherwise.
private struct Transcript {
  var lines: [String] = []
  private var last: String?
  private var minute = 0

  mutating func add(
    _ uuid: String, _ type: String, _ message: String, _ more: String = "", parent: String? = nil
  ) {
    let parent = (parent ?? last).map { "\"\($0)\"" } ?? "null"
    minute += 1
    lines.append(
      """
      {"parentUuid":\(parent),"sessionId":"s","uuid":"\(uuid)","type":"\(type)",\
      "timestamp":"2026-03-01T10:0\(minute):00Z","message":\(message)\(more)}
      """)
    last = uuid
  }

  mutating func queue(_ operation: String, _ content: String? = nil) {
    let content = content.map { ",\"content\":\"\($0)\"" } ?? ""
    lines.append(
      "{\"type\":\"queue-operation\",\"sessionId\":\"s\",\"operation\":\"\(operation)\",\"timestamp\":\"2026-03-01T10:0\(minute):30Z\"\(content)}"
    )
  }

  mutating func user(_ uuid: String, _ text: String, _ more: String = "", parent: String? = nil) {
    add(uuid, "user", "{\"role\":\"user\",\"content\":\"\(text)\"}", more, parent: parent)
  }

  mutating func result(
    _ uuid: String, of call: String, _ content: String, _ more: String = "", parent: String? = nil
  ) {
    let block = "{\"type\":\"tool_result\",\"tool_use_id\":\"\(call)\",\"content\":\(content)}"
    add(uuid, "user", "{\"role\":\"user\",\"content\":[\(block)]}", more, parent: parent)
  }

  mutating func assistant(
    _ uuid: String, id: String, _ blocks: String, usage: String = "{}", stop: String = "null",
    _ more: String = "",
    parent: String? = nil
  ) {
    add(
      uuid, "assistant",
      "{\"id\":\"\(id)\",\"role\":\"assistant\",\"model\":\"claude-opus-4-6\",\"content\":[\(blocks)],\"stop_reason\":\(stop),\"usage\":\(usage)}",
      more, parent: parent)
  }

  var text: String { lines.joined(separator: "\n") }
}

private func read(_ text: String, name: String = "x.jsonl") throws -> ImportResult {
  try ImporterRegistry.standard.importTraces(from: [SourceDocument(name: name, text: text)], format: nil)
}

private func tool(_ id: String, _ name: String, _ input: String = "{}") -> String {
  "{\"type\":\"tool_use\",\"id\":\"\(id)\",\"name\":\"\(name)\",\"input\":\(input)}"
}

@Suite("Claude Code")
struct ClaudeCodeTests {
  @Test("A failed try belongs to the next call behind the same record, wherever its own record stands")
  func lateRetry() throws {
    func line(_ id: String, after parent: String, _ second: Int, _ rest: String) -> String {
      #"{"uuid":"\#(id)","parentUuid":"\#(parent)","sessionId":"s","timestamp":"2026-01-01T00:00:0\#(second)Z",\#(rest)}"#
    }
    func call(_ id: String) -> String {
      #""type":"assistant","message":{"id":"\#(id)","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}]}"#
    }
    func prompt(_ text: String) -> String { #""type":"user","message":{"role":"user","content":"\#(text)"}"# }
    let result = try CodingAgentFixture.read(
      line("u1", after: "", 0, prompt("Go")), line("a1", after: "u1", 3, call("m1")),
      line("e", after: "u1", 1, #""type":"system","subtype":"api_error","retryAttempt":1"#),
      line("u2", after: "e", 8, prompt("On")), line("a2", after: "u2", 9, call("m2")))
    let calls = try #require(result.traces.first).spans(of: .llm)
    #expect(calls.map { $0.events.map(\.name) } == [["retry"], []])
  }

  @Test("A session whose last message another one answers goes on there")
  func continuedElsewhere() throws {
    func line(_ session: String, _ uuid: String, after parent: String, _ role: String, _ text: String)
      -> String
    {
      #"{"type":"\#(role)","uuid":"\#(uuid)","parentUuid":\#(parent),"sessionId":"\#(session)","timestamp":"2026-01-01T00:00:0\#(uuid)Z","message":{"role":"\#(role)","id":"\#(uuid)","model":"m","content":"\#(text)"}}"#
    }
    let result = try CodingAgentFixture.read(
      line("a", "1", after: "null", "user", "Mend it"), line("a", "2", after: #""1""#, "assistant", "Done"),
      line("a", "3", after: #""2""#, "user", "Sure?"), line("b", "4", after: #""3""#, "assistant", "Yes"),
      line("b", "5", after: #""4""#, "user", "Thanks"))
    #expect(result.traces.map(\.ending) == [RecordedEnding(.continued, words: "in session b"), nil])
  }

  @Test("the fixture gives the trace on record, found out and by name")
  func fixture() throws {
    let bytes = JSONBytes(
      [UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: "claude-code/session.jsonl"))))
    let document = SourceDocument(name: "session.jsonl", bytes: bytes)
    let found = try ImporterRegistry.standard.importTraces(from: [document], format: nil)

    #expect(found == (try ImporterRegistry.standard.importTraces(from: [document], format: "claude-code")))
    try Snapshot.check(TraceDump.text(found), against: "claude-code/session.dump.txt")
  }

  @Test("of one API message over several records each count is the largest, and the blocks stand in order")
  func maximum() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant(
      "a", id: "m", "{\"type\":\"text\",\"text\":\"One\"}",
      usage: "{\"input_tokens\":3,\"cache_read_input_tokens\":10,\"output_tokens\":1}")
    transcript.assistant(
      "b", id: "m", tool("t", "Read"),
      usage: "{\"input_tokens\":2,\"cache_read_input_tokens\":90,\"output_tokens\":120}", stop: "\"tool_use\""
    )

    let calls = try #require(read(transcript.text).traces.first).spans.filter { $0.kind == .llm }

    #expect(calls.map(\.id) == ["m"])
    #expect(calls.first?.llm?.usage == TokenUsage(input: 93, cacheRead: 90, output: 120))
    #expect(calls.first?.llm?.output.first?.text == "One")
    #expect(calls.first?.llm?.output.first?.toolCalls.map(\.name) == ["Read"])
  }

  @Test("without a stop reason the counts are a lower bound")
  func lowerBound() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m", "{\"type\":\"text\",\"text\":\"Hi\"}", usage: "{\"output_tokens\":1}")

    let call = try #require(read(transcript.text).traces.first?.spans.first { $0.kind == .llm })

    #expect(call.llm?.usage?.isLowerBound == true)
  }

  @Test("two records on one physical line are both read, which is noted")
  func tornLine() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m", "{\"type\":\"text\",\"text\":\"Hi\"}")

    let result = try read(transcript.lines.joined())

    #expect(result.traces.first?.spans.map(\.kind) == [.agent, .input, .llm])
    #expect(result.diagnostics.map(\.message) == ["a second value on one line, expected one a line"])
  }

  @Test("after a compaction the model sees the summary and nothing from before it")
  func compaction() throws {
    var transcript = Transcript()
    transcript.user("u", "Long story")
    transcript.assistant("a", id: "m1", "{\"type\":\"text\",\"text\":\"Long answer\"}")
    transcript.lines.append(
      """
      {"parentUuid":null,"logicalParentUuid":"a","sessionId":"s","uuid":"c","type":"system",\
      "subtype":"compact_boundary","timestamp":"2026-03-01T10:03:00Z","compactMetadata":{"trigger":"manual","preTokens":9}}
      """)
    transcript.user("k", "In short", ",\"isCompactSummary\":true", parent: "c")
    transcript.assistant("b", id: "m2", "{\"type\":\"text\",\"text\":\"Yes\"}")

    let spans = try #require(read(transcript.text).traces.first).spans
    let compaction = try #require(spans.first { $0.compaction != nil })
    let last = try #require(spans.first { $0.id == "m2" })

    #expect(compaction.compaction == Compaction(trigger: "manual", tokensBefore: 9))
    #expect(compaction.output?.text == "In short")
    #expect(last.llm?.input.map(\.text) == ["In short"])
    #expect(spans.filter { $0.kind == .input }.count == 1)
  }

  @Test("what a call was given grows from what the call before was given")
  func growth() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m1", tool("t", "Read"))
    transcript.result("r", of: "t", "\"done\"")
    transcript.assistant("b", id: "m2", "{\"type\":\"text\",\"text\":\"Yes\"}")

    let spans = try #require(read(transcript.text).traces.first).spans
    let first = try #require(spans.first { $0.id == "m1" }?.llm?.input)
    let second = try #require(spans.first { $0.id == "m2" }?.llm?.input)

    #expect(second.map(\.role) == [.user, .assistant, .tool])
    #expect(second.prefix(first.count).identity == first.identity)
  }

  @Test("a call sees its own branch where the user went back and asked anew")
  func branches() throws {
    var transcript = Transcript()
    transcript.user("u1", "First try")
    transcript.assistant("a1", id: "m1", "{\"type\":\"text\",\"text\":\"No\"}")
    transcript.user("u2", "Second try", parent: "u1")
    transcript.assistant("a2", id: "m2", "{\"type\":\"text\",\"text\":\"Yes\"}")

    let spans = try #require(read(transcript.text).traces.first).spans

    #expect(spans.first { $0.id == "m2" }?.llm?.input.map(\.text) == ["First try", "Second try"])
  }

  @Test("results of parallel tools all reach the next call, whichever its record follows")
  func parallelTools() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m1", tool("t1", "Read"))
    transcript.assistant("b", id: "m1", tool("t2", "Grep"))
    transcript.result("r1", of: "t1", "\"one\"", parent: "a")
    transcript.result("r2", of: "t2", "\"two\"", parent: "b")
    transcript.assistant("c", id: "m2", "{\"type\":\"text\",\"text\":\"Done\"}")

    let spans = try #require(read(transcript.text).traces.first).spans
    let input = spans.first { $0.id == "m2" }?.llm?.input ?? []

    #expect(input.map(\.role) == [.user, .assistant, .tool, .tool])
    #expect(spans.filter { $0.kind == .tool }.map(\.parentID) == ["m1", "m1"])
  }

  @Test("a result is read whether Claude Code kept it as a map, a text or a list")
  func resultShapes() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant(
      "a", id: "m",
      [
        tool("t1", "Bash", "{\"command\":\"ls\"}"), tool("t2", "mcp__x__y"),
        tool("t3", "Bash", "{\"command\":\"no\"}"),
      ]
      .joined(separator: ","))
    transcript.result(
      "r1", of: "t1", "\"a b\"",
      ",\"toolUseResult\":{\"stdout\":\"a\\nb\",\"stderr\":\"\",\"interrupted\":false}")
    transcript.result(
      "r2", of: "t2", "[{\"type\":\"text\",\"text\":\"done\"}]",
      ",\"toolUseResult\":[{\"type\":\"text\",\"text\":\"done\"}]")
    transcript.result(
      "r3", of: "t3", "\"Exit code 127\\nno: not found\",\"is_error\":true",
      ",\"toolUseResult\":\"Error: Exit code 127\"")

    let tools = try #require(read(transcript.text).traces.first).spans.compactMap(\.tool)

    #expect(tools.map(\.result?.text) == ["a b", "done", "Exit code 127\nno: not found"])
    #expect(tools.map(\.command?.exitCode) == [0, nil, 127])
    #expect(tools.map(\.command?.output) == ["a\nb", nil, "no: not found"])
    #expect(tools.map(\.isError) == [false, false, true])
  }

  @Test("a file with two sessions gives two traces")
  func sessions() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    let other = transcript.text.replacing("\"s\"", with: "\"s2\"").replacing("\"u\"", with: "\"u2\"")

    #expect(try read(transcript.text + "\n" + other).traces.map(\.id) == ["s", "s2"])
  }

  @Test("a record whose first parent is missing is read all the same")
  func noRoot() throws {
    var transcript = Transcript()
    transcript.user("u", "yes", parent: "gone")
    transcript.assistant("a", id: "m", "{\"type\":\"text\",\"text\":\"Done\"}")

    let spans = try #require(read(transcript.text).traces.first).spans

    #expect(spans.first { $0.id == "m" }?.llm?.input.map(\.text) == ["yes"])
  }

  @Test("messages that Claude Code wrote itself are no calls, unless they tell of a failed one")
  func synthetic() throws {
    var transcript = Transcript()
    transcript.user("u", "Go")
    for (uuid, words, more) in [
      ("x", "No response requested.", ""), ("y", "Too large", ",\"isApiErrorMessage\":true"),
      ("z", "API Error: 500", ""),
    ] {
      transcript.assistant(uuid, id: uuid, "{\"type\":\"text\",\"text\":\"\(words)\"}", more)
    }
    let text = transcript.text.replacing("claude-opus-4-6", with: "<synthetic>")

    let spans = try #require(read(text).traces.first).spans

    #expect(spans.map(\.kind) == [.agent, .input, .generic, .llm, .llm])
    #expect(spans.dropLast().last?.status == .error(message: "Too large"))
    #expect(spans.last?.status == .error(message: "API Error: 500"))
    #expect(spans.last?.llm?.model == nil)
  }

  @Test("what Claude Code writes in the user's name is no question of the user")
  func userTexts() throws {
    var transcript = Transcript()
    transcript.user("u1", "<command-name>/exit</command-name><command-args></command-args>")
    transcript.user("u2", "<local-command-stdout>Bye!</local-command-stdout>")
    transcript.user("u3", "Skill text", ",\"isMeta\":true")
    transcript.user("u4", "<command-name>/review</command-name><command-args>main</command-args>")
    transcript.user("u5", "<bash-input>git status</bash-input>")

    let spans = try #require(read(transcript.text).traces.first).spans.dropFirst()

    #expect(spans.map(\.kind) == [.prompt, .prompt, .prompt, .input, .generic])
    #expect(spans.map(\.isFrameworkInternal) == [true, true, true, false, false])
    #expect(spans.compactMap(\.input?.text) == ["/review main", "git status"])
  }
}

@Suite("Claude Code: what users do on the way")
struct ClaudeCodeUserTests {
  private func spans(_ transcript: Transcript) throws -> [Span] {
    let document = SourceDocument(name: "s.jsonl", text: transcript.text)
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.traces.count == 1 && result.diagnostics.isEmpty)
    return try #require(result.traces.first).spans
  }

  private func session() -> Transcript {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m1", tool("t", "Read", "{}"))
    return transcript
  }

  @Test("a stop behind the result of a tool stops the call that asked for it")
  func stopped() throws {
    var transcript = session()
    transcript.result("r", of: "t", "\"text\"")
    transcript.user("s", "[Request interrupted by user]")
    let spans = try spans(transcript)
    #expect(spans.first { $0.id == "m1" }?.events.map(\.name) == ["interrupted"])
    #expect(spans.filter { $0.kind == .input }.map(\.input?.text) == ["Go"])
  }

  @Test("how a task in the background went on is told to the model, and no user said it")
  func notification() throws {
    var transcript = session()
    transcript.result("r", of: "t", "\"text\"")
    transcript.user("n", "<task-notification><status>completed</status></task-notification>")
    transcript.assistant("b", id: "m2", "{\"type\":\"text\",\"text\":\"Done\"}")
    let spans = try spans(transcript)
    #expect(spans.filter { $0.kind == .input }.map(\.input?.text) == ["Go"])
    #expect(spans.last { $0.kind == .llm }?.llm?.input.last?.text.hasPrefix("<task-notification>") == true)
  }

  @Test(
    "a prompt that the model was given while it worked stands in the queue alone",
    arguments: [("check again", ["Go", "check again"]), ("/mcp", ["Go"]), ("<task-notification>", ["Go"])])
  func queued(_ words: String, _ expected: [String]) throws {
    var transcript = session()
    transcript.queue("enqueue", words)
    transcript.queue("remove")
    transcript.result("r", of: "t", "\"text\"")
    transcript.assistant("b", id: "m2", "{\"type\":\"text\",\"text\":\"Done\"}")
    #expect(try spans(transcript).filter { $0.kind == .input }.map(\.input?.text) == expected)
  }

  @Test("a prompt that was taken back, or waited until the model had finished, is the one that was sent")
  func takenBack() throws {
    for operation in ["remove", "dequeue"] {
      var transcript = session()
      transcript.queue("enqueue", "chek again")
      transcript.result("r", of: "t", "\"text\"")
      transcript.assistant("b", id: "m2", "{\"type\":\"text\",\"text\":\"Done\"}")
      transcript.queue(operation)
      transcript.user("v", "check again")
      transcript.assistant("c", id: "m3", "{\"type\":\"text\",\"text\":\"Yes\"}")
      #expect(try spans(transcript).filter { $0.kind == .input }.map(\.input?.text) == ["Go", "check again"])
    }
  }
}

@Suite("Claude Code: sub-agents")
struct ClaudeCodeSubAgentTests {
  private static let prompt =
    "{\"subagent_type\":\"Explore\",\"description\":\"Look\",\"prompt\":\"Find it\"}"

  private func session(_ more: String = "") -> Transcript {
    var transcript = Transcript()
    transcript.user("u", "Go")
    transcript.assistant("a", id: "m1", tool("task", "Task", Self.prompt))
    transcript.result(
      "r", of: "task", "\"Found\"", ",\"toolUseResult\":{\"status\":\"completed\",\"agentId\":\"ag\"}")
    return transcript
  }

  private func inner(_ more: String) -> Transcript {
    var side = Transcript()
    side.user("s1", "Find it", more)
    side.assistant("s2", id: "m2", "{\"type\":\"text\",\"text\":\"Found\"}", more)
    return side
  }

  private func check(_ result: ImportResult) throws {
    #expect(result.traces.count == 1)
    let spans = try #require(result.traces.first).spans
    let agent = try #require(spans.first { $0.id == "task" })
    #expect(agent.kind == .agent)
    #expect(agent.agentName == "Explore")
    #expect(agent.name == "Explore: Look")
    #expect(agent.parentID == "m1")
    #expect(spans.first { $0.id == "m2" }?.parentID == "task")
    #expect(spans.filter { $0.kind == .input }.count == 1)
  }

  @Test("side records in the session's own file belong to the task with their prompt")
  func inline() throws {
    let side = inner(",\"isSidechain\":true").text
    try check(try read(session().text + "\n" + side))
  }

  @Test("a sub-agent's own file beside the session belongs to the task whose result names the agent")
  func ownFile() throws {
    let side = inner(",\"isSidechain\":true,\"agentId\":\"ag\"").text.replacing(
      "Find it", with: "Another wording")
    let documents = [
      SourceDocument(name: "s.jsonl", text: session().text),
      SourceDocument(name: "s/subagents/agent-ag.jsonl", text: side),
    ]
    try check(try ImporterRegistry.standard.importTraces(from: documents, format: nil))
    try check(try ImporterRegistry.standard.importTraces(from: documents.reversed(), format: nil))
  }

  @Test("messages within progress records belong to the task they name")
  func progress() throws {
    var transcript = session()
    for (uuid, type, message) in [
      ("s1", "user", "{\"role\":\"user\",\"content\":\"Find it\"}"),
      (
        "s2", "assistant",
        "{\"id\":\"m2\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"Found\"}]}"
      ),
    ] {
      transcript.add(
        "p" + uuid, "progress", "null",
        """
        ,"parentToolUseID":"task","data":{"type":"agent_progress","agentId":"ag",\
        "message":{"type":"\(type)","uuid":"\(uuid)","message":\(message)}}
        """)
    }
    try check(try read(transcript.text))
  }

  @Test("what both the sub-agent's own file and the session's progress records tell stands once")
  func twice() throws {
    var transcript = session()
    transcript.add(
      "p1", "progress", "null",
      """
      ,"parentToolUseID":"task","data":{"type":"agent_progress","agentId":"ag",\
      "message":{"type":"assistant","uuid":"s2","message":{"id":"m2","role":"assistant",\
      "model":"claude-haiku-4-5","content":[{"type":"tool_use","id":"t1","name":"Read","input":{}}]}}}
      """)
    let side = ",\"isSidechain\":true,\"agentId\":\"ag\""
    var own = Transcript()
    own.user("s1", "Find it", side)
    own.assistant("s2", id: "m2", tool("t1", "Read", "{}"), side)
    for texts in [[transcript.text, own.text], [own.text, transcript.text]] {
      let documents = texts.enumerated().map { SourceDocument(name: "\($0).jsonl", text: $1) }
      let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
      let spans = try #require(result.traces.first?.spans)
      #expect(spans.filter { $0.id.hasPrefix("m2") }.map(\.parentID) == ["task"])
      #expect(spans.filter { $0.id.hasPrefix("t1") }.map(\.parentID) == ["m2"])
      #expect(result.diagnostics.allSatisfy { !$0.message.contains("several spans") })
    }
  }

  @Test(
    "what a sub-agent wrote before its call, told only by the list of all it said, stands once with the call")
  func wordsBeforeCall() throws {
    let text = "{\"type\":\"text\",\"text\":\"I look first.\"}"
    func call(_ id: String) -> String {
      "{\"type\":\"tool_use\",\"id\":\"\(id)\",\"name\":\"Read\",\"input\":{}}"
    }
    func message(_ content: String) -> String {
      "{\"id\":\"m2\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5\",\"content\":[\(content)]}"
    }
    var transcript = session()
    let said = [text, call("t1"), call("t2")].map { "{\"message\":\(message($0))}" }
    for (place, own) in [call("t1"), call("t2")].enumerated() {
      transcript.add(
        "p\(place)", "progress", "null",
        """
        ,"parentToolUseID":"task","data":{"type":"agent_progress","agentId":"ag",\
        "normalizedMessages":[\(said.prefix(place + 2).joined(separator: ","))],\
        "message":{"type":"assistant","uuid":"s\(place)","message":\(message(own))}}
        """)
    }
    let output = try #require(
      try read(transcript.text).traces.first?.spans.first { $0.id == "m2" }?.llm?.output)
    #expect(output.map(\.text).joined() == "I look first.")
    #expect(output.flatMap(\.toolCalls).map(\.id) == ["t1", "t2"])
  }

  @Test("a sub-agent of which only the totals are recorded is told of")
  func totalsOnly() throws {
    let result = try read(session().text)

    #expect(result.diagnostics.map(\.message) == ["the calls of a sub-agent are not in the file"])
    #expect(result.traces.first?.spans.first { $0.id == "task" }?.output?.text == "Found")
  }

  @Test("a sub-agent that no call started hangs under the session, and that is noted")
  func orphan() throws {
    let result = try read(inner(",\"isSidechain\":true,\"agentId\":\"ag\"").text)

    #expect(result.traces.first?.spans.map(\.kind) == [.agent, .agent, .llm])
    #expect(result.diagnostics.count == 1)
  }
}
