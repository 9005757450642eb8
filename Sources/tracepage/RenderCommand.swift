import ArgumentParser
import ReportHTML
import ReportModel
import TraceAnalysis
import TraceImport
import TraceModel

/// `tracepage render`, and what `tracepage FILE` means.
struct RenderCommand: ParsableCommand {
  /// The themes a page can be fixed to.
  enum Theme: String, CaseIterable, ExpressibleByArgument {
    case auto, light, dark
  }

  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Renders traces as one HTML page (the default).")

  @Argument(
    help: ArgumentHelp("Trace files or folders; - is standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The page to write; - is standard output. Default: beside the input.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The page's title. Default: the trace's name.", valueName: "text"))
  var title: String?

  @Option(help: "The page's colours: auto follows the reader's system.")
  var theme: Theme = .auto

  @Option(help: ArgumentHelp("Only the trace with this id, or whose id begins so.", valueName: "id"))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "The input's format, where it is not recognised; see tracepage formats.", valueName: "format"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "A price table in place of the built-in one.",
      discussion: """
        A JSON list of rows, in US dollars for a million tokens: [{"provider": "OpenAI", "model": "gpt-4o", \
        "date": "2024-10-01", "rates": {"input": 2.5, "output": 10, "cacheRead": 1.25}}]. Rates may have \
        cacheWrite and cacheWriteHour too; a row may have source, contextWindow, longPrompt {"above", "rates"} \
        and tiers [{"name": "batch", "rates"}].
        """, valueName: "file"), completion: .file())
  var prices: String?

  @Flag(help: "Opens the page when it is written.")
  var open = false

  @Flag(name: .customLong("no-redact"), help: "Leaves keys and personal data in the page.")
  var noRedact = false

  @Flag(help: "Exits with 3 where something of the input is missing from the page.")
  var strict = false

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("Missing an input: name a trace file, a folder, or - .") }
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be named only once.")
    }
    if open && target == "-" { throw ValidationError("--open needs a file: name one with -o.") }
  }

  func run() throws {
    let prices = try prices.map(PriceFile.table) ?? .builtIn
    let loaded = try TraceLoader.load(inputs, format: from)
    let chosen = try select(loaded.traces)
    let redaction = RedactionStage(isOff: noRedact).run(
      chosen, diagnostics: loaded.diagnostics, names: [title ?? "", sourceName])
    let page = ReportBuilder.page(
      redaction.traces.map { TraceAnalysis($0, prices: prices) },
      options: ReportOptions(
        title: title == nil ? nil : redaction.names[0], theme: theme.rawValue, generator: Version.text,
        sourceName: redaction.names[1], redaction: redaction.notice, diagnostics: redaction.diagnostics))
    let bytes = PageWriter.write(page)
    try write(bytes, besides: loaded.files)
    report(page, size: bytes.count)
    if open { Browser.open(target) }
    if strict, loaded.diagnostics.contains(where: { $0.severity == .loss }) {
      throw Failure(
        message: "parts of the input are missing from the page; its Data quality panel lists them.", code: 3)
    }
  }

  /// The input's name as the page shows it.
  private var sourceName: String {
    inputs.count == 1
      ? FilePath.name(of: inputs[0]) : "\(FilePath.name(of: inputs[0])) and \(inputs.count - 1) more"
  }

  /// Where the page goes: what `-o` says, else beside the first input.
  private var target: String { output ?? FilePath.page(for: inputs[0]) }

  private func select(_ traces: [Trace]) throws(Failure) -> [Trace] {
    guard let wanted = trace?.lowercased() else { return traces }
    let exact = traces.filter { $0.id.lowercased() == wanted }
    let chosen = exact.isEmpty ? traces.filter { $0.id.lowercased().hasPrefix(wanted) } : exact
    guard !chosen.isEmpty else {
      let known = traces.prefix(5).map(\.id).joined(separator: ", ")
      throw Failure(
        message:
          "no trace of \(sourceName) has the id \(trace ?? wanted); it holds \(traces.count): \(known)\(traces.count > 5 ? ", …" : "")."
      )
    }
    return chosen
  }

  /// - Parameter sources: the files that were read, those in folders too: they are never written over.
  private func write(_ bytes: [UInt8], besides sources: [String]) throws(Failure) {
    if target == "-" { return try OutputFile.writeToStandardOutput(bytes) }
    if sources.contains(where: { FilePath.isSameFile($0, target) }) {
      throw Failure(message: "\(target) is the input itself; name another file with -o.")
    }
    try OutputFile.write(bytes, to: target)
  }

  private func report(_ page: ReportPage, size: Int) {
    let spans = page.traces.reduce(0) { $0 + $1.spans.count }
    let traces = page.traces.count == 1 ? "" : "\(Formatting.count(page.traces.count, "trace")), "
    let place = target == "-" ? "the page" : target
    Console.error(
      "wrote \(place) (\(Formatting.bytes(size))): \(traces)\(Formatting.count(spans, "span")), \(page.redaction.badge)."
    )
    for entry in page.redaction.entries { Console.error("redacted \(entry.line).") }
    if page.redaction.isOff {
      Console.error("redaction is off: the page may hold keys and personal data; look before you share it.")
    }
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
