import Testing
import TraceAnalysis
import TraceModel

/// The figures of each example, counted by hand in its trace file: what the first screen states is true.
@Suite struct TruthTests {
  /// What stands in an example's file.
  struct Truth: Sendable, CustomTestStringConvertible {
    var example: String
    var spans: Int
    /// Model calls, those recorded twice counted once.
    var calls: Int
    var repeats = 0
    var tools: Int
    var errors: Int
    var input: Int
    var output: Int
    var cacheRead: Int?
    var cacheWrite: Int?

    var testDescription: String { example }
  }

  static let all = [
    Truth(example: "agent-tools", spans: 10, calls: 5, tools: 4, errors: 2, input: 3293, output: 321),
    Truth(example: "langgraph", spans: 21, calls: 4, tools: 2, errors: 0, input: 813, output: 175),
    Truth(
      example: "parallel-agents", spans: 15, calls: 5, repeats: 5, tools: 2, errors: 0, input: 2996,
      output: 421,
      cacheRead: 674, cacheWrite: 1008),
    Truth(example: "returns-policy", spans: 6, calls: 1, tools: 0, errors: 0, input: 905, output: 28),
    Truth(example: "returns-policy-genai", spans: 4, calls: 1, tools: 0, errors: 0, input: 905, output: 28),
    Truth(example: "returns-policy-openai", spans: 4, calls: 1, tools: 0, errors: 0, input: 905, output: 28),
  ]

  @Test("There is a truth for each example")
  func complete() {
    #expect(Self.all.map(\.example) == Example.all)
  }

  @Test("Spans, calls, tools, errors and tokens by class", arguments: all)
  func figures(truth: Truth) throws {
    let analyses = try Example(truth.example).analyses
    let analysis = try #require(analyses.first)
    let figures = analysis.figures
    #expect(analyses.count == 1)
    #expect(analysis.trace.spans.count == truth.spans)
    #expect(figures.llmCalls == truth.calls)
    #expect(figures.duplicates.count == truth.repeats)
    #expect(figures.toolCalls == truth.tools)
    #expect(figures.errors == truth.errors)
    #expect(figures.usage?.input == truth.input)
    #expect(figures.usage?.output == truth.output)
    #expect(figures.usage?.cacheRead.flatMap { $0 == 0 ? nil : $0 } == truth.cacheRead)
    #expect(figures.usage?.cacheWrite.flatMap { $0 == 0 ? nil : $0 } == truth.cacheWrite)
  }

  @Test("One of the agent's model calls was refused with 429, and a tool failed")
  func refusedCall() throws {
    let analysis = try #require(try Example("agent-tools").analyses.first)
    let failed = analysis.trace.spans.indices
      .filter { analysis.figures.isError[$0] && !analysis.figures.repeatsError[$0] }
      .map { analysis.trace.spans[$0] }
    let kinds: [String] = failed.map(\.kind.rawValue)
    #expect(kinds.sorted() == ["llm", "tool"])
    let refused = try #require(failed.first { $0.kind == .llm })
    #expect(refused.llm?.usage == nil || refused.llm?.usage?.isEmpty == true)
    guard case .error(let message?) = refused.status else {
      Issue.record("the refused call says nothing")
      return
    }
    #expect(message.contains("429"))
  }
}
