import ArgumentParser
import Glibc
import ReportModel
import TraceCheck
import TraceModel
import TracePipeline
import TraceSource
import TraceText

/// `tracepage index`: many runs over time on one page.
struct IndexCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Puts many runs on one page: trends, what moved, a row each.",
    discussion: """
      Inputs are pages, traces, folders of them, lines of “tracepage summary --format json”, and an index itself, which \
      holds the figures of its runs. A page or a trace file is one run, whatever number of traces it holds.

        tracepage index reports/ -o index.html
        tracepage index index.html tonight.html -o index.html --label commit=a81d0c3
        tracepage index index.html -o index.html --keep 14d --dry-run

      Runs are ordered by the first start that their traces state, never by a file's time or a clock; those that state \
      none stand last, in the tables only. Two runs with the same traces and starts are one. Rows link to pages in the folder of \
      the index, or below it, and to nothing else: to the input itself, or to the page that “tracepage render” writes \
      for a file of that name.

      --keep removes pages whose run began longer before the newest run than that (--as-of names another moment, for \
      runs with a wrong date): their figures stay in the index. Only files in the folder of the index are removed, through no link, and only \
      pages of tracepage whose trace was read for this index. --dry-run says what would be removed, and does nothing.
      """)

  @Argument(
    help: ArgumentHelp(
      "Pages, traces, folders, summaries, an index; - is standard input.", valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    name: [.short, .long], help: ArgumentHelp("The page to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output = "index.html"

  @Option(help: ArgumentHelp("What the runs are. Default: their common name.", valueName: "text"))
  var title: String?

  @Option(help: "The page's colours: auto follows the reader's system.")
  var theme: PageTheme = .auto

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "A gate, such as 'cost > 0.50', 'pass < 75%' or 'duration.p95 > 20s': a run that breaks it is marked. May be repeated.",
      valueName: "rule"))
  var failOn: [String] = []

  @Option(
    help: ArgumentHelp(
      "What is to say of the runs that are read anew, as commit=a81d0c3; “suite” names the kind of runs. May be repeated.",
      valueName: "name=text"))
  var label: [Label] = []

  @Option(
    help: ArgumentHelp(
      "A page of “tracepage compare” in the folder of the index, for a link from the last good and the first bad run.",
      valueName: "file"), completion: .file())
  var comparison: String?

  @Option(
    help: ArgumentHelp("Removes pages of runs that began longer ago, as 14d, 36h or 8w.", valueName: "time"))
  var keep: KeptTime?

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The moment from which --keep counts, as 2026-11-22T06:00:00Z. Default: the newest run.",
      valueName: "time"))
  var asOf: Moment?

  @Flag(name: .customLong("dry-run"), help: "Says which pages --keep would remove, and writes nothing.")
  var dryRun = false

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if inputs.isEmpty {
      throw ValidationError("Missing an input: name pages, a folder, or lines of summaries.")
    }
    if keep != nil && output == "-" {
      throw ValidationError("--keep needs the index as a file: name one with -o.")
    }
    if keep == nil && (dryRun || asOf != nil) {
      throw ValidationError("--dry-run and --as-of belong to --keep.")
    }
  }

  func run() throws {
    let rules = try failOn.map(CheckCommand.rule)
    if let rule = rules.first(where: { !ReportBuilder.canIndex($0) }) {
      throw Failure(
        message:
          "the rule '\(rule.text)' cannot be told from summaries; use a figure of all traces among errors, cost, duration, tokens, llm.calls, score and pass, and a fixed limit."
      )
    }
    var pipeline = try TracePipeline(pricing, safety)
    pipeline.title = title
    pipeline.theme = theme
    let folder = PageFolder(of: output)
    let compared = comparison.flatMap { folder.place(of: $0) }
    if let comparison, compared == nil {
      throw Failure(
        message: "--comparison \(comparison) is no file in the folder of the index; write it there first.")
    }
    var collection = RunCollection(folder: folder, labels: label.map(\.value), comparison: compared)
    for input in inputs { try collection.add(input, pipeline) }
    guard !collection.runs.isEmpty else {
      throw Failure(
        message: "no run could be read of \(inputs.joined(separator: ", ")); name pages, traces or summaries."
      )
    }
    let old = keep.map { collection.takeOld($0, asOf: asOf?.nanoseconds, pipeline) } ?? []
    if dryRun { return tell(old) }
    let bytes = pipeline.index(
      collection.runs, rules: rules, kept: keep.map { "pages kept \($0.words), figures all" },
      sourceName: inputs.count == 1
        ? FilePath.name(of: inputs[0]) : "\(FilePath.name(of: inputs[0])) and \(inputs.count - 1) more",
      diagnostics: collection.diagnostics, comparison: compared)
    try OutputFile.write(bytes, to: output, besides: collection.sources)
    Console.error(
      "wrote \(output == "-" ? "the page" : output) (\(Formatting.bytes(bytes.count))): \(Formatting.count(collection.runs.count, "run"))\(collection.remarks)."
    )
    if keep != nil { remove(old, folder) }
    if safety.noRedact {
      Console.error("redaction is off: the index may hold keys and personal data; look before you share it.")
    }
    try safety.judge(
      collection.diagnostics,
      "parts of the input are missing from the index; its Data quality panel lists them.")
  }

  private func tell(_ old: [RunCollection.OldPage]) {
    for page in old { Console.output("would remove \(page.path) (\(page.date))") }
    Console.error(
      old.isEmpty
        ? "no page would be removed."
        : "\(Formatting.count(old.count, "page")) would be removed; their figures would stay in \(output)."
    )
  }

  private func remove(_ old: [RunCollection.OldPage], _ folder: PageFolder) {
    var count = 0
    for page in old {
      if let problem = folder.remove(page.path) {
        Console.error("\(page.path) was not removed: \(problem).")
      } else {
        count += 1
        Console.error("removed \(page.path) (\(page.date)).")
      }
    }
    if count > 0 {
      Console.error("\(Formatting.count(count, "page")) removed; the figures are in \(output).")
    }
  }
}

/// `name=text`.
struct Label: ExpressibleByArgument {
  let value: IndexedRun.Label

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    value = IndexedRun.Label(
      name: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
  }
}

/// A length of time as people write it: `14d`, `36h`, `8w`.
struct KeptTime: ExpressibleByArgument {
  let nanoseconds: Int64
  /// `14 days`.
  let words: String

  init?(argument: String) {
    let units: [(ending: String, hours: Int64, name: String)] = [
      ("h", 1, "hour"), ("d", 24, "day"), ("w", 168, "week"),
    ]
    guard let unit = units.first(where: { argument.hasSuffix($0.ending) }),
      let number = Int64(argument.dropLast()),
      (0...100_000).contains(number)
    else { return nil }
    nanoseconds = Int64(saturating: Double(number * unit.hours) * 3.6e12)
    words = Formatting.count(Int(number), unit.name)
  }
}

/// A moment in ISO 8601.
struct Moment: ExpressibleByArgument {
  let nanoseconds: Int64

  init?(argument: String) {
    let text = argument.contains("T") ? argument : argument + "T00:00:00Z"
    guard let moment = ISOTime.moment(text) else { return nil }
    nanoseconds = moment.nanoseconds
  }
}
