import Glibc
public import JSONReader
import TraceModel

extension SourceDocument {
  /// Opens a file, unpacking gzip and zstd; the path `-` is standard input.
  ///
  /// - Throws: `ImportError` if there is no such file, it is a folder, it may not be read, it is empty, it
  ///   unpacks to more than the options allow, or its compressed data is damaged from the start.
  public static func open(path: String, options: SourceOptions = .init()) throws(ImportError)
    -> SourceDocument
  {
    if path == "-" { return try openStandardInput(options: options) }
    let name = lastComponent(of: path)
    return try open(
      name: name, bytes: try SourceFile.bytes(path: path, name: name, options: options), path: path,
      options: options)
  }

  /// Reads standard input to its end, unpacking gzip and zstd. Throws as `open(path:options:)`.
  public static func openStandardInput(options: SourceOptions = .init()) throws(ImportError) -> SourceDocument
  {
    let bytes = try SourceFile.readAll(STDIN_FILENO, name: "-", expecting: 0, options: options)
    return try open(name: "-", bytes: bytes, options: options)
  }

  /// Takes bytes in memory, unpacking gzip and zstd. Throws as `open(path:options:)`.
  public static func open(name: String, bytes: JSONBytes, options: SourceOptions = .init())
    throws(ImportError)
    -> SourceDocument
  {
    try open(name: name, bytes: bytes, path: nil, options: options)
  }

  /// Takes the bytes of a file, beside which the rest of a database may lie.
  static func open(name: String, bytes: JSONBytes, path: String?, options: SourceOptions) throws(ImportError)
    -> SourceDocument
  {
    let unpacked = DatabaseFile.complete(
      try Unpacked.unpack(bytes, name: name, options: options), path: path, options: options)
    guard !unpacked.bytes.isEmpty else {
      throw ImportError(
        place: SourcePlace(file: name), message: "it is empty, expected a trace",
        advice: "Check that the program that writes it has ended and flushed its traces.")
    }
    return SourceDocument(name: name, unpacked: unpacked, options: options)
  }

  /// Whether the bytes of a file are a page of this program that holds its trace: what an index may remove.
  public static func isPage(holdingTrace bytes: [UInt8]) -> Bool { PageArchive.holdsTrace(JSONBytes(bytes)) }

  /// Whether a file that begins so is a page of this program, an index too.
  public static func isPage(beginning bytes: [UInt8]) -> Bool { PageArchive.isPage(JSONBytes(bytes)) }

  /// The path without folders.
  static func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
