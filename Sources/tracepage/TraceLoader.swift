import TraceImport
import TraceModel
import TraceSource

/// Reads the inputs of a command.
enum TraceLoader {
  /// What was read, and the paths it was read from.
  struct Loaded {
    var traces: [Trace]
    var diagnostics: [Diagnostic]
    /// The files that hold the traces; standard input has none.
    var files: [String] = []
  }

  /// All traces of the inputs; what belongs together across files is joined.
  static func load(_ inputs: [String], format: String?) throws(Failure) -> Loaded {
    do throws(ImportError) {
      var files: [String] = []
      var documents: [SourceDocument] = []
      var diagnostics: [Diagnostic] = []
      for input in inputs {
        if input == "-" {
          documents.append(try SourceDocument.openStandardInput())
        } else if SourceDocument.isDirectory(input) {
          let directory = try SourceDocument.open(directory: input)
          // Pages are often written beside their traces: they are no input, and may be replaced.
          let sources = directory.documents.filter { !$0.name.hasSuffix(".html") }
          documents += sources
          files += sources.map { "\(input)/\($0.name)" }
          diagnostics += directory.diagnostics
        } else {
          documents.append(try SourceDocument.open(path: input))
          files.append(input)
        }
      }
      let result = try ImporterRegistry.standard.importTraces(from: documents, format: format)
      if result.traces.isEmpty { throw nothingToShow(diagnostics + result.diagnostics, documents) }
      return Loaded(traces: result.traces, diagnostics: diagnostics + result.diagnostics, files: files)
    } catch {
      throw Failure(message: sentence(error))
    }
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

  private static func sentence(_ error: ImportError) -> String {
    var place = error.place.file == "-" ? "standard input" : error.place.file
    if let line = error.place.line { place += ":\(line)" }
    if let column = error.place.column { place += ":\(column)" }
    if let pointer = error.place.pointer, !pointer.isEmpty { place += " at \(pointer)" }
    if let offset = error.place.byteOffset { place += " at byte \(offset)" }
    // Advice is worded as a sentence of its own; here it ends one.
    var advice = error.advice.prefix(1).lowercased() + error.advice.dropFirst()
    if advice.hasSuffix(".") { advice.removeLast() }
    return "\(place): \(error.message); \(advice)."
  }
}
