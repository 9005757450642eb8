import ArgumentParser
import TracePipeline
import TraceSource

/// `tracepage formats`: what can be read.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the formats that can be read, who writes them, and how to get such a file.")

  func run() {
    for format in TracePipeline.formats {
      Console.output(
        """
        \(format.id)
          \(format.title)
          written by: \(format.writers)
          recognised by: \(format.signature)
          how to get one: \(format.recipe)
        """
      )
    }
  }
}
