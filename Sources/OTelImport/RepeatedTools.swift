package import TraceModel

extension Trace {
  /// Makes one tool call of two spans that record it, one within the other: the inner one becomes a step of the
  /// framework.
  ///
  /// They do where the inner one is all that the outer one holds, was given the same, and began and ended with it but
  /// for a few milliseconds, such as LlamaIndex's `FunctionTool.__call__` around `FunctionTool.call`.
  package mutating func foldRepeatedTools() {
    var children: [String: [Int]] = [:]
    for (index, span) in spans.enumerated() {
      if let parent = span.parentID { children[parent, default: []].append(index) }
    }
    for outer in spans {
      guard let inner = children[outer.id], inner.count == 1, spans[inner[0]].isRepeat(of: outer) else {
        continue
      }
      let tool = spans[inner[0]].tool
      spans[inner[0]].kind = .chain
      spans[inner[0]].isFrameworkInternal = true
      spans[inner[0]].input = spans[inner[0]].input ?? tool?.arguments
      spans[inner[0]].output = spans[inner[0]].output ?? tool?.result
      spans[inner[0]].tool = nil
    }
  }
}

extension Span {
  fileprivate func isRepeat(of outer: Span) -> Bool {
    guard kind == .tool, outer.kind == .tool, let tool, let other = outer.tool,
      tool.arguments?.text == other.arguments?.text,
      tool.result == nil || tool.result?.text == other.result?.text,
      let start, let outerStart = outer.start, let end, let outerEnd = outer.end
    else { return false }
    let margin: UInt64 = 10_000_000
    return start.nanoseconds(since: outerStart).magnitude <= margin
      && outerEnd.nanoseconds(since: end).magnitude <= margin
  }
}
