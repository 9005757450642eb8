import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the results of promptfoo: a trace for each test of each prompt, with what was asserted of its output.
package struct PromptfooImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "promptfoo", title: "promptfoo results", writers: "promptfoo eval",
    signature:
      "an object with “results” whose “results” have “gradingResult”, “promptIdx” and “testIdx”, or these as lines",
    recipe: "promptfoo eval --output results.json, or results.jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { Self.isResult($0) || Self.isRun($0) } ? .certain : .none
  }

  private static func isRun(_ value: JSONValue) -> Bool {
    value["results"]?["results"]?.elements.prefix(16).contains(where: isResult) == true
  }

  private static func isResult(_ value: JSONValue) -> Bool {
    value["promptIdx"] != nil && value["testIdx"] != nil
      && (value["gradingResult"] != nil || value["success"] != nil)
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.flatRecords {
      let runs =
        record["results"]?.map == nil
        ? [record]
        : SourceRecord(value: record["results"] ?? .null, place: record.place(at: "/results")).records(
          in: "results")
      for test in runs where test["promptIdx"] != nil {
        let number = result.traces.count + 1
        let id = test["id"]?.tellingString ?? "\(record["evalId"]?.tellingString ?? source.name)#\(number)"
        result.append(PromptfooReader.read(test, id: id, format: format.id))
      }
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// Turns a result into a trace. How long a call took is told and when it was made is not: it begins in 1970.
private enum PromptfooReader {
  static func read(_ test: SourceRecord, id: String, format: String) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    let provider = test["provider"]?["label"]?.tellingString ?? test["provider"]?["id"]?.tellingString
    draft.trace.name =
      (test["testCase"]?["description"] ?? test["description"])?.tellingString
      ?? test["prompt"]?["label"]?.string?.excerpt(80)
    var root = Span(id: id, name: "test", kind: .chain)
    root.input = test["vars"]?.telling?.payload
    root.output = test["response"]?["output"]?.telling?.payload
    root.keep(
      test.value.rest(without: ["response", "prompt", "gradingResult"]), represented: ["vars", "id"])
    var call = call(test, id: "\(id)/call", under: id, provider: provider)
    if let length = length(of: test) {
      call.start = Timestamp(nanoseconds: 0)
      call.end = Timestamp(nanoseconds: length)
      call.timeOrigin = .inferred
      (root.start, root.end, root.timeOrigin) = (call.start, call.end, .inferred)
      root.representedAttributes.insert("latencyMs")
    }
    draft.add(root, at: test.place)
    draft.add(call, at: test.place(at: "/response"))
    for score in scores(test) { draft.add(score, of: nil) }
    return draft.finish()
  }

  /// How long the call took; an answer out of promptfoo's own cache took no call.
  private static func length(of test: SourceRecord) -> Int64? {
    guard test["response"]?["cached"]?.bool != true,
      let length = NativeTime.length(milliseconds: test["latencyMs"] ?? test["response"]?["latencyMs"]),
      length > 0
    else { return nil }
    return length
  }

  private static func call(_ test: SourceRecord, id: String, under parent: String, provider: String?) -> Span
  {
    let response = test["response"] ?? .null
    var span = Span(id: id, parentID: parent, name: provider ?? "model call", kind: .llm)
    var chat = ChatReader()
    // `openai:chat:gpt-5`: who answers, by what interface, and the model.
    let name = test["provider"]?["id"]?.tellingString ?? provider
    let steps = name?.split(separator: ":") ?? []
    var call = LLMCall(
      provider: steps.count > 1 ? steps.first.map(String.init) : nil,
      requestModel: steps.last.map(String.init))
    call.input = Conversation(
      chat.conversation(test["prompt"]?["raw"] ?? test["prompt"] ?? .null, role: .user))
    call.output = response["output"].map { chat.conversation($0, role: .assistant) } ?? []
    let tokens = response["tokenUsage"] ?? test["tokenUsage"] ?? .null
    var usage = TokenUsage(
      input: tokens["prompt"]?.tokenCount, output: tokens["completion"]?.tokenCount,
      reasoning: tokens["completionDetails"]?["reasoning"]?.tokenCount,
      reportedTotal: tokens["total"]?.tokenCount)
    usage.settle(.insideInput)
    call.usage = usage.total ?? 0 > 0 ? usage : nil
    call.reportedCost = (response["cost"] ?? test["cost"])?.double.map { ReportedCost(total: $0) }
    span.llm = call
    let error = (response["error"] ?? (test["failureReason"]?.int == 2 ? test["error"] : nil))?.tellingString
    if let error { span.status = .error(message: error) }
    span.keep(response, represented: ["output", "cost"], prefix: "response.")
    return span
  }

  // MARK: Scores

  private static func scores(_ test: SourceRecord) -> [Score] {
    let grading = test["gradingResult"] ?? .null
    var scores = (grading["componentResults"]?.array ?? []).compactMap(component)
    var whole = Score(
      name: "pass", value: Score.Value(test["success"] ?? grading["pass"]),
      explanation: (grading["reason"] ?? test["error"])?.tellingString)
    whole.verdict = (test["success"] ?? grading["pass"])?.bool.map { $0 ? .right : .wrong }
    if whole.value != nil { scores.insert(whole, at: 0) }
    let known = Set(scores.map(\.name))
    for named in (test["namedScores"] ?? grading["namedScores"])?.map ?? [] where !known.contains(named.name)
    {
      scores.append(Score(name: named.name, value: Score.Value(named.value)))
    }
    return scores
  }

  /// What one assertion came to.
  private static func component(_ value: AttributeValue) -> Score? {
    let assertion = value["assertion"]
    guard let name = (assertion?["metric"] ?? assertion?["type"])?.tellingString else { return nil }
    var score = Score(
      name: name, value: Score.Value(value["score"]), explanation: value["reason"]?.tellingString)
    score.verdict = value["pass"]?.bool.map { $0 ? .right : .wrong }
    let type = assertion?["type"]?.string ?? ""
    let judged = ["llm-rubric", "model-graded", "g-eval", "factuality", "answer-relevance", "context-"]
    score.judge = judged.contains { type.contains($0) } ? .model : .program
    score.target = assertion?["value"]?.telling?.plainText
    score.failIfScorerDid()
    return score
  }
}
