import TraceAnalysis
import TraceModel
import TraceText

/// The list of findings, and what the tool calls of the run came to.
struct FindingsBuilder {
  /// A name in a finding may be as long as its writer liked.
  private static let limit = 600
  /// So much of a text tells it from others.
  private static let beginning = 30
  /// So many steps are named at the end of a finding's line.
  private static let stepLimit = 3

  let context: TraceContext

  private var analysis: AnalysedTrace { context.analysis }

  func findings() -> FindingsView {
    let views = analysis.findings.map(finding)
    let gravest = analysis.findings.map(\.severity)
    let tone: Tone = gravest.contains(.error) ? .error : gravest.contains(.warning) ? .warning : .plain
    let (calls, tools, failures) = (callEndings, toolEndings, failures)
    return FindingsView(
      title: views.isEmpty
        ? none(besides: !calls.isEmpty || !tools.isEmpty || !failures.isEmpty)
        : Formatting.count(views.count, "finding"),
      ending: ending, first: Array(views.prefix(FindingsView.limit)),
      others: Array(views.dropFirst(FindingsView.limit)),
      tone: tone, calls: calls, tools: tools, failures: failures)
  }

  /// That there are no findings, in view of what stands above and beside: a run that did not end well, and steps that
  /// did not, are told there.
  private func none(besides hasEndings: Bool) -> String {
    let isPlain = [.plain, .ok].contains(analysis.outcome.kind.tone)
    let others = analysis.figures.outcomes.count { $0 != .ok }
    let steps =
      others == 1
      ? "the step that did not succeed" : "the \(Formatting.count(others)) steps that did not succeed"
    let told = [isPlain ? nil : "the outcome", hasEndings ? steps : nil].compactMap(\.self)
    guard told.isEmpty else { return "No findings besides \(told.joined(separator: " and "))." }
    // What nobody looked at must not read like what was found in order.
    let isKnown = context.spans.contains { RunSteps.workKinds.contains($0.kind) || $0.llm != nil }
    return isKnown
      ? "No findings: no check of this version noticed anything."
      : "Nothing to check: no model call, search or tool was recognised in these spans."
  }

  /// What a run that did not end well ended with, where the header has no room for it and no finding says it.
  private var ending: String? {
    guard ![.plain, .ok].contains(analysis.outcome.kind.tone), let evidence = analysis.outcome.evidence,
      evidence.hasMoreCharacters(than: HeaderBuilder.evidenceLimit)
    else { return nil }
    let beginning = evidence.preview(Self.beginning).dropLast()
    let isTold = analysis.findings.prefix(FindingsView.limit).contains { finding in
      (finding.title + finding.detail.map(\.text).joined()).preview(.max).contains(beginning)
    }
    return isTold ? nil : evidence.preview(Self.limit)
  }

  /// The steps that failed of themselves, are no tool calls and that no finding tells, so that each counted error
  /// can be reached.
  private var failures: [StepLink] {
    let figures = analysis.figures
    let told = Set(analysis.findings.flatMap(\.spans))
    let failed = context.spans.indices.filter {
      figures.failedOfItself($0) && context.spans[$0].kind != .tool && !told.contains($0)
    }
    let links = failed.prefix(Self.stepLimit).map { span in
      let number = context.stepLink(span).map { $0.words + " " } ?? ""
      return StepLink(
        words: number + context.title(span).preview(24), anchor: context.anchors[context.shown(span)])
    }
    return links + rest(of: failed, after: links.count) { $0 }
  }

  /// `+4`, which leads to the first of the steps that are not named.
  private func rest<Step>(of steps: [Step], after named: Int, first: (Step) -> Int) -> [StepLink] {
    guard steps.count > named else { return [] }
    return [
      StepLink(
        words: "+\(Formatting.count(steps.count - named))",
        anchor: context.anchors[context.shown(first(steps[named]))])
    ]
  }

  /// What the tool calls came to; empty where all did their work, or where there are none.
  private var toolEndings: [FindingsView.Ending] {
    let tools = context.spans.indices.filter { context.spans[$0].kind == .tool }
    return endings(tools, unless: [.ok])
  }

  /// What the model calls came to where some were stopped; those that failed are told by findings or by name.
  private var callEndings: [FindingsView.Ending] {
    endings(analysis.figures.calls.map(\.span), unless: [.ok, .failed])
  }

  /// What steps came to; empty where all came to one of some outcomes.
  private func endings(_ steps: [Int], unless told: Set<StepOutcome>) -> [FindingsView.Ending] {
    let calls = Dictionary(grouping: steps) { analysis.figures.outcomes[$0] }
    guard calls.keys.contains(where: { !told.contains($0) }) else { return [] }
    return StepOutcome.allCases.compactMap { outcome in
      guard let calls = calls[outcome], let first = calls.first else { return nil }
      return .init(
        sign: Sign(outcome), count: Formatting.count(calls.count), word: outcome.rawValue,
        first: outcome == .ok ? nil : context.reference(context.shown(first)))
    }
  }

  private func finding(_ finding: Finding) -> FindingView {
    let detail = finding.detail.map { part -> TextRun in
      switch part {
      case .plain(let text):
        TextRun(text.hasMoreCharacters(than: Self.limit) ? text.preview(Self.limit) : text)
      case .term(let text): TextRun(text, style: .mark)
      case .code(let text): TextRun(text, style: .code)
      }
    }
    let tone: Tone =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .info: .plain
      }
    let method = finding.isHeuristic ? "Heuristic\(finding.method.map { ": \($0)" } ?? "")." : nil
    return FindingView(
      title: finding.title.count > Self.limit
        ? finding.title.preview(Self.limit) : finding.title,
      kind: FindingKind(finding.id), detail: detail, method: method, tone: tone,
      target: finding.spans.first.map { context.reference(context.shown($0)) },
      steps: steps(finding.spans))
  }

  /// The steps that a finding rests on, those in a row as one.
  private func steps(_ spans: [Int]) -> [StepLink] {
    var runs: [(first: Int, last: Int)] = []
    for span in spans {
      if let last = runs.last, let before = context.numbers.ofSpan[last.last],
        let here = context.numbers.ofSpan[span],
        before.tool == 0, here.tool == 0, here.step == before.step || here.step == before.step + 1
      {
        runs[runs.count - 1].last = span
      } else {
        runs.append((span, span))
      }
    }
    var links = runs.prefix(Self.stepLimit).map { run in
      var link = context.namedLink(run.first)
      if run.first != run.last, let first = context.numbers.ofSpan[run.first],
        let last = context.numbers.ofSpan[run.last]
      {
        link.words = first == last ? "\(first)" : "\(first)–\(last)"
      }
      return link
    }
    links += rest(of: runs, after: links.count, first: \.first)
    return links.reduce(into: []) { if $0.last?.words != $1.words { $0.append($1) } }
  }
}
