import ArgumentParser
import ReportModel
import ReportText
import TraceAnalysis

/// `tracepage summary`: the page's figures without the page.
struct SummaryCommand: ParsableCommand {
  /// What a summary is written for: people at a terminal, programs, a step summary or a comment.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Prints the figures of a page as text, JSON or Markdown.")

  @OptionGroup
  var input: InputOptions

  @Option(help: "The summary's form.")
  var format: Format = .text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func run() throws {
    let prices = try pricing.table()
    let loaded = try input.load()
    let redaction = RedactionStage(isOff: safety.noRedact).run(
      loaded.traces, diagnostics: loaded.diagnostics, names: [input.name])
    let summary = ReportBuilder.summary(
      redaction.traces.map { AnalysedTrace($0, prices: prices) },
      options: ReportOptions(
        generator: Version.text, sourceName: redaction.names[0], redaction: redaction.notice,
        diagnostics: redaction.diagnostics))
    let bytes =
      switch format {
      case .text: Array(TextSummary.write(summary).utf8)
      case .json: JSONSummary.write(summary)
      case .markdown: Array(MarkdownSummary.write(summary).utf8)
      }
    try OutputFile.write(bytes, to: output, besides: loaded.files)
    safety.report(redaction.notice, of: "the summary")
    try safety.judge(
      loaded.diagnostics, "parts of the input are missing from the figures; the summary lists them.")
  }
}
