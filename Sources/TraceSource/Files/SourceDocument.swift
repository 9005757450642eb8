public import JSONReader
public import TraceModel

/// A trace file's bytes, unpacked, with its JSON values read once for all importers.
///
/// Nothing is read as JSON before the first importer asks; copies share what was read.
public struct SourceDocument: Sendable {
  /// The name shown in messages: without folders, or relative to the folder that was opened; `-` for standard
  /// input.
  public let name: String
  /// The unpacked bytes, a byte order mark included. Binary formats start here.
  public let bytes: JSONBytes
  /// How the bytes were packed.
  public let compression: SourceCompression

  /// The limits for what is unpacked out of the bytes, such as the entries of an archive.
  package let options: SourceOptions

  private let reading: ReadOnce

  /// Creates a document of bytes as they are; `open(name:bytes:options:)` unpacks.
  public init(name: String, bytes: JSONBytes, options: JSONOptions = .init()) {
    var limits = SourceOptions()
    limits.json = options
    self.init(name: name, unpacked: Unpacked(bytes: bytes), options: limits)
  }

  /// Creates a document of a text.
  public init(name: String, text: String, options: JSONOptions = .init()) {
    self.init(name: name, bytes: JSONBytes(text), options: options)
  }

  init(name: String, unpacked: Unpacked, options: SourceOptions) {
    self.name = name
    bytes = unpacked.bytes
    compression = unpacked.compression
    self.options = options
    let remarks = unpacked.remarks.map { remark in
      Diagnostic(
        severity: remark.severity, place: SourcePlace(file: name), message: remark.message,
        action: remark.action)
    }
    reading = ReadOnce(name: name, bytes: bytes, options: options.json, remarks: remarks)
  }
}

extension SourceDocument {
  /// The JSON values in a row, each with its line; one for an ordinary JSON file, one a line for JSON Lines, one a row
  /// for a table.
  ///
  /// Empty if the source is no JSON. The first call reads the source, linear in its size.
  public var values: [SourceValue] { reading.result.values }

  /// What was not as it should be, from unpacking and from reading JSON. Reads the source.
  ///
  /// Importers of binary formats use `unpackingDiagnostics`.
  public var diagnostics: [Diagnostic] { reading.remarks + reading.result.diagnostics }

  /// What was not as it should be when the bytes were unpacked.
  public var unpackingDiagnostics: [Diagnostic] { reading.remarks }

  /// Whether the source is one JSON value and nothing else. Reads the source.
  public var isSingleValue: Bool { reading.result.isSingleValue }

  /// Whether the source is no JSON itself and its values are told as JSON: a table of comma-separated values, or objects
  /// as JavaScript prints them. Reads the source.
  public var isTold: Bool { reading.result.isTold }

  /// Why no JSON value at all could be read; `nil` if there is one. Reads the source.
  public var firstError: ImportError? { reading.result.firstError }
}

extension SourceDocument {
  /// The JSON at a place, as the source has it; `nil` where it is no JSON or has no value there. Reads the source.
  public func text(at place: SourcePlace) -> String? {
    guard !isTold, place.byteOffset == nil else { return nil }
    let value = place.line == nil ? values.first : values.first { $0.line == place.line }
    return value?.value.value(at: place.pointer ?? "")?.text
  }
}

/// One of the JSON values of a source.
public struct SourceValue: Sendable {
  /// A handle; each value of a source is a document of its own over the source's bytes.
  public let value: JSONValue
  /// The line of its first byte, from 1.
  public let line: Int

  /// Creates a value with its line.
  public init(value: JSONValue, line: Int) {
    self.value = value
    self.line = line
  }
}
