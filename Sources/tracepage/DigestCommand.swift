import ArgumentParser
import TracePipeline

/// `tracepage digest`: a run in so many tokens.
struct DigestCommand: SafeCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Tells a run in so many tokens, for an issue or the context of a model.",
    discussion: """
      Findings first, then question, steps and answer: each message once, what is left out is said, and steps have the \
      numbers of the page. A token is taken for three bytes, which is more than models count for most texts. What is \
      quoted from the trace is indented.
      """)

  @OptionGroup
  var input: InputOptions

  @Option(help: ArgumentHelp("The most tokens.", valueName: "tokens"))
  var budget = 2_000

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. Default: -, standard output.", valueName: "file"))
  var output = "-"

  @OptionGroup
  var pricing: PriceOptions

  @OptionGroup
  var safety: SafetyOptions

  func validate() throws {
    if !(1...100_000_000).contains(budget) {
      throw ValidationError("--budget is a number of tokens, from 1 to 100,000,000.")
    }
  }

  func run() throws {
    let pipeline = try TracePipeline(pricing, safety)
    let loaded = try input.load()
    let result = pipeline.run(loaded, named: input.name)
    try OutputFile.write(Array(result.digest(budget: budget).utf8), to: output, besides: loaded.files)
    safety.report(result.redacted.notice, of: "the digest")
    try safety.judge(loaded.diagnostics, "parts of the input are missing from the digest.")
  }
}
