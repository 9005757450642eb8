import TraceModel

/// Which record to show of a model call that several nested spans record.
struct TellingRecords {
  /// The record that tells most, by each other one of the same call: the outermost that holds messages.
  let ofSpan: [Int: Int]

  init(_ spans: [Span], tree: SpanTree, figures: Figures) {
    let nested = Dictionary(
      grouping: figures.duplicates.filter { tree.isDescendant($0.of, of: $0.span) }, by: \.of)
    var result: [Int: Int] = [:]
    for (counted, others) in nested {
      let records = ([counted] + others.map(\.span)).sorted { (tree.depth[$0], $0) < (tree.depth[$1], $1) }
      let telling = records.first { record in
        spans[record].llm.map { !$0.input.isEmpty || !$0.output.isEmpty } ?? false
      }
      guard let chosen = telling ?? records.first else { continue }
      for record in records where record != chosen { result[record] = chosen }
    }
    ofSpan = result
  }
}
