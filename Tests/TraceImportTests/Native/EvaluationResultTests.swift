import JSONReader
import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Results of deepeval, promptfoo and RAGAS")
struct EvaluationResultTests {
  private func traces(_ name: String) throws -> [Trace] {
    try ImporterRegistry.standard.importTraces(from: [NativeFixture.document(name)], format: nil).traces
  }

  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: [
      ("deepeval/run.json", "deepeval"), ("promptfoo/results.json", "promptfoo"),
      ("helm/scenario_state.json", "helm"), ("ragas/results.json", "ragas"),
      ("promptflow/rows.jsonl", "promptflow"), ("promptflow/results.json", "promptflow"),
      ("ragas/columns.json", "ragas"), ("ragas/table.csv", "ragas"), ("ragas/judged.json", "ragas"),
      ("lm-eval/samples_greet_2026-05-04T10-00-00.000000.jsonl", "lm-eval"),
      ("lm-eval/choices.json", "lm-eval"),
    ])
  func dump(_ name: String, format: String) throws {
    try NativeFixture.check(name, format: format)
  }

  @Test(
    "deepeval: each metric is a score with its threshold, its reason and its judge, of the run or of a step")
  func metrics() throws {
    let trace = try #require(try traces("deepeval/run.json").first { $0.id == "tr-1" })
    #expect(trace.scores.map(\.name) == ["Faithfulness", "test passed", "Correctness", "Answer Relevancy"])
    #expect(trace.scores.map(\.spanID) == ["s2", nil, nil, nil])
    #expect(trace.scores.map(\.verdict) == [.wrong, .wrong, .wrong, .right])
    #expect(trace.scores[1].target == "Paris")
    #expect(trace.scores.first?.judgeName == "gpt-5.4" && trace.scores.first?.target == "at least 0.50")
  }

  @Test("deepeval: steps have their kinds, times, tokens, documents and errors")
  func steps() throws {
    let trace = try #require(try traces("deepeval/run.json").first { $0.id == "tr-1" })
    #expect(trace.spans(of: .llm).map { $0.llm?.usage?.input } == [1000, 20])
    #expect(trace.spans(of: .llm)[0].llm?.reportedCost != nil && trace.spans(of: .llm)[1].status.isError)
    #expect(trace.spans(of: .retrieval).first?.retrieval?.documents.map(\.score) == [0.9, 0.2])
    #expect(trace.spans(of: .tool).first?.duration == 1_500_000_000)
  }

  @Test("deepeval: what was found stands in its order where no step of a trace tells it")
  func context() throws {
    let document = SourceDocument(
      name: "run.json",
      text: """
        {"testCases": [{"name": "returns", "input": "What may I return?", "actualOutput": "Clothes.",
        "expectedOutput": "Electronics.", "success": false,
        "retrievalContext": ["Clothes: 30 days.", "Electronics: 14 days."],
        "metricsData": [{"name": "Correctness", "score": 0.1, "threshold": 0.5, "success": false}]}]}
        """)
    let trace = try #require(
      try ImporterRegistry.standard.importTraces(from: [document], format: nil).traces.first)
    let search = try #require(trace.spans(of: .retrieval).first?.retrieval)
    #expect(search.query == "What may I return?")
    #expect(search.documents.map(\.content) == ["Clothes: 30 days.", "Electronics: 14 days."])
    #expect(trace.scores.first?.target == "Electronics.")
  }

  @Test("promptfoo: each result is a run with its assertions")
  func results() throws {
    let traces = try traces("promptfoo/results.json")
    #expect(traces.map(\.id) == ["r-0", "r-1", "r-2"])
    #expect(traces[1].scores.map(\.name) == ["pass", "contains", "politeness"])
    #expect(traces[1].scores.map(\.verdict) == [.wrong, .wrong, .right])
    #expect(traces[1].scores.map(\.judge) == [nil, .program, .model])
  }

  @Test("promptfoo: a call has its messages, tokens and cost; one that failed says why")
  func calls() throws {
    let traces = try traces("promptfoo/results.json")
    let call = try #require(traces[0].spans(of: .llm).first?.llm)
    #expect(call.requestModel == "gpt-5-mini" && call.provider == "openai")
    #expect(call.input.map(\.role) == [.system, .user] && call.output.map(\.text) == ["Paris"])
    #expect(call.usage?.input == 20 && call.reportedCost?.total == 0.0004)
    #expect(traces[2].spans(of: .llm).first?.status == .error(message: "API error: 429 Too Many Requests"))
  }

  @Test(
    "RAGAS: a row is a question, a search, an answer and its scores; one without an answer is told as lost")
  func rows() throws {
    let document = try NativeFixture.document("ragas/results.json")
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.diagnostics.map(\.place.pointer) == ["/2"])
    let trace = try #require(result.traces.first)
    #expect(trace.spans.map(\.kind) == [.chain, .retrieval])
    #expect(trace.spans[0].output?.text == "You can return it within 60 days of purchase if it is unworn.")
    #expect(trace.spans[1].retrieval?.documents.map(\.rank) == [1, 2])
    #expect(trace.scores.map(\.name) == ["faithfulness", "answer_correctness", "context_recall", "polite"])
    #expect(
      trace.scores.map(\.target) == [nil, "Within 15 days, unopened.", "Within 15 days, unopened.", nil])
    #expect(result.traces[1].scores.map(\.name) == ["answer_correctness", "context_recall", "polite"])
  }

  @Test("rows with an answer beside the right one: options are spelled, verdicts taken, a data set is no row")
  func judged() throws {
    let traces = try traces("ragas/judged.json")
    #expect(traces.map { $0.scores.map(\.verdict) } == [[.right], [.wrong]])
    #expect(traces.map { $0.scores.first?.target } == ["B: blue", "A: dog"])
    #expect(traces.map { $0.scores.first?.answer } == ["B: blue", "unknown"])
    #expect(traces[0].spans[0].input?.text == "Which is a colour?\nA: dog\nB: blue")
    #expect(traces[1].spans[1].retrieval?.documents.map(\.score) == [0.83, 0.4])
    let set = SourceDocument(
      name: "set.json", text: #"[{"question":"?","answer":"B","options":{"A":"x"},"documents":[]}]"#)
    #expect(ImporterRegistry.standard.claims(on: set).allSatisfy { $0.format.id != "ragas" })
  }

  @Test(
    "RAGAS: scores that stand in maps are scores, with the map's name where several have one of that name")
  func scoreMaps() throws {
    let row =
      #"{"question": "Q", "contexts": ["C"], "answer": "A", "reference": "R", "own": {"faithfulness": 0.5}, "#
      + #""ragas": {"faithfulness": 0.25, "context_recall": 1.0}, "model": {"temperature": 0.5}}"#
    let source = SourceDocument(name: "rows.jsonl", text: row)
    let trace = try #require(
      try ImporterRegistry.standard.importTraces(from: [source], format: nil).traces.first)
    #expect(trace.scores.map(\.name) == ["faithfulness, own", "faithfulness, ragas", "context_recall"])
    #expect(trace.scores.map(\.value) == [.number(0.5), .number(0.25), .number(1)])
    #expect(trace.scores.map(\.target) == [nil, nil, "R"])
  }

  @Test(
    "RAGAS: numbers of all rows together that each row repeats are no row's score, and another judge's are named after it"
  )
  func averages() throws {
    let rows = [0.5, 1, 0.25].map { own in
      #"{"question": "Q", "contexts": ["C"], "answer": "A", "own": {"faithfulness": \#(own)}, "#
        + #""ragas": {"faithfulness": 0.58333333}}"#
    }
    let source = SourceDocument(name: "rows.jsonl", text: rows.joined(separator: "\n"))
    let result = try ImporterRegistry.standard.importTraces(from: [source], format: nil)
    #expect(result.traces.map { $0.scores.map(\.value) } == [[.number(0.5)], [.number(1)], [.number(0.25)]])
    #expect(Set(result.traces.flatMap(\.scores).map(\.name)) == ["faithfulness, own"])
    #expect(result.diagnostics.map(\.message).contains { $0.contains("“ragas”") })
    #expect(result.traces[0].spans[0].attributes["ragas"] != nil)
  }

  @Test("RAGAS: tables by column and of comma-separated values read alike; counts are no scores")
  func tables() throws {
    let columns = try traces("ragas/columns.json")
    #expect(columns.map { $0.spans[0].input?.text } == ["Is it blue?", "Is it red?"])
    #expect(columns.map { $0.scores.map(\.value) } == [[.number(1)], [.number(0)]])
    let table = try traces("ragas/table.csv")
    #expect(table[0].spans[1].retrieval?.documents.map(\.content) == [#"It is "blue"."#, "It's not red."])
    #expect(table[1].spans[1].retrieval?.documents.map(\.content) == ["It's green."])
    #expect(table.map { $0.scores.map(\.name) } == [["faithfulness"], []])
  }

  @Test("promptfoo: how long a call took is its length; an answer out of the cache took none")
  func latency() throws {
    func lengths(_ response: String) throws -> [Int64?] {
      let text =
        #"{"promptIdx": 0, "testIdx": 0, "success": true, "latencyMs": 573, "provider": {"id": "openai:chat:m"}, "prompt": {"raw": "Hi"}, "response": {"output": "Hi"\#(response)}}"#
      return try NativeFixture.load(text: text).traces[0].spans.map(\.duration)
    }
    #expect(try lengths("") == [573_000_000, 573_000_000])
    #expect(try lengths(#", "cached": true"#) == [nil, nil])
  }

  @Test(
    "Rows that stand with their means two levels down are found; a metric that is NaN could not be scored")
  func nested() throws {
    let row =
      #"{"user_input": "Is it blue?", "retrieved_contexts": ["It is."], "response": "Yes", "faithfulness": NaN, "answer_relevancy": 0.5}"#
    let text =
      #"{"mine": {"mean": {"faithfulness": NaN}, "rows": [\#(row), \#(row)]}, "stats": {"total": 2}}"#
    let document = SourceDocument(name: "report.json", text: text)
    let traces = try ImporterRegistry.standard.importTraces(from: [document], format: nil).traces
    #expect(traces.map(\.format) == ["ragas", "ragas"])
    #expect(traces[0].scores.map(\.name) == ["faithfulness", "answer_relevancy"])
    #expect(traces[0].scores.map { $0.failure != nil } == [true, false])
    // Messages two levels down may belong to anything.
    let state =
      #"{"a": {"b": {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]}}}"#
    #expect(throws: ImportError.self) {
      try ImporterRegistry.standard.importTraces(
        from: [SourceDocument(name: "state.json", text: state)], format: nil)
    }
  }
}
