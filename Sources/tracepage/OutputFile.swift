import Glibc

/// Writes a file whole or not at all.
enum OutputFile {
  /// Writes to a file, or to standard output for `-`.
  ///
  /// - Parameter sources: The files that were read, those in folders too: they are never written over.
  static func write(_ bytes: [UInt8], to path: String, besides sources: [String]) throws(Failure) {
    if path == "-" { return try writeToStandardOutput(bytes) }
    if sources.contains(where: { FilePath.isSameFile($0, path) }) {
      throw Failure(message: "\(path) is the input itself; name another file with -o.")
    }
    try write(bytes, to: path)
  }

  /// Writes the bytes to a temporary file beside the target and renames it, so that nobody ever sees half a
  /// page and a failure leaves an existing target as it was. Pipes and devices are written straight.
  private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 {
      let type = status.st_mode & S_IFMT
      if type == S_IFDIR {
        throw Failure(message: "cannot write \(path): it is a directory; name a file in it with -o.")
      }
      if type != S_IFREG { return try writeStraight(bytes, to: path) }
    }
    do throws(WriteProblem) {
      try replace(resolved(path), with: bytes, mode: status.st_mode == 0 ? nil : status.st_mode & 0o777)
    } catch {
      throw unwritable(path, error.reason)
    }
  }

  /// Writes to standard output.
  private static func writeToStandardOutput(_ bytes: [UInt8]) throws(Failure) {
    if let problem = writeAll(bytes, to: STDOUT_FILENO) {
      throw Failure(message: "cannot write to standard output: \(problem).")
    }
  }

  private struct WriteProblem: Error {
    var reason: String
  }

  private static func replace(_ path: String, with bytes: [UInt8], mode: mode_t?) throws(WriteProblem) {
    // A request to end waits until the temporary file is gone.
    var (ends, before) = (sigset_t(), sigset_t())
    sigemptyset(&ends)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&ends, number) }
    pthread_sigmask(SIG_BLOCK, &ends, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var template = Array((path + ".tmp-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw WriteProblem(reason: reason()) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let previous = umask(0)
    umask(previous)
    fchmod(descriptor, mode ?? (0o666 & ~previous))
    let problem = writeAll(bytes, to: descriptor)
    let closed = close(descriptor)
    if let problem = problem ?? (closed == 0 ? nil : reason()) {
      unlink(temporary)
      throw WriteProblem(reason: problem)
    }
    if rename(temporary, path) != 0 {
      let problem = WriteProblem(reason: reason())
      unlink(temporary)
      throw problem
    }
  }

  private static func writeStraight(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { throw unwritable(path, reason()) }
    defer { close(descriptor) }
    if let problem = writeAll(bytes, to: descriptor) { throw unwritable(path, problem) }
  }

  /// The file a link leads to: the link stays, its target is replaced.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func unwritable(_ path: String, _ problem: String) -> Failure {
    Failure(message: "cannot write \(path): \(problem); choose another place with -o.")
  }

  /// Writes all bytes; what went wrong, or `nil`.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    bytes.withUnsafeBytes { buffer -> String? in
      var offset = 0
      while offset < buffer.count {
        let written = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if written < 0 {
          if errno == EINTR { continue }
          return reason()
        }
        offset += written
      }
      return nil
    }
  }

  private static func reason() -> String {
    switch errno {
    case EACCES, EPERM: "permission denied"
    case ENOENT: "its folder does not exist"
    case ENOSPC: "the disk is full"
    case EROFS: "the file system is read-only"
    case EFBIG: "it is larger than files may be here"
    case ENOTDIR: "a part of its path is not a folder"
    default: String(cString: strerror(errno))
    }
  }
}
