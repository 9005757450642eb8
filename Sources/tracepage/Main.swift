import ArgumentParser
import Glibc

/// Runs the program with the exit codes that `tracepage --help` promises.
@main
enum Main {
  static func main() {
    // Else a limit on file sizes ends the process before it can tidy up and say why.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try Tracepage.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.error(failure.message)
      exit(failure.code)
    } catch {
      finish(error)
    }
  }

  /// Help and version go to standard output with code 0; wrong usage goes to standard error with code 2.
  private static func finish(_ error: any Error) -> Never {
    let message = Tracepage.fullMessage(for: error)
    if Tracepage.exitCode(for: error) == .success {
      Console.output(message)
      exit(0)
    }
    Console.errorText(message)
    exit(2)
  }
}

/// Why the program stops, in one sentence that says what, where and what to do.
struct Failure: Error {
  var message: String
  var code: Int32 = 2
}
