import ArgumentParser
import TraceAnalysis
import ReportModel
import TracePipeline
import TraceText

/// `tracepage compare`: two runs beside each other.
struct CompareCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Says where two runs first differ, and in what.",
    discussion: """
      Steps are paired by what they are and were given, then by what they are, be the formats the same or not. Ids and \
      times do not count. Several runs a side are compared by their outcomes and by how their figures are distributed. With -o page.html the answer is a page, else text or JSON.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument {
    case text, json, page
  }

  @Argument(
    help: ArgumentHelp("The run to compare with: a trace file, page or folder.", valueName: "a"),
    completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("The other run.", valueName: "b"), completion: .file())
  var second: String

  @Option(help: "The answer's form. Default: page where -o names a .html file, else text.")
  var format: Form?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @Option(
    name: .customLong("trace"),
    help: ArgumentHelp("Only the trace with this id, or whose id begins so, of both.", valueName: "id"))
  var trace: String?

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func run() throws {
    let pipeline = try TracePipeline(pricing, safety)
    let loaded = try [first, second].map { try InputOptions.load([$0], trace: trace, from: nil) }
    let names = [first, second].map { FilePath.name(of: $0) }
    let comparison = pipeline.compare((names[0], loaded[0]), (names[1], loaded[1]))
    let form = format ?? (output.hasSuffix(".html") ? .page : .text)
    let bytes: [UInt8] =
      switch form {
      case .text: Array(comparison.text.utf8)
      case .json: comparison.json
      case .page: comparison.page
      }
    try OutputFile.write(bytes, to: output, besides: loaded.flatMap(\.files))
    if form == .page {
      Console.error(
        "wrote \(output == "-" ? "the page" : output) (\(Formatting.bytes(bytes.count))): \(comparison.sentence)"
      )
    }
    safety.report(comparison.notice, of: "the answer")
    try safety.judge(loaded.flatMap(\.diagnostics), "parts of the input are missing from what was compared.")
  }
}
