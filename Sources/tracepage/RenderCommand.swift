import ArgumentParser
import ReportHTML
import ReportModel
import TraceAnalysis

/// `tracepage render`, and what `tracepage FILE` means.
struct RenderCommand: ParsableCommand {
  /// The themes a page can be fixed to.
  enum Theme: String, CaseIterable, ExpressibleByArgument {
    case auto, light, dark
  }

  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Renders traces as one HTML page (the default).")

  @OptionGroup
  var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The page to write; - is standard output. Default: beside the input.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The page's title. Default: the trace's name.", valueName: "text"))
  var title: String?

  @Option(help: "The page's colours: auto follows the reader's system.")
  var theme: Theme = .auto

  @OptionGroup
  var pricing: PriceOptions

  @Flag(help: "Opens the page when it is written.")
  var open = false

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if open && target == "-" { throw ValidationError("--open needs a file: name one with -o.") }
  }

  func run() throws {
    let prices = try pricing.table()
    let loaded = try input.load()
    let redaction = RedactionStage(isOff: safety.noRedact).run(
      loaded.traces, diagnostics: loaded.diagnostics, names: [title ?? "", input.name])
    let page = ReportBuilder.page(
      redaction.traces.map { AnalysedTrace($0, prices: prices) },
      options: ReportOptions(
        title: title == nil ? nil : redaction.names[0], theme: theme.rawValue, generator: Version.text,
        sourceName: redaction.names[1], redaction: redaction.notice, diagnostics: redaction.diagnostics))
    let bytes = PageWriter.write(page)
    try OutputFile.write(bytes, to: target, besides: loaded.files)
    report(page, size: bytes.count)
    if open { Browser.open(target) }
    try safety.judge(
      loaded.diagnostics, "parts of the input are missing from the page; its Data quality panel lists them.")
  }

  /// Where the page goes: what `-o` says, else beside the first input.
  private var target: String { output ?? FilePath.page(for: input.inputs.first ?? "-") }

  private func report(_ page: ReportPage, size: Int) {
    let spans = page.traces.reduce(0) { $0 + $1.spans.count }
    let traces = page.traces.count == 1 ? "" : "\(Formatting.count(page.traces.count, "trace")), "
    let place = target == "-" ? "the page" : target
    Console.error(
      "wrote \(place) (\(Formatting.bytes(size))): \(traces)\(Formatting.count(spans, "span")), \(page.redaction.badge)."
    )
    safety.report(page.redaction, of: "the page")
    if let quality = page.dataQuality {
      Console.error("data quality: \(quality.title); the page lists them.")
    }
    if size > 25_000_000 {
      Console.error("the page is over 25 MB, which most trackers and mail servers refuse.")
    } else if size > 10_000_000 {
      Console.error("the page is over 10 MB, which some trackers refuse.")
    }
  }
}
