import ArgumentParser
import ReportModel
import TraceModel
import TracePipeline
import TraceText

/// `tracepage convert`: any format in, OTLP/JSON out.
struct ConvertCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Writes traces as OTLP/JSON with the GenAI conventions, for other programs.",
    discussion: """
      Nothing is lost: tracepage reads the same traces from what it wrote. Other programs find the source's \
      attributes and those of the GenAI conventions.
      """)

  @OptionGroup
  var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup
  var safety: SafetyOptions

  func run() throws {
    let loaded = try input.load()
    let redacted = RedactedTraces(loaded, isOff: safety.noRedact, try safety.redaction.choice())
    let bytes = redacted.otlpJSON()
    try OutputFile.write(bytes, to: output, besides: loaded.files)
    report(redacted, size: bytes.count)
    try safety.judge(loaded.diagnostics, "parts of the input are missing from what was written; see above.")
  }

  private func report(_ result: RedactedTraces, size: Int) {
    let place = output == "-" ? "the traces" : output
    let spans = result.traces.reduce(0) { $0 + $1.spans.count }
    Console.error(
      "wrote \(place) (\(Formatting.bytes(size))): \(Formatting.count(result.traces.count, "trace")), \(Formatting.count(spans, "span")), \(result.notice.badge)."
    )
    safety.report(result.notice, of: "the file")
    Console.error(result.diagnostics)
  }
}
