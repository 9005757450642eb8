/// One mistake in a template or an asset, at its place.
public struct CompileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the file, as it was given to the compiler.
  public let path: String
  /// The line, from 1.
  public let line: Int
  /// The column in bytes, from 1, as swiftc counts it.
  public let column: Int
  /// What was found, what was expected and what to do.
  public let message: String

  /// Makes an error at a place.
  public init(path: String, line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  /// The form that swiftc uses and that editors and CI systems recognise.
  public var description: String { "\(path):\(line):\(column): error: \(message)" }
}

/// All mistakes found in one run: at most one per file, in the order of the files.
public struct CompileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistakes; never empty.
  public let errors: [CompileError]

  /// The mistakes, one a line.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
