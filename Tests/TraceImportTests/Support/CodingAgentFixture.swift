import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Sessions of coding agents: the fixtures, and made-up lines.
enum CodingAgentFixture {
  /// The one trace of fixtures that are read together.
  static func trace(_ names: String...) throws -> Trace {
    let result = try ImporterRegistry.standard.importTraces(
      from: names.map(NativeFixture.document), format: nil)
    #expect(result.traces.count == 1)
    return try #require(result.traces.first)
  }

  /// What lines give, their format found out.
  static func read(_ lines: String...) throws -> ImportResult {
    let document = SourceDocument(name: "made-up.jsonl", text: lines.joined(separator: "\n"))
    return try ImporterRegistry.standard.importTraces(from: [document], format: nil)
  }
}

extension Trace {
  func spans(of kind: SpanKind) -> [Span] { spans.filter { $0.kind == kind } }

  func span(named name: String) throws -> Span { try #require(spans.first { $0.name == name }) }

  func tool(calledBy id: String) throws -> Span { try #require(spans.first { $0.tool?.callID == id }) }

  /// The tokens of the model calls, in order.
  var usages: [TokenUsage?] { spans(of: .llm).map { $0.llm?.usage } }
}
