public import TraceAnalysis
import TraceText

/// Judges traces by rules.
public struct Check: Sendable {
  private let traces: [AnalysedTrace]
  private let baseline: [AnalysedTrace]?

  /// - Parameters:
  ///   - traces: What is judged; at least one.
  ///   - baseline: What it is compared with, where rules ask for it.
  public init(_ traces: [AnalysedTrace], baseline: [AnalysedTrace]? = nil) {
    self.traces = traces
    self.baseline = baseline
  }

  /// What becomes of each rule, in their order.
  public func judge(_ rules: [Rule]) -> [RuleResult] { rules.map(judge) }

  private func judge(_ rule: Rule) -> RuleResult {
    switch rule.condition {
    case .finding(let id): judge(rule, finding: id)
    case .outcome(let isEqual, let kind): judge(rule, outcome: kind, isEqual: isEqual)
    case .newlyWrong(let comparison, let limit): judge(rule, newlyWrong: comparison, limit)
    case .figure(let figure, .each, let comparison, let limit): judge(rule, each: figure, comparison, limit)
    case .figure(let figure, .all(let aggregate), let comparison, let limit):
      judge(rule, figure, aggregate, comparison, limit)
    }
  }

  private func judge(_ rule: Rule, finding id: FindingID) -> RuleResult {
    let places = traces.enumerated().flatMap { trace, analysis in
      analysis.findings.filter { $0.id == id }.prefix(1).map {
        RuleResult.Place(trace: trace, span: $0.spans.first, value: $0.title)
      }
    }
    return RuleResult(
      rule: rule, verdict: places.isEmpty ? .passed : .failed, figure: "finding \(id.rawValue)",
      value: places.isEmpty ? "none" : traces.count == 1 ? "found" : ofTraces(places.count),
      limit: "none allowed",
      baseline: baseline.map { traces in
        let count = traces.count { $0.findings.contains { $0.id == id } }
        return count == 0 ? "none" : traces.count == 1 ? "found" : Formatting.count(count)
      }, change: nil, note: nil, places: places)
  }

  private func judge(_ rule: Rule, outcome kind: RunOutcome.Kind, isEqual: Bool) -> RuleResult {
    let places = traces.enumerated().filter { ($0.element.outcome.kind == kind) == isEqual }.map {
      RuleResult.Place(trace: $0.offset, span: $0.element.outcome.span, value: $0.element.outcome.title)
    }
    return RuleResult(
      rule: rule, verdict: places.isEmpty ? .passed : .failed, figure: "outcome",
      value: traces.count == 1
        ? traces[0].outcome.kind.rawValue : places.isEmpty ? "all" : ofTraces(places.count),
      limit: isEqual ? "other than \(kind.rawValue)" : kind.rawValue,
      baseline: baseline.flatMap { $0.count == 1 ? $0[0].outcome.kind.rawValue : nil }, change: nil,
      note: nil,
      places: places)
  }

  private func judge(_ rule: Rule, newlyWrong comparison: Comparison, _ limit: Double) -> RuleResult {
    let wrong = NewlyWrong(traces, since: baseline ?? [])
    let count = Double(wrong.places.count)
    let known = Measurement(value: count, isLowerBound: wrong.gap != nil, gap: wrong.gap)
    let verdict: RuleResult.Verdict =
      switch known.compares(comparison, limit) {
      case .holds: .failed
      case .fails: .passed
      case .unknown: .unknown
      }
    return RuleResult(
      rule: rule, verdict: verdict, figure: "wrong now, right in the baseline", value: known.words(.count),
      limit: words(comparison, limit, .count), baseline: nil, change: nil,
      note: baseline == nil ? "there is no --baseline" : verdict == .unknown ? wrong.gap : wrong.note,
      places: wrong.places)
  }

  private func judge(_ rule: Rule, each figure: Figure, _ comparison: Comparison, _ limit: Limit)
    -> RuleResult
  {
    let reference = reference(figure, nil, limit)
    let measured = traces.map(figure.measure)
    let answers = measured.map { value -> Measurement.Answer in
      reference.limit.map { value.compares(comparison, $0) } ?? .unknown
    }
    let failed = answers.indices.filter { answers[$0] == .holds }
    let unknown = answers.indices.filter { answers[$0] == .unknown }
    // The farthest from the limit first, then in their order.
    let worst = failed.sorted {
      let (left, right) = (measured[$0].value ?? 0, measured[$1].value ?? 0)
      let isLeftFarther = [.below, .atMost].contains(comparison) ? left < right : left > right
      return left == right ? $0 < $1 : isLeftFarther
    }
    let shown = failed.isEmpty ? unknown : worst
    return RuleResult(
      rule: rule, verdict: !failed.isEmpty ? .failed : unknown.isEmpty ? .passed : .unknown,
      figure: "\(figure.title) of each", value: shown.isEmpty ? "all within it" : ofTraces(shown.count),
      limit: words(comparison, reference.limit, figure.unit), baseline: reference.words, change: nil,
      note: reference.gap ?? (failed.isEmpty ? unknown.first.flatMap { measured[$0].gap } : nil),
      places: shown.map {
        RuleResult.Place(trace: $0, span: measured[$0].span, value: measured[$0].words(figure.unit))
      })
  }

  private func judge(
    _ rule: Rule, _ figure: Figure, _ aggregate: Aggregate?, _ comparison: Comparison, _ limit: Limit
  ) -> RuleResult {
    let together = FigureOfAll(figure, aggregate, of: traces)
    let reference = reference(figure, aggregate, limit)
    let answer = reference.limit.map { together.measurement.compares(comparison, $0) } ?? .unknown
    let verdict: RuleResult.Verdict =
      switch answer {
      case .holds: .failed
      case .fails: .passed
      case .unknown: .unknown
      }
    return RuleResult(
      rule: rule, verdict: verdict, figure: together.title,
      value: together.measurement.words(figure.unit), limit: words(comparison, reference.limit, figure.unit),
      baseline: reference.words,
      change: reference.value.flatMap { before in
        together.measurement.value.flatMap { figure.change(from: before, to: $0) }
      },
      note: verdict == .unknown
        ? together.measurement.value == nil
          ? together.measurement.gap : reference.gap ?? together.measurement.gap
        : together.note,
      places: together.place.map { [$0] } ?? [])
  }
}

/// Baselines, and words.
extension Check {
  /// What a limit comes to; `limit` is `nil` where the baseline's value is not known.
  private func reference(_ figure: Figure, _ aggregate: Aggregate?, _ limit: Limit)
    -> (limit: Double?, value: Double?, words: String?, gap: String?)
  {
    let of = baseline.map { FigureOfAll(figure, aggregate, of: $0).measurement }
    guard let factor = limit.baseline else { return (limit.amount, of?.value, of?.words(figure.unit), nil) }
    guard let of else { return (nil, nil, nil, "there is no --baseline") }
    guard let value = of.value, !of.isLowerBound else {
      return (nil, nil, of.words(figure.unit), "of the baseline, \(of.gap ?? "it is not known")")
    }
    return (value * factor + limit.amount, value, of.words(figure.unit), nil)
  }

  private func words(_ comparison: Comparison, _ limit: Double?, _ unit: Figure.Unit) -> String {
    "\(comparison.allowed) \(limit.map { Amount.words($0, unit) } ?? "–")"
  }

  private func ofTraces(_ count: Int) -> String {
    "\(Formatting.count(count)) of \(Formatting.count(traces.count, "trace"))"
  }
}
