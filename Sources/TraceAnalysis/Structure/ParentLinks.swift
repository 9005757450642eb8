import TraceModel

/// The parent of each span by index, with cycles cut.
struct ParentLinks {
  private(set) var parent: [Int?]
  /// The id of a parent that the trace does not hold.
  private var missing: [String?]

  init(_ spans: [Span]) {
    var indexByID: [String: Int] = [:]
    indexByID.reserveCapacity(spans.count)
    // By index: to take a span out of the array copies all of it.
    for index in spans.indices where indexByID[spans[index].id] == nil { indexByID[spans[index].id] = index }

    parent = [Int?](repeating: nil, count: spans.count)
    missing = [String?](repeating: nil, count: spans.count)
    for index in spans.indices {
      guard let id = spans[index].parentID, !id.isEmpty else { continue }
      if let found = indexByID[id] { parent[index] = found } else { missing[index] = id }
    }
  }

  /// Cuts each cycle at its first span and answers with the spans that lost their link, by index.
  mutating func cutCycles() -> [Int] {
    var cuts: [Int] = []
    // 0: not visited, otherwise the number of the walk that came by.
    var visit = [Int](repeating: 0, count: parent.count)
    for start in parent.indices where visit[start] == 0 {
      let walk = start + 1
      var path: [Int] = []
      var next: Int? = start
      while let span = next, visit[span] == 0 {
        visit[span] = walk
        path.append(span)
        next = parent[span]
      }
      guard let closing = next, visit[closing] == walk, let from = path.firstIndex(of: closing) else {
        continue
      }
      let cut = path[from...].min() ?? closing
      parent[cut] = nil
      cuts.append(cut)
    }
    return cuts.sorted()
  }

  func missingParents(in order: [Int]) -> [SpanTree.MissingParent] {
    var ids: [String] = []
    var children: [String: [Int]] = [:]
    for span in order {
      guard let id = missing[span] else { continue }
      if children[id] == nil { ids.append(id) }
      children[id, default: []].append(span)
    }
    return ids.map { SpanTree.MissingParent(id: $0, children: children[$0] ?? []) }
  }
}
