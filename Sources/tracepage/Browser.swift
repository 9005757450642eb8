import Glibc

/// Opens a page in the reader's browser.
enum Browser {
  /// Starts the system's opener and does not wait for it.
  static func open(_ path: String) {
    var process: pid_t = 0
    let words = ["xdg-open", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    if posix_spawnp(&process, "xdg-open", nil, nil, arguments, environ) != 0 {
      Console.error("cannot open \(path): xdg-open is not installed; open it by hand.")
    }
  }
}
