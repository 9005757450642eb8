import ArgumentParser
import Redaction
import TracePipeline

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

  @Option(
    name: .customLong("redact-pattern"),
    help: ArgumentHelp(
      "A regular expression for what is taken out: its first group, or all of it. May be repeated.",
      valueName: "regex"))
  var patterns: [String] = []

  @Option(
    name: .customLong("redact-rules"),
    help: ArgumentHelp(
      "A file with rules of one's own. May be repeated.",
      discussion: """
        A rule a line: "pattern REGEX", "key NAME", "allow VALUE"; "[customer number]" says what placeholders call \
        what the lines below it take out; # begins a remark.
        """, valueName: "file"), completion: .file())
  var files: [String] = []

  /// What the options say.
  ///
  /// - Throws: Where a pattern or a file of rules cannot be read.
  func choice() throws -> RedactionChoice {
    RedactionChoice(
      isThorough: redact == .all, names: keys, patterns: try patterns.map(Self.pattern),
      files: try files.map { try RulesFile(at: $0) }, allowed: allowed)
  }

  private static func pattern(_ text: String) throws -> RedactionPattern {
    do {
      return try RedactionPattern(text)
    } catch {
      throw Failure(message: "--redact-pattern \(text): \(error.message).")
    }
  }

  /// The options as they are written.
  var arguments: [String] {
    ["--redact=\(redact.rawValue)"] + keys.map { "--redact-key=\($0)" }
      + patterns.map { "--redact-pattern=\($0)" } + files.map { "--redact-rules=\($0)" }
      + allowed.map { "--redact-allow=\($0)" }
  }
}

/// A command that writes what must not hold secrets, in its messages too.
protocol RedactingCommand: ParsableCommand {
  var redaction: RedactionOptions { get }
}
