import ChatReading
import TraceModel
package import TraceSource

/// Reads what aider writes beside a repository: the history of its chats, which tells what it answered, did and spent,
/// and the log of its calls, which has what the model was given.
package struct AiderImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "aider", title: "aider history", writers: "aider",
    signature: "a text that begins with “# aider chat started at” or “TO LLM” and a time",
    recipe: ".aider.chat.history.md in the repository, or the file of --llm-history-file")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    switch source.transcriptMark {
    case .aiderChat, .aiderCalls: .certain
    default: .none
    }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.unpackingDiagnostics)
    if case .aiderCalls = source.transcriptMark {
      let log = AiderCallLog(source)
      guard !log.calls.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
      var reader = AiderCallReader(id: source.name, format: format.id)
      result.append(reader.read(log))
    } else {
      result.append(chats(in: source))
      guard !result.traces.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
    }
    return result
  }

  /// The sessions of a history, each a trace; those in which nobody asked for anything are counted.
  private func chats(in source: SourceDocument) -> ImportResult {
    let sessions = AiderHistory(source).sessions
    var result = ImportResult()
    var silent: [AiderSession] = []
    for session in sessions {
      guard session.isTelling else {
        silent.append(session)
        continue
      }
      let id = sessions.count == 1 ? source.name : "\(source.name)#\(session.number)"
      var reader = AiderReader(id: id, format: format.id)
      result.append(reader.read(session))
    }
    if let first = silent.first {
      result.diagnostics.append(
        Diagnostic(
          severity: .note, place: first.place,
          message:
            "\(silent.count) of \(sessions.count) sessions hold no prompt and no answer, this is the first",
          action: "they were left out"))
    }
    return result
  }
}
