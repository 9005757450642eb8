import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("opencode sessions")
struct OpenCodeTests {
  /// The files of the storage folder, each of which holds one thing.
  private static let storage = ["session", "message-1", "part-1", "message-2", "part-2"].map {
    "opencode/child-\($0).json"
  }

  private func export() throws -> Trace { try CodingAgentFixture.trace("opencode/export.json") }

  private func joined() throws -> Trace {
    let documents = try (["opencode/export.json"] + Self.storage).map { try NativeFixture.document($0) }
    let traces = try ImporterRegistry.standard.importTraces(from: documents, format: nil).traces
    return try #require(traces.count == 1 ? traces[0] : nil)
  }

  @Test("A sub-agent whose session is not in the input is an agent of which no calls are known")
  func missingSession() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"info":{"id":"ses_1","title":"T","version":"1","time":{"created":1767225600000}},"messages":[{"info":{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1767225600000}},"parts":[{"type":"text","text":"Go"}]},
        {"info":{"id":"msg_2","sessionID":"ses_1","role":"assistant","modelID":"m","providerID":"p","time":{"created":1767225601000,"completed":1767225609000}},
        "parts":[{"type":"tool","id":"prt_1","callID":"c","tool":"task","state":{"status":"completed","input":{"subagent_type":"explore"},"output":"Found","metadata":{"sessionId":"ses_2"},"time":{"start":1767225602000,"end":1767225608000}}}]}]}
        """#.replacing("\n", with: " "))
    let task = try #require(result.traces.first).tool(calledBy: "c")
    #expect(task.kind == .agent && task.agentName == "explore")
  }

  @Test(
    "When a call ended that wrote nothing and counts nothing is not known; one that failed ended when it failed"
  )
  func emptyCall() throws {
    func length(_ error: String) throws -> Int64? {
      try NativeFixture.load(
        text: #"""
          {"info":{"id":"ses_1","title":"T","version":"1","time":{"created":1767225600000}},"messages":[{"info":{"id":"msg_1","sessionID":"ses_1","role":"user","time":{"created":1767225600000}},"parts":[{"type":"text","text":"Go"}]},
          {"info":{"id":"msg_2","sessionID":"ses_1","role":"assistant","modelID":"m","providerID":"p","tokens":{"input":0,"output":0},"time":{"created":1767225601000,"completed":1767242281000}\#(error)},"parts":[]}]}
          """#.replacing("\n", with: " ")
      ).traces.first?.spans.first { $0.kind == .llm }?.duration
    }
    #expect(try length("") == nil)
    #expect(
      try length(#","error":{"name":"APIError","data":{"message":"Too slow"}}"#) == 16_680_000_000_000)
  }

  @Test("Input leaves out what the cache gave, output the reasoning, as the total proves")
  func tokens() throws {
    let usage = try export().usages.first
    #expect(
      usage
        == TokenUsage(
          input: 940, cacheRead: 800, cacheWrite: 40, output: 60, reasoning: 10, reportedTotal: 1000))
  }

  @Test(
    "Tools have their own times, their exit codes and what they changed; a no of the user is a refusal's text"
  )
  func tools() throws {
    let trace = try export()
    #expect(trace.spans(of: .tool).map(\.duration) == [200_000_000, 4_000_000_000, 100_000_000])
    let edit = try trace.tool(calledBy: "c1")
    #expect(
      edit.tool?.files == [FileAccess(path: "/shop/price.py", action: .edit, patch: "@@ -1 +1 @@\n-a\n+b")])
    let tests = try trace.tool(calledBy: "c2")
    #expect(tests.tool?.command?.exitCode == 1 && tests.status.isError)
    #expect(try trace.tool(calledBy: "c4").status.isError)
  }

  @Test("A file that a tool wrote whole has the turn's difference, unless two tools wrote it")
  func turnChanges() throws {
    func write(_ id: String, _ file: String) -> String {
      #"{"id":"\#(id)","type":"tool","tool":"write","callID":"\#(id)","state":{"status":"completed","input":{"filePath":"/shop/\#(file)","content":"b"},"output":"ok"}}"#
    }
    let result = try CodingAgentFixture.read(
      #"""
      {"info":{"id":"s","title":"Prices"},"messages":[
      {"info":{"id":"1","role":"user","time":{"created":1000},"summary":{"diffs":[
      {"file":"a.py","patch":"Index: a.py\n--- a.py\n+++ a.py\n@@ -1 +1 @@\n-a\n+b\n"},
      {"file":"c.py","patch":"Index: c.py\n@@ -1 +1 @@\n-c\n+b\n"}]}},"parts":[{"type":"text","text":"Mend it."}]},
      {"info":{"id":"2","role":"assistant","parentID":"1","time":{"created":2000,"completed":3000}},"parts":[\#(write("a", "a.py")),\#(write("b", "c.py")),\#(write("c", "c.py"))]}]}
      """#)
    let patches = result.traces.first?.spans(of: .tool).map { $0.tool?.files.first?.patch }
    #expect(patches == ["@@ -1 +1 @@\n-a\n+b\n", nil, nil])
  }

  @Test("What the user typed is the prompt; what the program adds is given to the model beside it")
  func prompt() throws {
    let trace = try export()
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend the price."])
    #expect(trace.spans(of: .llm).first?.llm?.input.first?.text.contains("Remember the plan.") == true)
  }

  @Test("An answer that the user stopped is no failure, and ends the session")
  func aborted() throws {
    let trace = try export()
    #expect(trace.ending?.kind == .interrupted && trace.spans(of: .llm).allSatisfy { !$0.status.isError })
  }

  @Test("A sub-agent's session, in the files of the storage folder, lies within the tool that started it")
  func child() throws {
    let trace = try joined()
    let agent = try #require(trace.spans.first { $0.id == "ses_child" })
    #expect(agent.parentID == (try trace.tool(calledBy: "c3").id))
    #expect(trace.spans(of: .llm).contains { $0.parentID == "ses_child" && $0.llm?.usage?.input == 30 })
  }
}

@Suite("opencode's database")
struct OpenCodeDatabaseTests {
  @Test("It gives the trace that the export and the storage folder give; empty sessions are none")
  func same() throws {
    let database = try NativeFixture.load("opencode/sessions.db")
    let files = try NativeFixture.load(
      "opencode/export.json", "opencode/child-session.json", "opencode/child-message-1.json",
      "opencode/child-part-1.json", "opencode/child-message-2.json", "opencode/child-part-2.json")
    #expect(database.traces.map(\.id) == ["ses_main", "ses_later"])
    let (left, right) = (try #require(database.traces.first), try #require(files.traces.first))
    #expect(left.ending == right.ending && left.ending?.kind == .interrupted)
    #expect(left.spans.map(\.id) == right.spans.map(\.id))
    for (one, other) in zip(left.spans, right.spans) {
      #expect(one.parentID == other.parentID && one.llm == other.llm && one.tool == other.tool)
      #expect(one.start == other.start && one.end == other.end && one.input == other.input)
    }
  }
}
