import ArgumentParser
import TraceImport

/// `tracepage formats`: what can be read.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Lists the formats that can be read, and who writes them.")

  func run() {
    for format in ImporterRegistry.standard.formats {
      Console.output(
        "\(format.id)\n  \(format.title)\n  written by: \(format.writers)\n  recognised by: \(format.signature)"
      )
    }
  }
}
