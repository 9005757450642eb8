import Glibc

/// Names of files.
enum FilePath {
  private static let endings = [
    ".gz", ".zst", ".json", ".jsonl", ".ndjson", ".binpb", ".pb", ".bin", ".txt", ".otlp", ".html",
  ]

  /// The last component, `standard input` for `-`.
  static func name(of path: String) -> String {
    if path == "-" { return "standard input" }
    return withoutSlash(path).split(separator: "/").last.map(String.init) ?? path
  }

  /// A path without the slash at its end; that of the root stays.
  static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The page of an input: beside it, with the known endings replaced by `.html`; standard output for `-`.
  static func page(for input: String) -> String {
    if input == "-" { return "-" }
    var stem = withoutSlash(input)
    while let ending = endings.first(where: {
      stem.lowercased().hasSuffix($0) && stem.utf8.count > $0.utf8.count
    }) {
      stem = String(stem.dropLast(ending.count))
    }
    return stem + ".html"
  }

  /// Whether two paths name one file that exists.
  static func isSameFile(_ left: String, _ right: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(left, &first) == 0, stat(right, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
