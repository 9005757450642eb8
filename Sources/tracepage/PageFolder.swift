import Glibc
import TraceSource

/// The folder of an index, with the pages in it and below it.
struct PageFolder {
  /// As it was named; `.` for the working folder.
  private let path: String
  /// Without links; `nil` where there is no such folder.
  private let real: String?
  /// The name of the index itself.
  private let name: String

  /// - Parameter output: The index; `-` stands for a file in the working folder.
  init(of output: String) {
    let parts = output.split(separator: "/", omittingEmptySubsequences: false)
    path =
      output == "-" || parts.count == 1
      ? "." : parts.count == 2 && parts[0].isEmpty ? "/" : parts.dropLast().joined(separator: "/")
    real = Self.real(path)
    name = parts.last.map(String.init) ?? ""
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path of a file within the folder; `nil` where it lies elsewhere, or is no file.
  ///
  /// - Parameter file: Its own links count for where its folder is, and a link itself is no page.
  func place(of file: String) -> String? {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.count == 1 ? "." : parts.dropLast().joined(separator: "/")
    guard let real, let name = parts.last, !name.isEmpty,
      let parent = Self.real(folder.isEmpty ? "/" : folder)
    else { return nil }
    let full = (parent == "/" ? "" : parent) + "/" + name
    let prefix = real == "/" ? "/" : real + "/"
    guard full.hasPrefix(prefix) else { return nil }
    let inside = String(full.dropFirst(prefix.count))
    return holds(inside) ? inside : nil
  }

  /// The path of what lies within the folder.
  func path(of inside: String) -> String { path == "/" ? "/" + inside : path + "/" + inside }

  /// Whether there is a page of this program at a path within the folder, which leads through no link.
  func holdsPage(_ inside: String) -> Bool {
    inside != name
      && withFile(inside) { descriptor, _, _ in SourceDocument.isPage(beginning: Self.head(descriptor)) }
        == true
  }

  private func holds(_ inside: String) -> Bool { withFile(inside) { _, _, _ in true } == true }

  /// Removes a page; what kept it from that.
  func remove(_ inside: String) -> String? {
    let problem = withFile(inside) { descriptor, folder, name -> String? in
      guard SourceDocument.isPage(holdingTrace: Self.all(descriptor)) else {
        return "it is no page with its trace"
      }
      return unlinkat(folder, name, 0) == 0 ? nil : String(cString: strerror(errno))
    }
    guard let problem else { return "it is no file of the folder, or lies behind a link" }
    return problem
  }

  /// Opens a regular file of the folder step by step, so that no link on the way or at its end is followed.
  ///
  /// - Returns: What `body` gives of the file, its folder and its name; `nil` where there is no such file.
  private func withFile<Result>(_ inside: String, _ body: (Int32, Int32, String) -> Result) -> Result? {
    let parts = inside.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.last,
      !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") })
    else {
      return nil
    }
    var folder = open(path, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    for part in parts.dropLast() {
      let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      close(folder)
      folder = next
      guard next >= 0 else { return nil }
    }
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return body(file, folder, name)
  }

  private static func head(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 13)
    let count = read(descriptor, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  private static func all(_ descriptor: Int32) -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
