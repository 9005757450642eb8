public import ArgumentParser
public import TracePipeline

/// `tracepage summary`: the page's figures without the page.
struct SummaryCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Prints the figures of a page as text, JSON or Markdown.")

  @OptionGroup
  var input: InputOptions

  @Option(help: "The summary's form.")
  var format: SummaryFormat = .text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func run() throws {
    let pipeline = try TracePipeline(pricing, safety)
    let loaded = try input.load()
    let result = pipeline.run(loaded, named: input.name)
    let bytes = result.summary(as: format)
    try OutputFile.write(bytes, to: output, besides: loaded.files)
    safety.report(result.redacted.notice, of: "the summary")
    try safety.judge(
      loaded.diagnostics, "parts of the input are missing from the figures; the summary lists them.")
  }
}

extension SummaryFormat: ExpressibleByArgument {}
