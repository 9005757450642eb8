import Testing
import TraceAnalysis
import TraceModel

/// What a file holds, counted from the raw file by a program that shares no line with tracepage.
///
/// LLM spans are all spans that record a model call. Calls are those of them that count: the innermost of nested
/// records, each response id once a trace. Tokens are those of calls, cached ones within input and reasoning
/// within output whatever the source does; `nil` where no call states them.
struct Truth: Sendable, CustomTestStringConvertible {
  var file: String
  var traces: Int?
  var spans: Int
  /// Spans by kind, as `llm 3, tool 2`, in the order of the alphabet; `nil` where only LLM and tool spans were
  /// counted.
  var kinds: String?
  var llmSpans: Int
  var calls: Int
  var tools: Int
  var errors: Int
  var input: Int?
  var output: Int?
  var cached: Int?
  var cacheWrite: Int?
  var reasoning: Int?
  /// The models of the calls, sorted; `nil` where they were not counted.
  var models: [String]?

  /// A row without kinds, cache writes and models.
  init(
    _ file: String, _ spans: Int, _ llmSpans: Int, _ calls: Int, _ tools: Int, _ errors: Int, _ input: Int?,
    _ output: Int?, _ cached: Int?, _ reasoning: Int?
  ) {
    (self.file, self.spans, self.llmSpans, self.calls, self.tools) = (file, spans, llmSpans, calls, tools)
    (self.errors, self.input, self.output, self.cached) = (errors, input, output, cached)
    self.reasoning = reasoning
  }

  /// A whole row: the number of spans, of LLM spans and of tool spans follows from the kinds.
  init(
    _ file: String, traces: Int, kinds: String, calls: Int, errors: Int, input: Int? = nil,
    output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil, reasoning: Int? = nil, models: [String]
  ) {
    (self.file, self.traces, self.kinds, self.calls, self.errors) = (file, traces, kinds, calls, errors)
    (self.input, self.output, cached, self.cacheWrite) = (input, output, cacheRead, cacheWrite)
    (self.reasoning, self.models) = (reasoning, models)
    let counts = kinds.split(separator: ",").map { $0.split(separator: " ") }
    func count(_ kind: String?) -> Int {
      counts.reduce(0) { kind == nil || $1[0] == kind ?? "" ? $0 + (Int($1[1]) ?? 0) : $0 }
    }
    (spans, llmSpans, tools) = (count(nil), count("llm"), count("tool"))
  }

  var testDescription: String { file }

  /// Every row, by format.
  static let all: [Truth] =
    openTelemetry + claudeCode + codingAgents + langfuse + mlflow + langSmith + openAIAgents + inspect
    + trajectories + exchanges
}
