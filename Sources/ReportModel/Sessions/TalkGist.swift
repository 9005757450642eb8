import TraceAnalysis
import TraceModel
import TraceText

/// The one line that stands for what an agent wrote and did, until it is opened.
struct TalkGist {
  /// So many tools of a call are named.
  private static let namedRuns = 3

  let context: TraceContext
  /// The last run of each tool with the same arguments, outcome and result, by agent.
  private var runsBefore: [RunKey: Int] = [:]

  init(context: TraceContext) { self.context = context }

  private struct RunKey: Hashable {
    var lane: Int
    var call: CallWithEnd
  }

  /// Gives an entry of the assistant its number, its figures and its line. An answer that runs no tool stays open.
  mutating func fold(_ entry: inout ConversationView.Entry, _ message: Message, span: Int, runs: [Int]) {
    entry.number = context.stepLink(span)
    entry.aside = figures(span)
    entry.isFolded = !runs.isEmpty
    guard entry.isFolded else { return }
    // The marks of Markdown are noise in a line.
    let text = message.text.gist(64)
    if !text.isEmpty { entry.gist = [TextRun("“\(text)” ")] }
    for (place, run) in runs.prefix(Self.namedRuns).enumerated() {
      entry.gist += (place > 0 ? [TextRun(", ")] : []) + words(run)
    }
    if runs.count > Self.namedRuns {
      entry.gist.append(TextRun(" +\(Formatting.count(runs.count - Self.namedRuns)) more"))
    }
    let outcomes = runs.map { context.analysis.figures.outcomes[$0] }
    entry.state = [StepOutcome.failed, .refused, .cancelled].first(where: outcomes.contains)?.rawValue ?? ""
    entry.badges = badges(runs)
    entry.time = time(span, runs)
  }

  /// A run of a tool in words: its name and what it was given, or the command.
  func words(_ run: Int) -> [TextRun] {
    let span = context.spans[run]
    guard let tool = span.tool else { return [TextRun(context.title(run).preview(40))] }
    if let command = tool.command { return [TextRun("$ " + command.text.preview(56), style: .code)] }
    let name = [TextRun(context.title(run).preview(32))]
    if let file = tool.files.first {
      let path = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return name + [TextRun(" "), TextRun(path.preview(40), style: .code)]
    }
    let argument = tool.arguments.map { ArgumentsPreview.text($0.text).preview(40) } ?? ""
    return argument.isEmpty ? name : name + [TextRun(" "), TextRun(argument, style: .code)]
  }

  /// What did not go well, and what was done before with the same result.
  private mutating func badges(_ runs: [Int]) -> [TonedWord] {
    var result: [TonedWord] = []
    for run in runs {
      if context.analysis.figures.outcomes[run] != .ok {
        result += ToolBuilder(context: context).badges(run, context.spans[run].tool ?? ToolExecution())
      }
      if let before = known(run), let number = context.numbers.ofSpan[before] {
        result.append(TonedWord(text: "same as \(number)", tone: .plain))
      }
    }
    return result.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The last run like this one; remembers this one.
  private mutating func known(_ run: Int) -> Int? {
    let call = CallWithEnd(context.spans[run], outcome: context.analysis.figures.outcomes[run])
    guard call.isWhole else { return nil }
    let key = RunKey(lane: context.analysis.agents.ofSpan[run], call: call)
    defer { runsBefore[key] = run }
    return runsBefore[key]
  }

  /// From the start of the call to the end of the last of its tools.
  private func time(_ span: Int, _ runs: [Int]) -> String {
    guard let start = context.spans[span].start else { return "" }
    let ends = ([span] + runs).compactMap { context.spans[$0].end?.nanoseconds(since: start) }
    return ends.max().map { Formatting.duration(max(0, $0)) } ?? ""
  }

  private func figures(_ span: Int) -> String {
    let usage = context.spans[span].llm?.usage
    func tokens(_ count: Int?, _ word: String) -> String? {
      usage.flatMap { usage in count.map { UsageViews.short($0, usage) + " " + word } }
    }
    let cost = context.figuresOfCall[span].flatMap { $0.cost == nil ? nil : CostWords($0).amount }
    return [
      context.spans[span].duration.map(Formatting.duration), tokens(usage?.input, "in"),
      tokens(usage?.output, "out"), cost,
    ].compactMap(\.self).joined(separator: " · ")
  }

  /// When a prompt came, from the start of the run, and how long nothing had run before it.
  func moment(of prompt: Int) -> String {
    guard let offset = context.analysis.timing.offset[prompt] else { return "" }
    let gap = context.analysis.activeTime.idle.last { $0.start <= offset && offset - 1_000_000_000 <= $0.end }
    let idle = gap.map { "after \(Formatting.duration(min(offset, $0.end) - $0.start)) idle" }
    return [Formatting.offset(offset), idle].compactMap(\.self).joined(separator: " · ")
  }
}
