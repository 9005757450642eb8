import TraceAnalysis
import TraceCompare
import TraceModel
import TraceText

/// The steps of two runs beside each other; steps that are the same are folded, and of many that follow the rest.
struct ComparisonRows {
  /// More rows are counted, not shown.
  private static let limit = 400

  let comparison: RunComparison

  var rows: [ComparisonView.Row] {
    var rows: [ComparisonView.Row] = []
    var same: [RunComparison.Step] = []
    func fold() {
      if same.count == 1 { rows.append(row(same[0], isFirst: false)) }
      if same.count > 1 { rows.append(folded(same)) }
      same = []
    }
    for (index, step) in comparison.steps.enumerated() {
      guard step.relation != .same else {
        same.append(step)
        continue
      }
      fold()
      if rows.count >= Self.limit {
        let rest = comparison.steps[index...].count { $0.relation != .same }
        rows.append(
          ComparisonView.Row(
            relation: "follows", note: "", isFirst: false,
            fold: "\(Formatting.count(rest)) more steps differ"
          ))
        return rows
      }
      rows.append(row(step, isFirst: index == comparison.firstDifference))
    }
    fold()
    return rows
  }

  private func folded(_ steps: [RunComparison.Step]) -> ComparisonView.Row {
    let names = steps.compactMap { $0.a }.map {
      RunComparison.name(of: comparison.a.trace.spans[$0]).preview(40)
    }
    let shown = names.prefix(6).joined(separator: " · ")
    return ComparisonView.Row(
      relation: RunComparison.Relation.same.rawValue, note: "same", isFirst: false,
      fold: "\(Formatting.count(steps.count, "same step")): \(shown)\(names.count > 6 ? " …" : "")")
  }

  private func row(_ step: RunComparison.Step, isFirst: Bool) -> ComparisonView.Row {
    ComparisonView.Row(
      a: step.a.map { cell($0, comparison.a) }, b: step.b.map { cell($0, comparison.b) },
      relation: step.relation.rawValue, note: note(step), isFirst: isFirst, fold: nil)
  }

  private func cell(_ span: Int, _ run: AnalysedTrace) -> ComparisonView.Row.Cell {
    let facts = run.trace.spans[span]
    var words: [String] = []
    if run.figures.outcomes[span] != .ok { words.append(run.figures.outcomes[span].rawValue) }
    if let usage = facts.llm?.usage, let tokens = usage.output, facts.kind == .llm {
      words.append("\(UsageViews.words(tokens, usage)) out")
    }
    if let duration = facts.duration { words.append(Formatting.duration(duration)) }
    return ComparisonView.Row.Cell(
      number: run.numbers.ofSpan[span]?.description, kind: KindLabel(facts.kind),
      name: RunComparison.name(of: facts).preview(60), facts: words.joined(separator: " · "))
  }

  private func note(_ step: RunComparison.Step) -> String {
    switch step.relation {
    case .same: return "same"
    case .onlyA: return "only in A"
    case .onlyB: return "only in B"
    case .differs, .follows:
      let names = step.parameters.prefix(3).map(\.name)
      let what = names.isEmpty ? step.hasOtherOutcome ? ["outcome"] : [] : names
      let word = step.relation == .follows ? "follows" : what.isEmpty ? "other output" : "differs"
      return word + (what.isEmpty ? "" : "; \(what.joined(separator: ", "))")
    }
  }
}
