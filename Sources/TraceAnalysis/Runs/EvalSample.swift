import TraceModel

/// Which sample of which evaluation a trace is, where its source is the log of one.
package struct EvalSample: Hashable {
  /// The evaluation's name.
  package let task: String
  /// The sample's id.
  package let id: String
  /// Which of several runs of the sample, from 1.
  package let epoch: Int

  /// Reads what Inspect's logs say of a sample: the task stands at the trace, id and epoch at its root.
  package init?(_ analysis: AnalysedTrace) {
    guard analysis.trace.format == "inspect", let task = analysis.trace.attributes["eval.task"]?.string,
      let root = analysis.tree.roots.first,
      let id = analysis.trace.spans[root].attributes["id"].flatMap({ $0.string ?? $0.int.map(String.init) })
    else { return nil }
    self.task = task
    self.id = id
    epoch = analysis.trace.spans[root].attributes["epoch"]?.int ?? 1
  }
}
