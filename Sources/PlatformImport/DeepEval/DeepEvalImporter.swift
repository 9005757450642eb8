import ChatReading
import JSONReader
import TraceModel
package import TraceSource
import TraceText

/// Reads the results of deepeval: test cases with their metrics, and the trace of each where it was recorded.
package struct DeepEvalImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "deepeval", title: "deepeval test run", writers: "deepeval (Confident AI)",
    signature: "an object with “testCases” that have “metricsData” or a “trace” with “baseSpans”",
    recipe: "deepeval test run FILE with DEEPEVAL_RESULTS_FOLDER set; or .deepeval/.latest_test_run.json")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { Self.isRun($0) || Self.isRun($0["testRunData"]) } ? .certain : .none
  }

  private static func isRun(_ value: JSONValue?) -> Bool {
    guard let value else { return false }
    return ["testCases", "conversationalTestCases"].contains { name in
      value[name]?.elements.contains { $0["metricsData"] != nil || $0["trace"]?["baseSpans"] != nil } == true
    }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.flatRecords {
      let inner = record["testRunData"]
      let run = inner.map { SourceRecord(value: $0, place: record.place(at: "/testRunData")) } ?? record
      for test in run.records(in: "testCases") + run.records(in: "conversationalTestCases") {
        let name = "\(source.name)#\(result.traces.count + 1)"
        var reader = DeepEvalReader(
          test, id: test["trace"]?["uuid"]?.tellingString ?? name, format: format.id)
        result.append(reader.read())
      }
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// Turns a test case into a trace.
private struct DeepEvalReader {
  private let test: SourceRecord
  private let id: String
  private var draft: TraceDraft

  init(_ test: SourceRecord, id: String, format: String) {
    self.test = test
    self.id = id
    draft = TraceDraft(id: id, format: format)
    draft.trace.name = test["name"]?.tellingString
  }

  mutating func read() -> ImportResult {
    let trace = test["trace"] ?? .null
    var root = Span(id: id, name: test["name"]?.tellingString ?? "test case", kind: .chain)
    (root.start, root.end) = (NativeTime.iso(trace["startTime"]), NativeTime.iso(trace["endTime"]))
    root.input = (test["input"] ?? trace["input"])?.telling?.payload
    // The export stands for a structured output that it leaves out by “{...}”.
    let output = test["actualOutput"]?.telling
    root.output =
      (output == .string("{...}") ? trace["output"] ?? output : output ?? trace["output"])?.payload
    root.keep(
      test.value.rest(without: ["trace", "metricsData", "turns"]),
      represented: ["name", "input", "actualOutput", "expectedOutput", "success", "retrievalContext"])
    if trace["status"]?.string == "ERRORED" { root.status = .error(message: nil) }
    turns(of: &root)
    draft.add(root, at: test.place)
    for group in ["baseSpans", "agentSpans", "llmSpans", "retrieverSpans", "toolSpans"] {
      for (number, span) in (trace[group]?.array ?? []).enumerated() {
        add(span, at: test.place(at: "/trace/\(group)/\(number)"))
      }
    }
    if trace["retrieverSpans"]?.array?.isEmpty ?? true { search() }
    let verdict = verdict
    if let verdict, verdict.value != nil { draft.add(verdict, of: nil) }
    scores(test["metricsData"], of: nil)
    if let verdict, verdict.value == nil { draft.add(verdict, of: nil) }
    return draft.finish()
  }

  /// What a test says was found, where no step of its trace tells it.
  private mutating func search() {
    guard let texts = test["retrievalContext"]?.array, !texts.isEmpty else { return }
    var search = Span(id: "\(id)/search", parentID: id, name: "retrieval context", kind: .retrieval)
    search.retrieval = Retrieval(query: test["input"]?.tellingString, documents: Self.documents(texts))
    draft.add(search, at: test.place(at: "/retrievalContext"))
  }

  /// What the test came to as a whole, beside the answer that it expected: it goes before the metrics that decided it.
  private var verdict: Score? {
    let expected = test["expectedOutput"]?.telling?.plainText
    guard test["success"]?.bool != nil || expected != nil else { return nil }
    var score = Score(name: "test passed", value: Score.Value(test["success"]))
    score.verdict = test["success"]?.bool.map { $0 ? .right : .wrong }
    score.target = expected
    return score
  }

  /// What a test of a conversation says.
  private func turns(of root: inout Span) {
    guard let turns = test["turns"]?.array, !turns.isEmpty else { return }
    var chat = ChatReader()
    let messages = turns.compactMap { chat.message($0.rest(without: ["order", "toolsCalled"]), role: .user) }
    root.kind = .llm
    root.llm = LLMCall(
      input: Conversation(messages.dropLast(messages.last?.role == .assistant ? 1 : 0)),
      output: messages.last.map { $0.role == .assistant ? [$0] : [] } ?? [])
  }

  private mutating func add(_ value: AttributeValue, at place: SourcePlace) {
    guard let uuid = value["uuid"]?.tellingString else {
      draft.loss("expected a span with a “uuid”", at: place, action: "it was left out")
      return
    }
    let parent = (value["parentUuid"] ?? value["parent_uuid"])?.tellingString ?? id
    var span = Span(
      id: uuid, parentID: parent, name: value["name"]?.tellingString ?? "span",
      kind: Self.kind(value["type"]?.string),
      start: NativeTime.iso(value["startTime"]), end: NativeTime.iso(value["endTime"]))
    describe(&span, value)
    let error = value["error"]?.tellingString
    if value["status"]?.string == "ERRORED" || error != nil {
      span.tool?.isError = true
      span.status = .error(message: error)
    } else if value["status"]?.string == "SUCCESS" {
      span.status = .ok
    }
    span.keep(
      value.rest(without: ["metricsData"]),
      represented: ["uuid", "parentUuid", "name", "type", "startTime", "endTime", "status", "error", "model"])
    draft.add(span, at: place)
    scores(value["metricsData"], of: uuid)
  }

  private static func kind(_ type: String?) -> SpanKind {
    ["agent": .agent, "llm": .llm, "retriever": .retrieval, "tool": .tool][type ?? ""] ?? .generic
  }

  private func describe(_ span: inout Span, _ value: AttributeValue) {
    let (input, output) = (value["input"]?.telling, value["output"]?.telling)
    switch span.kind {
    case .llm: span.llm = call(value)
    case .retrieval:
      var retrieval = Retrieval(query: input?.plainText, topK: value["topK"]?.int)
      let found =
        output?.array?.contains { $0.map != nil } == true ? output : value["retrievalContext"] ?? output
      retrieval.documents = Self.documents(found?.array ?? [])
      span.retrieval = retrieval
    case .tool:
      span.tool = ToolExecution(
        name: span.name, description: value["description"]?.tellingString, arguments: input?.payload,
        result: output?.payload)
    case .agent:
      span.agentName = span.name
      (span.input, span.output) = (input?.payload, output?.payload)
    default: (span.input, span.output) = (input?.payload, output?.payload)
    }
  }

  private static func documents(_ found: [AttributeValue]) -> [Document] {
    found.enumerated().map { rank, document in
      Document(
        id: document["id"]?.telling?.plainText,
        content: (document["text"] ?? document["content"])?.string ?? document.plainText,
        score: document["score"]?.double, rank: rank + 1)
    }
  }

  private func call(_ value: AttributeValue) -> LLMCall {
    var chat = ChatReader()
    var call = LLMCall(
      provider: value["provider"]?.tellingString, requestModel: value["model"]?.tellingString)
    call.input = Conversation(chat.conversation(value["input"] ?? .null, role: .user))
    call.output = chat.conversation(value["output"] ?? .null, role: .assistant)
    let (input, output) = (value["inputTokenCount"]?.tokenCount, value["outputTokenCount"]?.tokenCount)
    if input != nil || output != nil { call.usage = TokenUsage(input: input, output: output) }
    let rates = (value["costPerInputToken"]?.double, value["costPerOutputToken"]?.double)
    if let rate = rates.0, let other = rates.1, let input, let output {
      call.reportedCost = ReportedCost(
        input: rate * Double(input), output: other * Double(output),
        total: rate * Double(input) + other * Double(output))
    }
    return call
  }

  /// Metrics are scores between 0 and 1 with the threshold that says whether the test passes.
  private mutating func scores(_ metrics: AttributeValue?, of span: String?) {
    for metric in metrics?.array ?? [] {
      guard let name = metric["name"]?.tellingString else { continue }
      var score = Score(
        name: name, value: Score.Value(metric["score"]), explanation: metric["reason"]?.tellingString)
      score.verdict = metric["success"]?.bool.map { $0 ? .right : .wrong }
      score.judge = metric["evaluationModel"]?.tellingString == nil ? nil : .model
      score.judgeName = metric["evaluationModel"]?.tellingString
      score.target = metric["threshold"]?.double.map { Score.atLeast(Formatting.score($0)) }
      score.failure = metric["error"]?.tellingString
      draft.add(score, of: span)
    }
  }
}
