import ArgumentParser

@main
struct Tracepage: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tracepage")
}
