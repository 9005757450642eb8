import JSONReader
public import Redaction
public import ReportModel
public import TraceModel
public import TraceSource
import TraceText

/// A trace file without what must not be shared, in its own format where that is JSON.
public struct RedactedSource: Sendable {
  /// The file's bytes, unpacked.
  public let bytes: [UInt8]
  /// What was taken out.
  public let notice: RedactionNotice
  /// Whether the bytes are in the input's format; else they are OTLP/JSON.
  public let isOwnFormat: Bool
  private let document: SourceDocument
  private let format: String?
  private let choice: RedactionChoice

  /// Reads a file; `-` is standard input.
  ///
  /// JSON and JSON Lines are edited in place: strings lose their secrets, and every other byte stays. All else is read
  /// as a trace and written as OTLP/JSON.
  /// - Parameters:
  ///   - format: The `--from` name of its format; `nil` to have it found out.
  ///   - choice: What is taken out.
  /// - Throws: `ImportError` if it cannot be read.
  public init(reading path: String, format: String? = nil, _ choice: RedactionChoice = RedactionChoice())
    throws(ImportError)
  {
    let document = try SourceDocument.open(path: path)
    (self.document, self.format, self.choice) = (document, format, choice)
    guard let edited = JSONRedaction.edit(document, choice) else {
      let redacted = RedactedTraces(try LoadedTraces([document], format: format), choice)
      (bytes, notice, isOwnFormat) = (redacted.otlpJSON(), redacted.notice, false)
      return
    }
    (bytes, notice, isOwnFormat) = (edited.bytes, RedactionNotice(edited.manifest), true)
  }
}

extension RedactedSource {
  /// What is taken out and what may be a secret, a line a rule: with the steps of the run where the file is a trace.
  public func lines() -> [String] {
    guard let loaded = try? LoadedTraces([document], format: format) else {
      return notice.entries.map(\.line)
    }
    return RedactedTraces(loaded, choice).lines()
  }
}

extension RedactedSource {
  /// The record at a place as the file has it, byte for byte but for what was taken out; `nil` where the file is no JSON
  /// or has no value there. Reads the file again, linear in its size.
  public func record(at place: SourcePlace) -> String? {
    isOwnFormat ? SourceDocument(name: document.name, bytes: JSONBytes(bytes)).text(at: place) : nil
  }
}

extension RedactionNotice {
  /// What a session took out.
  init(_ manifest: RedactionManifest) {
    self.init(entries: manifest.entries.map { Entry($0) }, suspicion: manifest.suspicion.map { Entry($0) })
  }
}

extension RedactionNotice.Entry {
  /// What a rule took out.
  init(_ entry: RedactionManifest.Entry) {
    self.init(
      label: entry.label, singular: entry.singular, values: entry.distinctValues, places: entry.places,
      placeholder: entry.placeholder, found: entry.steps.first.map { ($0.trace, $0.span) },
      spanCount: entry.steps.count)
  }
}

/// Takes secrets out of the strings of JSON and leaves every other byte as it is.
private enum JSONRedaction {
  /// The file without its secrets; `nil` where it is no text of JSON values.
  static func edit(_ document: SourceDocument, _ choice: RedactionChoice) -> (
    bytes: [UInt8], manifest: RedactionManifest
  )? {
    let values = document.values
    guard !values.isEmpty, !document.isTold,
      document.bytes.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) != nil,
      areInRow(values.map(\.value.range), within: document.bytes.count)
    else { return nil }
    let (bytes, manifest) = choice.redact { edit(document, values, &$0) }
    return (bytes, manifest)
  }

  private static func edit(
    _ document: SourceDocument, _ values: [SourceValue], _ session: inout RedactionSession
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    let streamed = StreamedJSON.edits(values.map(\.value), &session)
    document.bytes.withUnsafeBytes { source in
      // Lines that are no JSON are text like any other.
      func between(_ end: Int) {
        bytes += session.redact(String(decoding: source[place..<end], as: UTF8.self)).utf8
        place = end
      }
      for value in values {
        between(value.value.range.lowerBound)
        for edit in edits(value.value, streamed, &session) {
          bytes += source[place..<edit.range.lowerBound]
          JSONText.quote(edit.text, to: &bytes)
          place = edit.range.upperBound
        }
        bytes += source[place..<value.value.range.upperBound]
        place = value.value.range.upperBound
      }
      between(source.count)
    }
    return bytes
  }

  /// Whether the values stand one behind the other.
  private static func areInRow(_ ranges: [Range<Int>], within count: Int) -> Bool {
    zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
      && ranges.allSatisfy { $0.upperBound <= count }
  }

  /// The strings that change, in the order of the file. O(n), without recursion.
  ///
  /// - Parameter streamed: What strings are without what lies across them and others, by their places.
  private static func edits(
    _ root: JSONValue, _ streamed: [Range<Int>: String], _ session: inout RedactionSession
  ) -> [(range: Range<Int>, text: String)] {
    var edits: [(range: Range<Int>, text: String)] = []
    var open: [(value: JSONValue, name: String)] = [(root, "")]
    while let (value, name) = open.popLast() {
      switch value.kind {
      case .string:
        guard let text = value.string else { continue }
        let whole = streamed[value.range] ?? StreamedText.redacted(text, &session) ?? text
        let redacted = session.redact(whole, under: name)
        if redacted != text { edits.append((value.range, redacted)) }
      case .array: open += value.elements.reversed().map { ($0, name) }
      case .object:
        for (name, member) in zip(value.memberNames, NamedMember.all(of: value, under: name)).reversed() {
          open.append((member.value, member.name))
          open.append((name, ""))
        }
      default: break
      }
    }
    return edits
  }
}
