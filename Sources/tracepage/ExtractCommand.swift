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
      commands take a page in the place of a trace. Of an index the lines of its runs come back.
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
    let content = PageTrace.isIndex(bytes) ? "the lines of an index" : "the trace"
    Console.error("wrote \(output == "-" ? content : output) (\(Formatting.bytes(bytes.count))).")
  }
}
