import Glibc

/// What is being done, for who waits at a terminal: large inputs take seconds. Logs and pipes get none of it.
struct Progress {
  /// Smaller inputs are done before anybody wonders, in bytes.
  private static let large = 64 << 20

  private let isTold: Bool

  /// - Parameter inputs: The paths of the input; what folders hold is not looked for.
  init(_ inputs: [String]) {
    let size = inputs.reduce(0) { sum, path in
      var status = stat()
      return stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
    }
    isTold = size >= Self.large && isatty(STDERR_FILENO) == 1
  }

  /// Says what begins now.
  func begin(_ words: String) {
    if isTold { Console.error("\(words) …") }
  }
}
