import JSONReader
import Synchronization
import TraceModel
import YAMLReader

/// Reads a source's values when first asked, once, whoever asks.
final class ReadOnce: Sendable {
  let remarks: [Diagnostic]
  private let name: String
  private let bytes: JSONBytes
  private let options: JSONOptions
  private let memory = Mutex<SourceReading?>(nil)

  init(name: String, bytes: JSONBytes, options: JSONOptions, remarks: [Diagnostic]) {
    self.name = name
    self.bytes = bytes
    self.options = options
    self.remarks = remarks
  }

  var result: SourceReading {
    memory.withLock { known in
      if let known { return known }
      let fresh =
        transcript ?? CommaTable(bytes).map(rows) ?? ScriptText.json(of: bytes).map(told) ?? yaml
        ?? read(bytes)
      known = fresh
      return fresh
    }
  }

  /// What a transcript holds as JSON: nothing, though an agent may have written some in it.
  private var transcript: SourceReading? {
    guard TranscriptMark(bytes) != nil else { return nil }
    return SourceReading(
      isTold: true,
      firstError: ImportError(
        place: SourcePlace(file: name), message: "this is a transcript in text, expected JSON or JSON Lines",
        advice: "Leave out --from to have the format found out; “tracepage formats” lists all."))
  }

  /// What a source that begins as YAML does says in JSON. One that breaks off is read as far as it goes.
  private var yaml: SourceReading? {
    guard YAMLStart.isOne(bytes) else { return nil }
    let text = bytes.withUnsafeBytes { YAMLText($0) }
    guard let failure = text.failure else { return told(text.json) }
    let place = SourcePlace(file: name, line: failure.line, column: failure.column)
    guard !text.json.isEmpty else {
      // A log may begin with a word and a colon too: without a name that says so it is no YAML.
      guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return nil }
      return SourceReading(
        isTold: true,
        firstError: ImportError(
          place: place, message: "no YAML could be read: found \(failure.message)",
          advice: "Check that the program that writes it has ended."))
    }
    var reading = told(text.json)
    reading.diagnostics.append(
      Diagnostic(
        severity: .loss, place: place, message: "found \(failure.message), expected more of the YAML",
        action: "what stands before this place was read, the rest was left out"))
    return reading
  }

  private func read(_ bytes: JSONBytes) -> SourceReading {
    var reader = ValueReader(name: name, bytes: bytes, options: options)
    return reader.read()
  }

  private func told(_ json: [UInt8]) -> SourceReading {
    var reading = read(JSONBytes(json))
    reading.isTold = true
    return reading
  }

  private func rows(of table: CommaTable) -> SourceReading {
    var reading = told(table.lines)
    if let (line, count) = table.uneven {
      reading.diagnostics.append(
        Diagnostic(
          severity: .loss, place: SourcePlace(file: name, line: line),
          message:
            "\(count) rows of the table have more or fewer cells than it has columns, this is the first",
          action: "cells without a column were left out"))
    }
    return reading
  }
}

/// What reading a source as JSON yielded.
struct SourceReading: Sendable {
  var values: [SourceValue] = []
  var diagnostics: [Diagnostic] = []
  var isSingleValue = false
  var isTold = false
  var firstError: ImportError?
}
