public import ArgumentParser
public import ReportModel
import TraceModel
import TracePipeline
import TraceText

/// `tracepage render`, and what `tracepage FILE` means.
struct RenderCommand: SafeCommand {
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
  var theme: PageTheme = .auto

  @OptionGroup
  var pricing: PriceOptions

  @Flag(help: "Opens the page when it is written.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "Cuts the longest texts in their middle until the page is no larger, as 10MB.", valueName: "size"))
  var maxSize: ByteCount?

  @Flag(
    help:
      "Writes a folder of static pages that link to each other: all can be read without a script. -o names it."
  )
  var split = false

  @Option(
    help: ArgumentHelp(
      "A page for each input, by so many processes at once; -o names their folder.",
      discussion:
        "Of a folder each file but pages. An input that fails costs no other its page; the exit code is the worst.",
      valueName: "number"))
  var jobs: Int?

  @Flag(
    name: .customLong("no-trace"),
    help: "Leaves the trace out of the page, so that tracepage extract cannot give it back.")
  var noTrace = false

  @Flag(help: "Says what the bytes of the page are.")
  var explainSize = false

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if let jobs {
      if !(1...256).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 256.") }
      if output == nil || output == "-" {
        throw ValidationError("--jobs writes a folder of pages: name one with -o.")
      }
      if input.inputs.contains("-") {
        throw ValidationError("--jobs reads files and folders, not standard input.")
      }
      if open || split || explainSize {
        throw ValidationError("--open, --split and --explain-size are for one page.")
      }
    }
    if open && target == "-" { throw ValidationError("--open needs a file: name one with -o.") }
    if split && target == "-" { throw ValidationError("--split writes a folder: name one with -o.") }
    if split && (maxSize != nil || explainSize) {
      throw ValidationError(
        "--split writes pages of a moderate size: --max-size and --explain-size are for one page.")
    }
  }

  func run() throws {
    if let jobs, let output { return try runJobs(jobs, into: output) }
    var pipeline = try TracePipeline(pricing, safety)
    pipeline.title = title
    pipeline.theme = theme
    pipeline.holdsTrace = !noTrace
    pipeline.packsFirst = !split
    let progress = Progress(input.inputs)
    progress.begin("reading \(input.name)")
    let loaded = try input.load()
    progress.begin("redacting and analysing \(Formatting.count(loaded.traces.count, "trace"))")
    let (files, diagnostics) = (loaded.files, loaded.diagnostics)
    let result = pipeline.run(consume loaded, named: input.name)
    progress.begin("writing the page")
    if split { return try writeFolder(result, besides: files, diagnostics) }
    var page = try draft(of: consume result)
    var bytes: PageBytes?
    let size = try OutputFile.write(to: target, isNamed: output != nil, besides: files) { file in
      bytes = page.write { file.append($0) }
    }
    report(page.content, size: size)
    if explainSize, let bytes { explain(bytes, size: size) }
    if open { Browser.open(target) }
    try safety.judge(
      diagnostics, "parts of the input are missing from the page; its Data quality panel lists them.")
  }

  private func runJobs(_ width: Int, into folder: String) throws {
    _ = try pricing.table()
    _ = try safety.redaction.choice()
    var options = ["--theme", theme.rawValue]
    for (name, value) in [
      ("--title", title), ("--prices", pricing.prices), ("--trace", input.trace), ("--from", input.from),
    ] {
      if let value { options += ["\(name)=\(value)"] }
    }
    if let maxSize { options += ["--max-size", "\(maxSize.value)"] }
    for (name, isOn) in [
      ("--no-trace", noTrace), ("--no-redact", safety.noRedact), ("--strict", safety.strict),
    ] where isOn {
      options.append(name)
    }
    options += safety.redaction.arguments
    let all = try RenderJobs(input.inputs, into: folder, width: width, options: options)
    let codes = all.run()
    let made = codes.count { $0 == 0 || $0 == 3 }
    Console.error(
      "wrote \(Formatting.count(made, "page")) of \(Formatting.count(codes.count, "input")) to \(folder).")
    if made < codes.count {
      throw Failure(
        message: "\(Formatting.count(codes.count - made, "input")) could not be rendered; see above.")
    }
    if codes.contains(3) {
      throw Failure(message: "parts of inputs are missing from pages; see above.", code: 3)
    }
  }

  /// Where the page goes: what `-o` says, else beside the first input.
  private var target: String { output ?? FilePath.page(for: input.inputs.first ?? "-") }

  private func writeFolder(
    _ result: PipelineResult, besides files: [String], _ diagnostics: [Diagnostic]
  ) throws {
    let folder = target.hasSuffix(".html") ? String(target.dropLast(5)) : target
    try OutputFolder.make(folder)
    let page = result.content()
    var (count, size) = (0, 0)
    var problem: Failure?
    result.writeFolder(page) { file, bytes in
      guard problem == nil else { return }
      do throws(Failure) {
        try OutputFile.write(bytes, to: "\(folder)/\(file)", besides: files)
        (count, size) = (count + (file.hasSuffix(".html") ? 1 : 0), size + bytes.count)
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    Console.error(
      "wrote \(folder): \(Formatting.count(count, "page")) (\(Formatting.bytes(size))), index.html first; \(Formatting.count(page.spanCount, "span")), \(page.redaction.badge)."
    )
    safety.report(page.redaction, of: "the pages")
    if open { Browser.open("\(folder)/index.html") }
    try safety.judge(
      diagnostics,
      "parts of the input are missing from the pages; their Data quality panel lists them.")
  }

  /// Takes the result, so that the page alone holds its traces.
  private func draft(of result: consuming PipelineResult) throws(Failure) -> PageDraft {
    guard let maxSize else { return result.draft(of: result.content()) }
    guard let page = result.content(atMost: maxSize.value) else {
      throw Failure(
        message:
          "no page of \(input.name) is as small as \(Formatting.bytes(maxSize.value)), however short its texts are cut; "
          + "name a larger --max-size, or one trace with --trace.")
    }
    return result.draft(of: page)
  }

  /// Says what the bytes are, a line a kind, the largest first.
  private func explain(_ bytes: PageBytes, size: Int) {
    for part in bytes.parts where part.bytes > 0 {
      Console.error(
        "\(Formatting.bytes(part.bytes)) (\(Formatting.percent(Double(part.bytes) / Double(max(1, size))))): \(part.label)."
      )
    }
    for line in bytes.packed { Console.error("packed: \(line).") }
  }

  private func report(_ page: ReportPage, size: Int) {
    let traces = page.traceCount == 1 ? "" : "\(Formatting.count(page.traceCount, "trace")), "
    let place = target == "-" ? "the page" : target
    Console.error(
      "wrote \(place) (\(Formatting.bytes(size))): \(traces)\(Formatting.count(page.spanCount, "span")), \(page.redaction.badge)."
    )
    safety.report(page.redaction, of: "the page")
    if let quality = page.dataQuality {
      Console.error("data quality: \(quality.title); the page lists them.")
    }
    if !noTrace, !page.holdsTrace {
      Console.error("the trace is not in the page, which --max-size asked to be small.")
    }
    if let note = page.cutNote { Console.error(note.prefix(1).lowercased() + note.dropFirst()) }
    if size > 25_000_000 {
      Console.error(
        "the page is over 25 MB, which most trackers and mail servers refuse; --max-size cuts its longest texts."
      )
    } else if size > 10_000_000 {
      Console.error("the page is over 10 MB, which some trackers refuse; --max-size cuts its longest texts.")
    }
  }
}

extension PageTheme: ExpressibleByArgument {}
