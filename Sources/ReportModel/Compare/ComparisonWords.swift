import TraceAnalysis
import TraceCompare
import TraceModel
import TraceText

/// The sentence that a comparison opens on, and what follows it.
struct ComparisonWords {
  let comparison: RunComparison

  private var a: AnalysedTrace { comparison.a }
  private var b: AnalysedTrace { comparison.b }

  /// What became of B, and where the runs first differ.
  var sentence: String {
    guard let first = comparison.firstDifference else { return verdict }
    let step = comparison.steps[first]
    return
      "\(verdict) They first differ at \(Self.step(step.a, step.b, comparison)): \(what(step))."
  }

  /// By the first that holds: judged otherwise, only one failed, a finding of one alone, other answers, the same.
  private var verdict: String {
    let (left, right) = (TraceClass(a.outcome), TraceClass(b.outcome))
    if left != right, left != .unscored, right != .unscored {
      return "B is \(Self.word(right)) where A was \(Self.word(left))."
    }
    if (left == .error) != (right == .error) { return "Only \(left == .error ? "A" : "B") failed." }
    let hasOtherAnswer = a.conversation.answer != b.conversation.answer
    if let finding = telling(of: b, besides: a) {
      return "Only B has the finding “\(finding.headline)”."
    }
    if let finding = telling(of: a, besides: b) {
      return "Only A has the finding “\(finding.headline)”"
        + (hasOtherAnswer ? ", and the answers differ." : ".")
    }
    if hasOtherAnswer { return "The answers differ." }
    if comparison.firstDifference == nil {
      let count = Formatting.count(comparison.steps.count, "step")
      return "The runs are the same: \(count) with the same input, parameters and output."
    }
    return "The answers are the same."
  }

  private static func word(_ trace: TraceClass) -> String {
    trace == .error ? "an error" : trace.word
  }

  /// The first finding that matters and that the other run does not have.
  private func telling(of run: AnalysedTrace, besides other: AnalysedTrace) -> Finding? {
    let known = Set(other.findings.map(\.id))
    return run.findings.first { $0.severity != .info && !known.contains($0.id) }
  }

  /// What differs at a step, without a full stop.
  private func what(_ step: RunComparison.Step) -> String {
    guard let left = step.a, let right = step.b else {
      return "only \(step.a == nil ? "B" : "A") has it"
    }
    if step.hasOtherInput { return "it was given something else" }
    let (old, new) = (a.trace.spans[left], b.trace.spans[right])
    if let moved = moved(old, new) { return moved }
    if step.hasOtherOutcome {
      let (old, new) = (a.figures.outcomes[left], b.figures.outcomes[right])
      return "\(old.rawValue) in A and \(new.rawValue) in B"
    }
    if let change = step.parameters.first, !step.hasOtherOutput { return Self.words(change) }
    if let change = step.parameters.first {
      return "\(Self.words(change)), and it gave something else"
    }
    return "the same input gave another output"
  }

  /// The first rank at which the documents of a search are not the same.
  private func moved(_ old: Span, _ new: Span) -> String? {
    guard let before = old.retrieval?.documents, let after = new.retrieval?.documents else {
      return nil
    }
    let moves = DocumentMoves(before, after)
    guard !moves.areSame else { return nil }
    func title(_ document: Document) -> String {
      "“\((document.title ?? document.id ?? document.content).preview(60))”"
    }
    let other = moves.moves.filter { $0.a != $0.b }
    guard let rank = other.flatMap({ [$0.a, $0.b].compactMap(\.self) }).min() else {
      let text = moves.moves.first { $0.hasOtherText }.flatMap(\.a)
      return text.map { "the text of \(title(before[$0])) is another one" }
    }
    guard rank < before.count else { return "B got \(title(after[rank])) too" }
    guard rank < after.count else { return "B did not get \(title(before[rank]))" }
    let isSwapped = moves.moves.contains { $0.a == rank && $0.b != nil }
    return isSwapped
      ? "B got \(title(after[rank])) before \(title(before[rank]))"
      : "B got \(title(after[rank])) at rank \(rank + 1), where A got \(title(before[rank]))"
  }

  /// Parameters at the first difference, what follows from it, and what differs besides.
  var notes: [String] {
    guard let first = comparison.firstDifference else {
      return ["Times, ids and what they cost are not compared."]
    }
    var notes: [String] = []
    let step = comparison.steps[first]
    let changed = step.parameters.map(Self.words)
    if !changed.isEmpty { notes.append("Its \(Wording.list(changed)).") }
    if !step.sameParameters.isEmpty, step.relation == .differs {
      notes.append("The same in both: \(Wording.list(step.sameParameters)).")
    }
    let rest = comparison.steps[(first + 1)...]
    let following = rest.filter { $0.relation == .follows && $0.parameters.isEmpty }
    if !following.isEmpty {
      notes.append(
        "\(Formatting.count(following.count, "step")) of B follow\(following.count == 1 ? "s" : "") from it: their input differed already."
      )
    }
    for other in rest.filter({ $0.relation == .follows && !$0.parameters.isEmpty }).prefix(3) {
      notes.append(
        "At \(Self.step(other.a, other.b, comparison)) \(Wording.list(other.parameters.map(Self.words)))."
      )
    }
    let apart = rest.filter { $0.relation == .differs }
    if !apart.isEmpty {
      notes.append(
        "\(Formatting.count(apart.count, "later step")) with the same input differ\(apart.count == 1 ? "s" : "") too."
      )
    }
    for (side, relation) in [("A", RunComparison.Relation.onlyA), ("B", .onlyB)] {
      let alone = rest.filter { $0.relation == relation }
      guard !alone.isEmpty else { continue }
      let names = alone.prefix(3).map { Self.step($0.a, $0.b, comparison) }
      let more = alone.count - names.count
      notes.append(
        "Only \(side) has \(Wording.list(names))"
          + (more > 0 ? " and \(Formatting.count(more)) more" : "") + ".")
    }
    return notes
  }

  private static func words(_ change: RunComparison.ParameterChange) -> String {
    let (a, b) = (change.a.map { $0.preview(60) }, change.b.map { $0.preview(60) })
    return switch (a, b) {
    case (let a?, let b?): "\(change.name) is \(a) in A and \(b) in B"
    case (let a?, nil): "\(change.name), \(a) in A, is not stated in B"
    case (nil, let b?): "\(change.name), \(b) in B, is not stated in A"
    case (nil, nil): change.name
    }
  }

  /// `#3 vector_search`; with B's number where it is another one.
  static func step(_ a: Int?, _ b: Int?, _ comparison: RunComparison) -> String {
    func number(_ span: Int?, _ run: AnalysedTrace) -> String? {
      span.flatMap { run.numbers.ofSpan[$0]?.description }
    }
    let run = a == nil ? comparison.b : comparison.a
    let (left, right) = (number(a, comparison.a), number(b, comparison.b))
    let name = (a ?? b).map { RunComparison.name(of: run.trace.spans[$0]) } ?? ""
    let other = left != nil && right != nil && left != right ? " (\(right ?? "") in B)" : ""
    return [left ?? right, name].compactMap(\.self).joined(separator: " ") + other
  }
}
