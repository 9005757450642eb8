public import ReportModel
public import TraceAnalysis
public import TraceCheck
import TraceText

/// What became of a check, for a terminal, a build, a comment.
public struct CheckReport: Sendable {
  /// The suite's name, by which its comment is found again.
  public var name: String
  /// What was checked, as its page shows it.
  public var page: ReportPage
  /// The rules, in the order in which they were given.
  public var results: [RuleResult]
  /// What the baseline is called; `nil` without one.
  public var baseline: String?
  /// Where the page can be opened; `nil` where it is not known.
  public var pageURL: String?
  /// Where a page that compares with the baseline can be opened; `nil` where there is none.
  public var comparisonURL: String?
  /// The traces' names and places.
  let addresses: StepAddresses
  let analyses: [AnalysedTrace]

  /// - Parameter analyses: The traces of the page, in its order.
  public init(
    name: String, page: ReportPage, analyses: [AnalysedTrace], results: [RuleResult], baseline: String? = nil,
    pageURL: String? = nil, comparisonURL: String? = nil
  ) {
    self.name = name
    self.page = page
    self.analyses = analyses
    self.results = results
    self.baseline = baseline
    self.pageURL = pageURL
    self.comparisonURL = comparisonURL
    addresses = StepAddresses(analyses)
  }

  /// The rules with those that did not pass first.
  var worstFirst: [RuleResult] {
    RuleResult.Verdict.allCases.flatMap { verdict in results.filter { $0.verdict == verdict } }
  }

  /// `4 of 5 rules failed`, `all 5 rules passed`.
  var title: String {
    let failed = results.count { $0.verdict == .failed }
    let unknown = results.count { $0.verdict == .unknown }
    let all = Formatting.count(results.count, "rule")
    if failed + unknown == 0 { return results.count == 1 ? "the rule passed" : "all \(all) passed" }
    let parts = [
      failed > 0 ? "\(Formatting.count(failed)) of \(all) failed" : nil,
      unknown > 0
        ? failed > 0
          ? "\(Formatting.count(unknown)) unknown" : "\(Formatting.count(unknown)) of \(all) unknown" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// What a rule met, in one sentence without a full stop: value, what is allowed, why it is unknown.
  func sentence(_ result: RuleResult) -> String {
    let baseline = result.baseline.map { ", baseline \($0)" } ?? ""
    let change = result.change.map { " (\($0))" } ?? ""
    let note = result.note.map { ": \($0)" } ?? ""
    return "\(result.value), \(result.limit)\(baseline)\(change)\(note)"
  }

  /// A step or a trace in words: `#17`, `sample 4 #17`; `nil` for the only trace as a whole.
  func words(_ place: RuleResult.Place) -> String? {
    let parts = [
      addresses.trace(place.trace), place.span.map { addresses.step(trace: place.trace, span: $0) },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
