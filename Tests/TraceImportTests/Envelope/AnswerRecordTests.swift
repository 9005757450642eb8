import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Logs of questions and of a model's answers")
struct AnswerRecordTests {
  private func traces() throws -> [Trace] {
    try NativeFixture.recognised("span-log/answers.jsonl", as: "span-log").traces
      .sorted { (Int($0.id) ?? 0) < (Int($1.id) ?? 0) }
  }

  @Test("A record of a prompt is one call, with what it took; counts of zero are nobody's")
  func calls() throws {
    let calls = try traces().prefix(4).map(\.spans)
    #expect(calls.allSatisfy { $0.map(\.kind) == [.llm] })
    #expect(calls.map { $0[0].name } == ["plan", "plan", "check.opening", "check.opening"])
    #expect(calls.map { $0[0].duration } == [1_500_000_000, 900_000_000, 250_000_000, 30_000_000_000])
    #expect(calls.map { $0[0].llm?.usage?.input } == [nil, nil, 21, nil])
    #expect(
      calls.map { $0[0].llm?.input.map(\.text) ?? [] } == [
        ["Plan a walk in the park."], ["Plan a swim in the lake."],
        ["Answer in one word.", "Is the gate open?"],
        ["Is the lake open?"],
      ])
    #expect(
      calls.map { $0[0].llm?.output.map(\.text) ?? [] } == [["Enter at the north gate."], [], ["Yes."], []])
    #expect(calls[3][0].status == .error(message: "timed out"))
  }

  @Test("A record of a question is a run, with the model's call below it where the model is named")
  func runs() throws {
    let runs = try traces().suffix(3)
    #expect(runs.map { $0.spans.map(\.kind) } == [[.chain], [.chain, .llm], [.chain, .llm]])
    #expect(
      runs.map { $0.spans[0].input?.text } == [
        "Where is the map?", "May dogs enter?", "How large is the park?",
      ])
    #expect(runs.map { $0.spans[0].output?.text } == ["At the north gate.", "On a leash.", "Nine hectares."])
    #expect(runs.first?.sessionID == "web-7")
    let call = try #require(runs.last?.spans.last?.llm)
    #expect(call.responseModel == "gemini-2.0-flash" && call.usage?.input == 7 && call.usage?.output == 4)
  }

  @Test("What went in and what came out may lie in a map each, and the answer may be a value of its own")
  func sides() throws {
    let text =
      #"{"timestamp": 1775141416.5, "task_type": "facts", "model": "qwen2.5", "settings": {"max_tokens": 9}, "input": {"tokens": 12, "prompt": "Which facts?"}, "output": {"content": {"facts": ["A"]}, "tokens": 5, "finish_reasons": ["stop"]}}"#
    let document = SourceDocument(name: "-", text: text)
    let read = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    let span = try #require(read.traces.first?.spans.first)
    #expect(span.name == "facts" && span.llm?.input.map(\.text) == ["Which facts?"])
    #expect(span.llm?.output.map(\.text) == [#"{"facts":["A"]}"#])
    #expect(span.llm?.usage?.input == 12 && span.llm?.usage?.output == 5)
    #expect(span.llm?.finishReasons == ["stop"])
    let other = text.replacing("\"model\"", with: "\"shop\"")
    #expect(ImporterRegistry.standard.claims(on: SourceDocument(name: "-", text: other)).isEmpty)
  }

  @Test(
    "Questions and answers of which nothing says that a model gave them are refused, and so is other JSON",
    arguments: [
      #"{"question": "Q", "answer": "A"}"#, #"{"prompt": "Q", "response": "A"}"#,
      #"{"id": 1, "question": "Q", "answer": "A", "created_at": "2026-05-19T09:00:00Z", "author": "Ada"}"#,
      #"{"question": "2+2", "answer": "4", "duration_ms": 900, "timestamp": "2026-05-19T09:00:00Z"}"#,
      #"{"name": "app", "version": "1.0.0", "scripts": {"build": "tsc"}, "dependencies": {"a": "^1"}}"#,
      #"[{"sku": 1, "name": "Chair", "model": "C-200", "price": 20.5}, {"sku": 2, "name": "Desk", "model": "D-1"}]"#,
      #"{"title": "Log in", "steps": [{"action": "Open the page", "expected_result": "A form"}]}"#,
      #"{"jobs": [{"name": "build", "steps": [{"name": "Check out", "run": "git clone"}]}]}"#,
      #"{"steps": [{"action": 0, "observation": [0.1], "reward": 1.0}]}"#,
      #"{"query": "weather", "tool_calls": [{"name": "forecast", "args": {"city": "Oslo"}}]}"#,
      #"{"question": "Q", "reasoning": "because", "answer": "A"}"#,
    ])
  func foreign(_ text: String) {
    let document = SourceDocument(name: "x.json", text: text)
    #expect(ImporterRegistry.standard.claims(on: document).map(\.format.id) == [])
  }
}
