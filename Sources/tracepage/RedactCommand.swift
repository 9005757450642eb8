import ArgumentParser
import ReportModel
import TracePipeline
import TraceText

/// `tracepage redact`: the trace itself, to be shared.
struct RedactCommand: RedactingCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Writes a trace file without keys and personal data, in its own format where that is JSON.",
    discussion: """
      JSON and JSON Lines are edited in place: what is taken out of strings gets a placeholder such as [e-mail 1], and \
      every other byte stays. Other formats are written as OTLP/JSON. It takes out what pages do without; names of \
      people and what has no known shape stay, so read before you share.
      """)

  @Argument(
    help: ArgumentHelp("The trace file; - is standard input.", valueName: "input"), completion: .file())
  var path: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @Option(help: ArgumentHelp("The input's format, where it is not recognised.", valueName: "format"))
  var from: String?

  @OptionGroup
  var redaction: RedactionOptions

  @Flag(name: .customLong("dry-run"), help: "Says what would be taken out, and writes nothing.")
  var dryRun = false

  func run() throws {
    let source = try RedactedSource(reading: path, format: from, try redaction.choice())
    if !dryRun { try OutputFile.write(source.bytes, to: output, besides: path == "-" ? [] : [path]) }
    let place = output == "-" ? "the trace" : output
    let form = source.isOwnFormat ? "in its own format" : "as OTLP/JSON"
    Console.error(
      "\(dryRun ? "would write" : "wrote") \(place) \(form) (\(Formatting.bytes(source.bytes.count))), \(source.notice.badge)."
    )
    if dryRun {
      for line in source.lines() { Console.error("found \(line).") }
    } else {
      for entry in source.notice.entries { Console.error("redacted \(entry.line).") }
      if let remark = source.notice.remark { Console.error(remark) }
    }
  }
}
