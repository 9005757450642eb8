import TraceImport
import TraceModel

/// Reads the inputs of a command.
enum TraceLoader {
  /// All traces of the inputs; what belongs together across files is joined.
  static func load(_ inputs: [String], format: String?) throws(Failure) -> ImportResult {
    do {
      var documents: [SourceDocument] = []
      var diagnostics: [Diagnostic] = []
      for input in inputs {
        if input == "-" {
          documents.append(try SourceDocument.openStandardInput())
        } else if SourceDocument.isDirectory(input) {
          let directory = try SourceDocument.open(directory: input)
          documents += directory.documents
          diagnostics += directory.diagnostics
        } else {
          documents.append(try SourceDocument.open(path: input))
        }
      }
      var result = try ImporterRegistry.standard.importTraces(from: documents, format: format)
      result.diagnostics = diagnostics + result.diagnostics
      return result
    } catch {
      throw Failure(message: sentence(error))
    }
  }

  private static func sentence(_ error: ImportError) -> String {
    var place = error.place.file
    if let line = error.place.line { place += ":\(line)" }
    if let column = error.place.column { place += ":\(column)" }
    if let pointer = error.place.pointer, !pointer.isEmpty { place += " at \(pointer)" }
    if let offset = error.place.byteOffset { place += " at byte \(offset)" }
    return "\(place): \(error.message); \(error.advice)."
  }
}
