import Testing
import TraceAnalysis
import TraceModel

/// Failures that the words of a result, of an answer or of a provider tell, where no status does.
@Suite struct ToldFailureTests {
  private func run(giving result: String, answer: String = "All done.", asked: String = "Send it.")
    -> AnalysedTrace
  {
    AnalysedTrace(
      trace(
        span("root", .chain, 0...9) {
          $0.input = Payload(asked)
          $0.output = Payload(answer)
        },
        span("send", in: "root", .tool, 1...2) {
          $0.tool = ToolExecution(name: "send", result: Payload(result))
          $0.status = .ok
        }))
  }

  @Test(
    "A result in JSON that says that it failed is a failed step, though its status is a good one",
    arguments: [
      #"{"status":"Failure","message":"The queue is full."}"#,
      #"{"success":false,"error":"The queue is full.","data":null}"#,
      #"{"error":{"code":503,"message":"The queue is full."}}"#,
      #"{"content":[{"type":"text","text":"{}"}],"structuredContent":{"status":"Failure","message":"The queue is full."},"isError":false}"#,
      #"{"content":[{"type":"text","text":"{\"status\":\"error\",\"message\":\"The queue is full.\"}"}]}"#,
    ])
  func failed(result: String) {
    let analysis = run(giving: result)
    #expect(analysis.figures.outcomes[1] == .failed)
    #expect(analysis.failureLine(of: 1) == "The queue is full.")
  }

  @Test(
    "A result that tells of another's failure, or of more than one, is what was asked for",
    arguments: [
      #"{"job":"nightly","status":"failed","message":"Step 3 broke."}"#,
      #"{"status":"failed"}"#, #"{"success":true,"error":"none"}"#,
      #"{"status":"ok","message":"failed before"}"#,
      #"[{"status":"failed","message":"x"}]"#, #"{"results":[{"error":"x"}],"error":"one of them"}"#,
    ])
  func notFailed(result: String) {
    #expect(run(giving: result).figures.outcomes[1] == .ok)
  }

  @Test(
    "An answer that a program wrote in place of one is a failure of the run, and told at the answer",
    arguments: [
      "I could not generate a response at the moment. Please try again in a few seconds.",
      "Sorry, something went wrong. Please try again later.",
      "Critical internal error. Apologize to the user.", "The tool execution failed. It says `Failure`.",
      "I\u{2019}m unable to process your request at the moment.", "Error code: 401 - no key",
    ])
  func answerOfFailure(answer: String) {
    let analysis = run(giving: "{}", answer: answer)
    #expect(analysis.outcome.kind == .error && analysis.outcome.title == "answer reports a failure")
    #expect(analysis.findings.first?.title == "The answer reports a failure.")
    #expect(analysis.findings.first?.severity == .error)
  }

  @Test(
    "An answer that knows nothing, goes on from an error or speaks of one that was asked for is none of these",
    arguments: [
      ("I don't know.", "Send it."), ("I could not find it.", "Send it."),
      ("I cannot generate images.", "Send it."), ("I can't process your request.", "Send it."),
      ("I encountered an error with the search, but it is Paris.", "Where?"),
      ("Internal server error.", "What does the error 500 mean?"),
    ])
  func otherAnswers(answer: String, asked: String) {
    #expect(run(giving: "{}", answer: answer, asked: asked).outcome.kind == .answered)
  }

  @Test("A call that the provider's filter turned away is blocked, one that had no key failed")
  func filtered() {
    func analysed(_ message: String) -> AnalysedTrace {
      AnalysedTrace(trace(llm("a", 0...1, input: nil, output: nil) { $0.status = .error(message: message) }))
    }
    let blocked = analysed("HttpError: (content_filter) The prompt was filtered.")
    #expect(blocked.outcome.kind == .blocked)
    #expect(blocked.findings.map(\.id) == [.contentFilter])
    #expect(analysed("HttpError: (401) no key").outcome.kind == .error)
  }

  @Test("Documents whose score is NaN are told with their places; a score that is missing is not")
  func brokenScores() {
    func found(_ score: AttributeValue?) -> Finding? {
      AnalysedTrace(
        trace(
          span("s", .retrieval, 0...1) {
            $0.retrieval = Retrieval(documents: [
              Document(title: "a.pdf", content: "Rain.", score: 0.5, rank: 1),
              Document(
                title: "b.pdf", content: "Sun.", rank: 2,
                metadata: score.map { [Attribute("score", $0)] } ?? []),
            ])
          })
      ).finding(.brokenScores)
    }
    #expect(found(.double(.nan))?.title == "One of 2 documents has the score NaN.")
    #expect(found(.double(.nan))?.detailText.contains("“b.pdf” at place 2") == true)
    #expect(found(nil) == nil)
  }
}
