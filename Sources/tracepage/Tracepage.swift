import ArgumentParser
import CBuild

/// The program: a trace in, a page out.
struct Tracepage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tracepage",
    abstract: "Turns a trace of an LLM application into one self-contained HTML page.",
    discussion: """
      tracepage trace.json writes trace.html, which opens from disk, a ticket or a CI artifact, with no \
      server and no network.

      Exit codes: 0 done, 1 a rule of check did not pass, 2 wrong usage or unreadable input, 3 done with data loss under --strict.
      """,
    version: Version.full,
    subcommands: [
      RenderCommand.self, SummaryCommand.self, DigestCommand.self, ShowCommand.self, CheckCommand.self,
      CompareCommand.self, IndexCommand.self, RedactCommand.self, ExtractCommand.self, ConvertCommand.self,
      FormatsCommand.self,
    ],
    defaultSubcommand: RenderCommand.self)
}

/// The program's name and version.
enum Version {
  static let number = "0.1.0"

  /// As pages state it: the same for every build of a version.
  static let text = "tracepage \(number)"

  /// As `--version` states it, with the commit of a release.
  static var full: String {
    let commit = String(cString: tracepage_commit())
    return commit.isEmpty ? text : "\(text) (\(commit))"
  }
}
