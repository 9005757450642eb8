import JSONReader
import TraceModel
package import TraceSource

/// Reads the conversations of Google's Antigravity, its editor and its command line: a list of steps for each.
package struct AntigravityImporter: TraceImporter {
  package let format = FormatDescription(
    id: "antigravity", title: "Antigravity conversation", writers: "Google Antigravity, editor and CLI",
    signature:
      "JSON lines with “step_index”, a “source” such as MODEL or USER_EXPLICIT, and a “type” such as USER_INPUT or "
      + "PLANNER_RESPONSE",
    recipe:
      "~/.gemini/antigravity/brain/ID/.system_generated/logs/transcript_full.jsonl; transcript.jsonl beside it has long "
      + "texts cut")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isStep) ? .certain : .none
  }

  private static func isStep(_ value: JSONValue) -> Bool {
    value["step_index"]?.kind == .number && value["source"]?.kind == .string
      && value["type"]?.kind == .string
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var logs: [AntigravityLog] = []
    let diagnostics = try collect(from: sources) { source in
      let log = AntigravityLog(source)
      guard !log.steps.isEmpty else { return false }
      logs.append(log)
      return true
    }
    var result = ImportResult(diagnostics: diagnostics)
    for log in AntigravityLog.chosen(of: logs) {
      var reader = AntigravityReader(log, format: format.id)
      result.append(reader.read())
    }
    return result
  }
}

/// The steps of a conversation, as one file has them.
struct AntigravityLog {
  /// The conversation's id, from the folder that it lies in or from what its steps say; else the file's name.
  let id: String
  let file: String
  let steps: [AntigravityStep]
  /// Records that are no step.
  let foreign: [SourcePlace]
  /// Other files that tell the same conversation less fully.
  var others: [String] = []

  init(_ source: SourceDocument) {
    file = source.name
    var (steps, foreign): ([AntigravityStep], [SourcePlace]) = ([], [])
    for record in source.flatRecords {
      if let step = AntigravityStep(record) { steps.append(step) } else { foreign.append(record.place) }
    }
    (self.steps, self.foreign) = (steps, foreign)
    id =
      Self.folder(in: source.name[...])
      ?? steps.lazy.filter { $0.type == "CHECKPOINT" || $0.source == .system || $0.isRunning }
      .compactMap { Self.folder(in: $0.content[...]) ?? Self.task(in: $0.content) }.first ?? source.name
  }

  /// How many steps have texts that were cut.
  var cuts: Int { steps.count(where: \.isCut) }

  /// Of files that tell the same conversation the one with most steps, or else with fewer texts cut.
  static func chosen(of logs: [AntigravityLog]) -> [AntigravityLog] {
    var result: [AntigravityLog] = []
    for log in logs {
      guard let place = result.firstIndex(where: { $0.id == log.id }) else {
        result.append(log)
        continue
      }
      let isFuller = (log.steps.count, -log.cuts) > (result[place].steps.count, -result[place].cuts)
      let (kept, left) = isFuller ? (log, result[place]) : (result[place], log)
      result[place] = kept
      result[place].others += left.others + [left.file]
    }
    return result
  }

  /// The folder that holds `.system_generated`, in a path of either kind of system: it is called by the conversation's id.
  private static func folder(in text: Substring) -> String? {
    guard let mark = text.firstRange(of: ".system_generated") else { return nil }
    return uuid(before: text[..<mark.lowerBound].dropLast())
  }

  /// What stands before the number of a task that ran behind the conversation: `ID/task-58`.
  private static func task(in text: String) -> String? {
    guard let mark = text.firstRange(of: "/task-") else { return nil }
    return uuid(before: text[..<mark.lowerBound])
  }

  private static func uuid(before text: Substring) -> String? {
    let word = text.suffix(36)
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12],
      parts.allSatisfy({ $0.allSatisfy(\.isHexDigit) })
    else { return nil }
    return String(word)
  }
}
