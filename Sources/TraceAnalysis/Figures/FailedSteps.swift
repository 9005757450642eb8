import TraceModel
import TraceText

extension AnalysedTrace {
  /// The steps that failed of themselves, in their order.
  package var failedSteps: [Int] { trace.spans.indices.filter(figures.failedOfItself) }

  /// The line in which a failed step says why; `nil` where it says nothing.
  package func failureLine(of span: Int) -> String? {
    ErrorMarks.message(trace.spans[span]).flatMap(FailureText.line)
  }
}
