import TraceImport
public import TraceModel
public import TraceSource

/// The traces of a command's inputs, and the paths they were read from.
public struct LoadedTraces: Sendable {
  /// The traces, sorted by first start.
  public var traces: [Trace]
  /// What was not as it should be.
  public var diagnostics: [Diagnostic]
  /// The files that hold the traces; standard input has none.
  public var files: [String]

  /// Creates traces that came from somewhere else.
  public init(traces: [Trace], diagnostics: [Diagnostic] = [], files: [String] = []) {
    self.traces = traces
    self.diagnostics = diagnostics
    self.files = files
  }
}

extension LoadedTraces {
  /// Reads files, pages, folders and, for `-`, standard input; what belongs together across files is joined.
  ///
  /// - Parameter format: The `--from` name of the format of all inputs; `nil` to have it found out for each.
  /// - Throws: `ImportError` if an input cannot be opened, or none holds a span.
  public init(reading inputs: [String], format: String? = nil) throws(ImportError) {
    var (files, documents, diagnostics) = ([String](), [SourceDocument](), [Diagnostic]())
    for input in inputs {
      if input == "-" {
        documents.append(try SourceDocument.openStandardInput())
      } else if SourceDocument.isDirectory(input) {
        let directory = try SourceDocument.open(directory: input)
        documents += directory.documents
        files += directory.documents.map { "\(input)/\($0.name)" }
        diagnostics += directory.diagnostics
      } else {
        documents.append(try SourceDocument.open(path: input))
        files.append(input)
      }
    }
    try self.init(documents, format: format, diagnostics: diagnostics, files: files)
  }

  /// Reads documents that are open, with what was not as it should be when they were opened.
  init(
    _ documents: [SourceDocument], format: String?, diagnostics: [Diagnostic] = [], files: [String] = []
  ) throws(ImportError) {
    let result = try ImporterRegistry.standard.importTraces(from: documents, format: format)
    let diagnostics = diagnostics + result.diagnostics
    if result.traces.isEmpty { throw Self.nothingToShow(diagnostics, documents) }
    self.init(traces: result.traces, diagnostics: diagnostics, files: files)
  }

  /// A source of a known format may hold no span, or none that could be read.
  private static func nothingToShow(_ diagnostics: [Diagnostic], _ documents: [SourceDocument]) -> ImportError
  {
    guard let loss = diagnostics.first(where: { $0.severity == .loss }) else {
      return ImportError(
        place: SourcePlace(file: documents.first?.name ?? "-"),
        message: "it holds no span, expected at least one",
        advice: "Check that the program that writes it records spans.")
    }
    return ImportError(
      place: loss.place, message: "no span could be read: \(loss.message)",
      advice: "Check that the file is whole.")
  }
}
