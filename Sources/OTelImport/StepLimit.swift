import TraceModel

extension Trace {
  /// Reads that an agent of smolagents ended at its limit of steps, which its spans tell without an error: after the
  /// last step that it may take it asks the model for an answer outside of any step.
  mutating func concludeStepLimit() {
    guard ending == nil else { return }
    for root in spans where root.parentID == nil {
      guard let limit = root.attributes["smolagents.max_steps"]?.int else { continue }
      let below = spans.filter { $0.parentID == root.id }
      guard below.contains(where: { $0.name == "Step \(limit)" }), let last = below.last, last.kind == .llm
      else {
        continue
      }
      ending = RecordedEnding(.limit, words: "max_steps \(limit)", spanID: root.id)
    }
  }
}
