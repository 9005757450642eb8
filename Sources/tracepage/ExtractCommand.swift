import ArgumentParser
import TracePipeline
import TraceText

/// `tracepage extract`: a page in, its trace out.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Gives the trace back that lies in a page, as OTLP/JSON.",
    discussion: """
      The trace is as redacted as the page, byte for byte what tracepage convert writes of the same input. All other \
      commands take a page in the place of a trace. Of an index it gives the figures of its runs, a line each.
      """)

  @Argument(help: ArgumentHelp("The page; - is standard input.", valueName: "page"), completion: .file())
  var page: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  func run() throws {
    let bytes = try PageTrace.otlpJSON(ofPage: page)
    try OutputFile.write(bytes, to: output, besides: page == "-" ? [] : [page])
    let what =
      PageTrace.runsOfIndex(bytes).map { "the figures of \(Formatting.count($0, "run"))" } ?? "the trace"
    let target = output == "-" ? "" : " to \(output)"
    Console.error("wrote \(what)\(target) (\(Formatting.bytes(bytes.count))).")
  }
}
