import ArgumentParser
import ReportText
import TraceAnalysis
import TraceModel
import TracePipeline
import TraceSource
import TraceText

/// `tracepage show`: one step at the terminal.
struct ShowCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints a step in full: what it was given that is new, what it did and said.",
    discussion: """
      A step is named as on the page: '#17', or '#17.1' for the first tool call that it asked for; a span's id and its \
      address on the page (s-…) do too. In a shell, # begins a comment, so put it in quotes or leave it out.
      """)

  @Argument(
    help: ArgumentHelp("A trace file, page or folder; - is standard input.", valueName: "input"),
    completion: .file())
  var path: String

  @Argument(help: ArgumentHelp("The step, such as '#17'.", valueName: "step"))
  var step: String?

  @Option(help: ArgumentHelp("Lists the steps whose texts hold these words.", valueName: "words"))
  var find: String?

  @Flag(
    help: "Prints the step's own record as the file has it; where it is no JSON, the step's attributes.")
  var raw = false

  @Option(help: ArgumentHelp("Only the trace with this id, or whose id begins so.", valueName: "id"))
  var trace: String?

  @Option(help: ArgumentHelp("The input's format, where it is not recognised.", valueName: "format"))
  var from: String?

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if (step == nil) == (find == nil) {
      throw ValidationError("Name one step, such as '#17', or words to look for with --find.")
    }
  }

  func run() throws {
    let loaded = try InputOptions.load([path], trace: trace, from: from)
    let result = try TracePipeline(nil, safety).run(loaded, named: FilePath.name(of: path))
    guard result.analyses.count == 1 || find != nil, let analysis = result.analyses.first else {
      let ids = result.analyses.prefix(3).map(\.trace.id).joined(separator: ", ")
      throw Failure(
        message:
          "\(FilePath.name(of: path)) holds \(Formatting.count(result.analyses.count, "trace")); name one with --trace: \(ids), …"
      )
    }
    if let find {
      let hits = result.analyses.map { StepPage.find(words: find, in: $0) }.filter { !$0.isEmpty }
      if hits.isEmpty { Console.error("no step holds “\(find)”.") }
      return Console.write(hits.joined(separator: "\n"))
    }
    let name = step ?? ""
    guard let text = raw ? try record(name, of: analysis, loaded) : StepPage.write(name, of: analysis) else {
      let last = analysis.numbers.steps.last.flatMap { analysis.numbers.ofSpan[$0] }
      throw Failure(
        message:
          "\(FilePath.name(of: path)) has no step “\(name)”; its steps go \(last.map { "from #1 to \($0)" } ?? "by the ids of their spans")."
      )
    }
    Console.write(text)
    safety.report(result.redacted.notice, of: "the step")
  }

  /// The step's record in its file, else its attributes.
  private func record(_ name: String, of analysis: AnalysedTrace, _ loaded: LoadedTraces) throws -> String? {
    guard let place = StepPage.source(name, of: analysis),
      let file = loaded.files.first(where: { $0 == place.file || $0.hasSuffix("/" + place.file) }),
      let record = try text(at: place, of: file)
    else { return StepPage.raw(name, of: analysis) }
    return PlainText.clean(record, keepsLines: true) + "\n"
  }

  private func text(at place: SourcePlace, of file: String) throws -> String? {
    if safety.noRedact { return try SourceDocument.open(path: file).text(at: place) }
    return try RedactedSource(reading: file, format: from, safety.redaction.choice()).record(at: place)
  }
}
