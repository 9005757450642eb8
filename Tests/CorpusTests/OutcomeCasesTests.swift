import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceImport
import TraceSource

/// Small files whose end, question or first finding was once told wrong, each with what is right.
@Suite("Outcomes of small files")
struct OutcomeCasesTests {
  private func analysis(_ file: String, in folder: String = "OutcomeCases") throws -> AnalysedTrace {
    let path = Repository.root.appending(path: "Tests/CorpusTests/\(folder)/" + file).path
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument.open(path: path)], format: nil)
    return try AnalysedTrace(#require(result.traces.first))
  }

  @Test("A run that ended at its limit says so first, not an error that was repaired before")
  func limit() throws {
    let run = try analysis("01_openhands_iteration_limit.jsonl")
    #expect(run.outcome.kind == .limit && run.findings.first?.id == .limitReached)
    #expect(run.findings.first?.detailText.contains("maximum iteration") == true)
    #expect(!run.findings.contains { $0.detailText.contains("went up to") })
  }

  @Test("Plans that a person turned away are refusals with the person's words, and the run ended on the last")
  func refusals() throws {
    let run = try analysis("03_plan_rejected_by_user.jsonl")
    #expect(run.figures.errors == 0 && run.outcome.title == "ended on a refused plan")
    let found = try #require(run.findings.first)
    #expect(found.title == "Three plans were refused by the user.")
    #expect(found.detailText.hasSuffix("where does the timestamp come from?"))
  }

  @Test("A wait is no slow tool, and an agent's span beside orphans no slow step")
  func waits() throws {
    for file in ["06_wait_as_slow_tool.jsonl", "15_orphans_slowest.otlp.json"] {
      #expect(try !analysis(file).findings.contains { $0.id == .slowestStep })
    }
  }

  @Test("The question is the root's own, not what a retriever searched for")
  func question() throws {
    let run = try analysis("07_question_from_retriever.jsonl")
    #expect(run.conversation.question == "I need to cancel my subscription and get a refund")
    #expect(run.conversation.answer == "Please see the FAQ.")
  }

  @Test("A failed request is told with its status and address")
  func status() throws {
    let found = try #require(analysis("14_http_404.otlp.json").findings.first)
    #expect(
      found.id == .error && found.detailText.contains("404") && found.detailText.contains("/api/tasks/1"))
  }

  @Test("A wrong answer comes first, with target and answer")
  func wrong() throws {
    let run = try analysis("20_inspect_incorrect.json")
    #expect(run.outcome.kind == .wrong && run.findings.first?.id == .wrongScore)
    #expect(run.findings.first?.detailText.hasPrefix("Right would have been A; the answer was B.") == true)
  }

  @Test("Marks of failure in a trajectory's texts are failures, and its exit status is the outcome")
  func marks() throws {
    let run = try analysis("22_swe_agent_marks.traj", in: "FigureCases")
    #expect(run.figures.errors == 3 && run.outcome.kind == .submitted)
  }
}
