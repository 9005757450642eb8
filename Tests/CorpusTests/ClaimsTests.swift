import Foundation
import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import TraceSource

/// Claims of the page that were read against the raw files by hand.
@Suite("Corpus: claims")
struct ClaimsTests {
  private static func analyses(_ file: String) throws -> [AnalysedTrace] {
    try Corpus.load([file]).traces.map { AnalysedTrace($0) }
  }

  @Test(
    "Content is said to be missing only where the file has no messages",
    arguments: Truth.present.map(\.file))
  func missingContent(_ file: String) throws {
    let silent: Set<String> = [
      "console/gen-events-v1.30.console-spans.txt", "genai-semconv/gen-events-v1.30.traces.json",
      "genai-semconv/gen-no-content.otlp.jsonl",
      "genai-semconv/langwatch-spring-ai.json", "google-adk/gen-adk-litellm.otlp.jsonl",
      "openai-agents/agents_export.jsonl", "openai-agents/agents_ingest_body.json",
      "strands-evals/autogen_live_spans.json",
    ]
    let isTold = try Self.analyses(file).contains { analysis in
      analysis.findings.contains { $0.id == .contentMissing }
    }
    #expect(isTold == silent.contains(file))
  }

  @Test(
    "A run's question and answer are those of the raw file",
    arguments: [
      ("google-adk/gen-adk-litellm.otlp.jsonl", nil, nil),
      (
        "genai-semconv/langwatch-gemini-cli-llm-call.json",
        "Turn 1: reply with exactly the line PONG-GEMINI-B1 and nothing else.", "{\"complexity_reasoning\""
      ),
      (
        "langfuse/lf_microsoft-agent-2025-12-17.json", "What's the weather in Tokyo?",
        "Current conditions in Tokyo, Japan"
      ),
      ("langfuse/lf_llamaindex-2025-06-05.json", "What is Langfuse?", "Langfuse is a tool"),
      ("mlflow/mlflow_v3_trace.json", "Can I return order A-1009?", "**Yes**, within 30 days."),
      ("openinference/gen-smolagents.otlp.jsonl", "Was kostet SEPA?", "Die **Überweisung**"),
      ("openllmetry/langwatch-openllmetry-openai-b64ids.json", "yous", "Hey there!"),
      ("pydantic-ai/gen-instr-v1.otlp.jsonl", "Wie lange dauert eine Überweisung?", "Die **Überweisung**"),
      (
        "langsmith/lc_tracer_nested.json", "Can I return order A-1009?", nil
      ), ("langsmith/ls_real_post_openai_stream.json", "howdy", "Howdy! How can I assist you today?"),
      ("openai-agents/agents_export.jsonl", nil, nil),
      ("openai-agents/agents_generation_spans.jsonl", "EUR rate?", "The rate service is **down**."),
      ("tempo/agentevals-tempo-batches.json", "list all helm releases", "There are two Helm releases"),
      (
        "vercel-ai/langwatch-opencode-doStream.json",
        "Turn 1: reply with exactly the line PONG-OPENCODE-B1 and nothing else.", "PONG-OPENCODE-B1"
      ),
    ] as [(String, String?, String?)])
  func exchange(file: String, question: String?, answer: String?) throws {
    let exchange = try #require(Self.analyses(file).first).conversation
    #expect(exchange.question?.trimmingCharacters(in: .whitespacesAndNewlines) == question)
    #expect(exchange.answer?.hasPrefix(answer ?? "…") ?? (answer == nil))
  }

  @Test(
    "An agent that answers after its tools is answered by its last call, which counts, be its response id the first's",
    arguments: [
      "langsmith-otel/gen-langgraph.otlp.jsonl", "openinference/gen-langgraph.otlp.jsonl",
      "openllmetry/gen-langgraph.otlp.jsonl",
    ])
  func lastCall(_ file: String) throws {
    let agent = try #require(Self.analyses(file).last)
    #expect(agent.conversation.question == "Was kostet SEPA?")
    #expect(agent.conversation.answer?.hasPrefix("Die **Überweisung**") == true)
    #expect(agent.figures.llmCalls == 2)
    #expect(agent.figures.sharedResponses.map(\.isCountedEach) == [true])
  }

  @Test("A server's waiting for its client is not called the slowest step")
  func waiting() throws {
    let analysis = try #require(Self.analyses("tempo/agentevals-tempo-batches.json").first)
    #expect(analysis.finding(.slowestStep) == nil)
  }
}

extension AnalysedTrace {
  fileprivate func finding(_ id: FindingID) -> Finding? { findings.first { $0.id == id } }
}
