import ArgumentParser
import Glibc
import ReportText
import TraceAnalysis
import TraceCheck
import TracePipeline
import TraceText

/// `tracepage check`: traces against rules, for CI.
struct CheckCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judges traces by rules: exits with 1 where one fails.",
    discussion: """
      A rule says on what to fail: a figure, a comparison, a limit.

        errors > 0                  cost > 0.10            duration > 30s
        tokens.output > 5000        context.fill > 80%     llm.calls > 20
        tool.failed('search') > 2   score(accuracy) < 0.8  outcome != answered
        finding(answer-follows-other-document)             cost > baseline * 1.2
        new-wrong > 0

      Figures: errors, refused, cancelled, findings, spans, cost (US dollars), duration, tokens and tokens.input, \
      .fresh, .cached, .output, .reasoning, context.fill, llm.calls, tool.calls, tool.failed, score(name), pass (the \
      share of right traces). Of several traces, counts and costs are added up, the longest duration and the fullest \
      context count, and scores are a mean; .sum, .mean, .max, .min, .p50, .p95 behind a figure say it otherwise, and \
      “each” before it judges every trace for itself. “baseline” is the same figure of --baseline: alone, times a \
      number, plus or minus an amount. new-wrong counts the traces whose outcome or score was right in --baseline and \
      is wrong now, by sample, else by question.

      What is not known is never passed: where a cost is missing, a rule on it is told as unknown and fails, unless \
      what is known is beyond the limit already. Unknown scores fail so too.
      """)

  @OptionGroup
  var input: InputOptions

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp("A rule to fail on, such as 'cost > 0.10'; may be repeated.", valueName: "rule"))
  var failOn: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of rules, one a line; lines with # at their start are comments.", valueName: "file"),
    completion: .file())
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "The trace, page or folder that rules with “baseline” compare with.", valueName: "input"),
    completion: .file())
  var baseline: String?

  @Option(help: ArgumentHelp("The suite's name. Default: the input's.", valueName: "text"))
  var name: String?

  @Option(
    help: ArgumentHelp("Writes the answers as JUnit's XML too.", valueName: "file"), completion: .file())
  var junit: String?

  @Option(
    help: ArgumentHelp(
      "Writes a comment for a pull request; its first line finds it again.", valueName: "file"),
    completion: .file())
  var comment: String?

  @Flag(
    name: .customLong("github-summary"),
    help: "Appends to the job's summary, the file that GITHUB_STEP_SUMMARY names.")
  var githubSummary = false

  @Flag(help: "Prints what failed as commands of GitHub Actions, which show it beside the run.")
  var annotations = false

  @Option(
    name: .customLong("page-url"),
    help: ArgumentHelp("Where the page can be opened, for links to its steps.", valueName: "address"))
  var pageURL: String?

  @Option(
    name: .customLong("comparison-url"),
    help: ArgumentHelp(
      "Where a page of “tracepage compare” with the baseline can be opened, for a link in the comment and the summary.",
      valueName: "address"))
  var comparisonURL: String?

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if failOn.isEmpty && rules == nil {
      throw ValidationError("There is no rule: name one with --fail-on 'errors > 0', or a file with --rules.")
    }
    for (option, address) in [("--page-url", pageURL), ("--comparison-url", comparisonURL)] {
      guard let address, !Self.isWebAddress(address) else { continue }
      throw ValidationError("\(option) is no web address without spaces, brackets, quotes and #: \(address)")
    }
  }

  /// Whether the address can stand in a link of Markdown as it is, with a fragment behind it.
  private static func isWebAddress(_ text: String) -> Bool {
    (text.hasPrefix("http://") || text.hasPrefix("https://"))
      && !text.contains { $0.isWhitespace || "()<>\"#|`".contains($0) }
  }

  func run() throws {
    let rules = try readRules()
    let pipeline = try TracePipeline(pricing, safety)
    let loaded = try input.load()
    let result = pipeline.run(loaded, named: input.name)
    let reference = try baseline.map { path in
      (
        name: FilePath.name(of: path),
        result: pipeline.run(try LoadedTraces(reading: [path]), named: FilePath.name(of: path))
      )
    }
    let report = result.check(
      rules, name: name ?? result.redacted.names[1],
      baseline: reference.map { ($0.result.redacted.names[1], $0.result) },
      pageURL: pageURL, comparisonURL: comparisonURL)
    Console.write(CheckText.write(report))
    if annotations {
      Console.write(WorkflowAnnotations.write(report, file: input.inputs.count == 1 ? input.inputs[0] : nil))
    }
    if let junit { try OutputFile.write(JUnitReport.write(report), to: junit, besides: loaded.files) }
    if let comment {
      try OutputFile.write(Array(CheckMarkdown.comment(report).utf8), to: comment, besides: loaded.files)
    }
    if githubSummary { try appendSummary(report) }
    safety.report(result.redacted.notice, of: "the answer")
    let failures = report.results.failures
    if failures > 0 {
      throw Failure(
        message: "\(Formatting.count(failures)) of \(Formatting.count(rules.count, "rule")) did not pass.",
        code: 1)
    }
    try safety.judge(loaded.diagnostics, "parts of the input are missing from what was judged.")
  }

  /// The rules of `--fail-on`, then those of the file.
  private func readRules() throws -> [Rule] {
    var all: [Rule] = []
    for text in failOn { all.append(try Self.rule(text)) }
    if let rules { all += try RuleFile.rules(at: rules) }
    if baseline == nil, let rule = all.first(where: \.needsBaseline) {
      throw Failure(message: "the rule '\(rule.text)' compares with a baseline; name one with --baseline.")
    }
    return all
  }

  static func rule(_ text: String) throws(Failure) -> Rule {
    do throws(RuleError) {
      return try Rule(parsing: text)
    } catch {
      throw Failure(
        message: "--fail-on '\(text)', column \(error.column): \(error.message); \(Failure.end(error.advice))"
      )
    }
  }

  private func appendSummary(_ report: CheckReport) throws(Failure) {
    guard let place = getenv("GITHUB_STEP_SUMMARY") else {
      return Console.error("GITHUB_STEP_SUMMARY is not set: there is no job's summary to write to.")
    }
    let path = String(cString: place)
    try OutputFile.append(Array(CheckMarkdown.summary(report).utf8), to: path)
  }
}
