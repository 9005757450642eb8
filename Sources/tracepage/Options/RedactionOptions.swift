import ArgumentParser
import Redaction

/// What is taken out beyond, and what stays although a rule finds it.
struct RedactionOptions: ParsableArguments {
  /// How much is taken out.
  enum Extent: String, ExpressibleByArgument, CaseIterable {
    case certain, all
  }

  @Option(
    help: ArgumentHelp(
      "What is taken out: certain, or all, with phone numbers, IP addresses, user names in paths, user and session ids, AWS accounts.",
      valueName: "extent"))
  var redact = Extent.certain

  @Option(
    name: .customLong("redact-key"),
    help: ArgumentHelp(
      "A field whose values are taken out, whatever they look like. May be repeated.", valueName: "name"))
  var keys: [String] = []

  @Option(
    name: .customLong("redact-allow"),
    help: ArgumentHelp("A value that stays although a rule finds it. May be repeated.", valueName: "value"))
  var allowed: [String] = []

  /// The rules that the options say.
  var choice: RedactionChoice { RedactionChoice(isThorough: redact == .all, names: keys, allowed: allowed) }
}
