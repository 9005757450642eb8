import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("VS Code Copilot chats")
struct VSCodeChatTests {
  private func chat() throws -> Trace { try CodingAgentFixture.trace("vscode-chat/chat.json") }

  @Test(
    "What stopped a request stopped its last call, not those whose tools ran; the model that Copilot chose is named"
  )
  func stopped() throws {
    func request(_ id: String, _ state: Int, error: String = "") -> String {
      #"""
      {"requestId":"\#(id)","message":{"text":"Go"},"timestamp":1767225600000,"modelId":"copilot/auto","modelState":{"value":\#(state)},
      "response":[{"kind":"toolInvocationSerialized","toolCallId":"\#(id)-t","isComplete":true}],
      "result":{"details":"GPT-5 mini • 1x"\#(error),"metadata":{"toolCallRounds":[
      {"response":"","toolCalls":[{"id":"\#(id)-t","name":"list_dir","arguments":"{}"}]},{"response":"","toolCalls":[]}],
      "toolCallResults":{"\#(id)-t":{"content":[{"value":"a.c"}]}}}}}
      """#
    }
    let canceled = #","errorDetails":{"code":"canceled","message":"Canceled"}"#
    let result = try NativeFixture.load(
      text: #"{"requests":[\#(request("a", 2, error: canceled)),\#(request("b", 2)),\#(request("c", 1))]}"#
        .replacing("\n", with: " "))
    let calls = try #require(result.traces.first).spans(of: .llm)
    #expect(calls.map(\.status.isError) == [false, true, false, false, false, false])
    #expect(calls.map { $0.events.map(\.name) } == [[], ["interrupted"], [], ["interrupted"], [], []])
    #expect(Set(calls.map(\.llm?.model)) == ["GPT-5 mini"])
    #expect(calls.last?.llm?.input.contains { $0.parts.isEmpty } == false)
    #expect(result.traces.first?.ending == nil)
  }

  @Test("A request is a prompt and a call, with its model and how long all of it took")
  func requests() throws {
    let trace = try chat()
    #expect(
      trace.name == "Mend auth" && trace.spans(of: .input).map(\.input?.text) == ["Mend it", "And test"])
    #expect(trace.spans(of: .llm).map(\.llm?.requestModel) == ["gpt-4o", "gpt-4o", "gpt-4o"])
    #expect(trace.spans(of: .llm)[0].duration == 28_000_000_000)
  }

  @Test("A terminal's command has its exit code and its times; what was denied or skipped is refused")
  func tools() throws {
    let trace = try chat()
    let run = try trace.tool(calledBy: "t1")
    #expect(run.tool?.command?.text == "npm test" && run.tool?.command?.exitCode == 1 && run.status.isError)
    #expect(run.duration == 2_800_000_000)
    #expect(try trace.tool(calledBy: "t2").tool?.outcome == .refused)
  }

  @Test("Where rounds are listed, each is a call with its arguments and results")
  func rounds() throws {
    let trace = try chat()
    let tool = try trace.tool(calledBy: "c1")
    #expect(
      tool.tool?.files == [FileAccess(path: "/a.ts", action: .read)] && tool.tool?.result?.text == "let a")
    #expect(trace.spans(of: .llm)[2].llm?.output.first?.text == "Done")
  }

  @Test(
    "A change of a file belongs to the tool before it; what was put in is a patch, what was replaced is not known"
  )
  func edits() throws {
    func group(_ path: String, end: Int) -> String {
      #"{"kind":"textEditGroup","uri":{"fsPath":"\#(path)"},"edits":[[{"text":"let a = 1\n","range":{"startLineNumber":2,"startColumn":1,"endLineNumber":\#(end),"endColumn":1}}]]}"#
    }
    let chat = #"""
      {"requests":[{"requestId":"r","message":{"text":"Go"},"response":[{"kind":"toolInvocationSerialized",\#
      "toolCallId":"t","toolId":"copilot_createFile","isComplete":true},\#
      \#(group("/new.ts", end: 2)),\#(group("/old.ts", end: 4)),{"value":"Done."}]}],"version":3}
      """#
    let document = SourceDocument(name: "chat.json", text: chat)
    let traces = try ImporterRegistry.standard.importTraces(from: [document], format: "vscode-chat").traces
    let tool = try #require(traces.first).tool(calledBy: "t")
    #expect(
      tool.tool?.files == [
        FileAccess(path: "/new.ts", action: .edit, patch: "+let a = 1"),
        FileAccess(path: "/old.ts", action: .edit),
      ])
    #expect(tool.attributes.contains { $0.name == "edits" })
  }

  @Test("A tool that was not confirmed was refused by a person")
  func denied() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"requests":[{"requestId":"a","message":{"text":"Go"},"timestamp":1767225600000,"result":{},
        "response":[{"kind":"toolInvocationSerialized","toolId":"run","toolCallId":"t","isComplete":true,"isConfirmed":{"type":0}}]}]}
        """#.replacing("\n", with: " "))
    let tool = try #require(result.traces.first?.spans(of: .tool).first?.tool)
    #expect(tool.outcome == .refused && tool.isRefusedByPerson)
  }
}
