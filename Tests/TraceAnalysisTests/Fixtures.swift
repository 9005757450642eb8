import TraceAnalysis
import TraceModel

/// Milliseconds after an arbitrary moment.
func at(_ milliseconds: Int64) -> Timestamp {
  Timestamp(nanoseconds: 1_763_647_392_000_000_000 + milliseconds * 1_000_000)
}

/// A span from and to milliseconds after the run's start.
func span(
  _ id: String, in parent: String? = nil, _ kind: SpanKind = .generic, _ times: ClosedRange<Int64>? = nil,
  name: String? = nil, edit: (inout Span) -> Void = { _ in }
) -> Span {
  var span = Span(
    id: id, parentID: parent, name: name ?? id, kind: kind, start: times.map { at($0.lowerBound) },
    end: times.map { at($0.upperBound) })
  edit(&span)
  return span
}

/// A step of no kind in particular.
func span(
  _ id: String, in parent: String? = nil, _ times: ClosedRange<Int64>, edit: (inout Span) -> Void = { _ in }
) -> Span {
  span(id, in: parent, .generic, times, edit: edit)
}

/// An LLM span with a model and tokens.
func llm(
  _ id: String, in parent: String? = nil, _ times: ClosedRange<Int64>? = nil, model: String? = "gpt-4o",
  input: Int? = 100, output: Int? = 10, response: String? = nil, says: String? = nil,
  edit: (inout Span) -> Void = { _ in }
) -> Span {
  span(id, in: parent, .llm, times) { span in
    var call = LLMCall(requestModel: model, responseID: response)
    if input != nil || output != nil { call.usage = TokenUsage(input: input, output: output) }
    if let says { call.output = [Message(role: .assistant, text: says)] }
    span.llm = call
    edit(&span)
  }
}

func trace(_ spans: Span...) -> Trace { Trace(id: "t", format: "test", spans: spans) }

extension AnalysedTrace {
  func finding(_ id: FindingID) -> Finding? { findings.first { $0.id == id } }
}
