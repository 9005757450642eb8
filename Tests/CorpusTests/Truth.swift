import TestSupport
import Testing
import TraceAnalysis
import TraceModel

/// What a file holds, counted from the raw file by a program that shares no line with tracepage.
///
/// Spans of kind `llm` are all that record a model call. Calls are those of them that count: the innermost of nested
/// records, and of those that carry one response id in a trace one for each prompt or answer at a time of its own.
/// Tokens are those of calls, cached ones within input and reasoning within output whatever the source does; `nil`
/// where no call states them.
struct Truth: Sendable, CustomTestStringConvertible {
  var file: String
  var traces: Int
  /// Spans by kind, as `llm 3, tool 2`, in the order of the alphabet.
  var kinds: String
  var calls: Int
  var errors: Int
  var input: Int?
  var output: Int?
  var cacheRead: Int?
  var cacheWrite: Int?
  var reasoning: Int?
  /// The models of the calls, sorted.
  var models: [String]

  init(
    _ file: String, traces: Int, kinds: String, calls: Int, errors: Int, input: Int? = nil,
    output: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil, reasoning: Int? = nil, models: [String]
  ) {
    (self.file, self.traces, self.kinds, self.calls, self.errors) = (file, traces, kinds, calls, errors)
    (self.input, self.output, self.reasoning) = (input, output, reasoning)
    (self.cacheRead, self.cacheWrite, self.models) = (cacheRead, cacheWrite, models)
  }

  var testDescription: String { file }

  /// The rows of the files that stand in the repository or beside it.
  static let present = all.filter { Corpus.has($0.file) }

  /// Every row, by format.
  static let all: [Truth] =
    openTelemetry + envelopes + claudeCode + codingAgents + messages + langfuse + mlflow + langSmith
    + openAIAgents
    + inspect
    + trajectories + exchanges + sessionDatabases + textTranscripts
}
