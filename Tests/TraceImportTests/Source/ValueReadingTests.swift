import JSONReader
import Testing
import TraceModel
import TraceSource

@Suite struct ValueReadingTests {
  @Test func anOrdinaryFileIsOneValue() {
    let source = SourceDocument(name: "a.json", text: "\u{FEFF}\n{\n  \"a\": [1]\n}\n")
    #expect(source.isSingleValue)
    #expect(source.values.map(\.line) == [2])
    #expect(source.values.first?.value["a"]?[0]?.int == 1)
    #expect(source.diagnostics.map(\.message) == ["the file begins with a byte order mark"])
    #expect(source.firstError == nil)
  }

  @Test func jsonLinesAreOneValueALine() {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1}\n\n{\"n\":2}\r\n{\"n\":3}")
    #expect(source.ids == [1, 2, 3])
    #expect(source.values.map(\.line) == [1, 3, 4])
    #expect(!source.isSingleValue)
    #expect(source.diagnostics.isEmpty)
  }

  @Test func prettyPrintedValuesInARowAreRead() {
    let source = SourceDocument(name: "a", text: "{\n  \"n\": 1\n}\n{\n  \"n\": 2\n}\n")
    #expect(source.ids == [1, 2])
    #expect(source.values.map(\.line) == [1, 4])
  }

  @Test(arguments: [
    "{\"n\":2", "{\"n\":\"2", "{\"n\":{\"m\":2}", "{\"n\" 2}", "{\"n\":tru}", "{\"n\":", "{\"n\":[2, ",
    "[\"n\", }", "garbage",
  ])
  func aBrokenLineLosesNothingElse(_ broken: String) {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1}\n\(broken)\n{\"n\":3}\n{\"n\":4}\n")
    #expect(source.ids == [1, 3, 4])
    #expect(source.values.map(\.line) == [1, 3, 4])
    #expect(source.diagnostics.count == 1)
    #expect(source.diagnostics.first?.severity == .loss)
    #expect([2, 3, 4].contains(source.diagnostics.first?.place.line))
    #expect(!source.isSingleValue)
  }

  @Test("A line with backslashes that begin no escape is read with them, and that is told")
  func strayEscapes() {
    let line = #"{"n":1,"t":"\* a\\b \u12"}"#
    let source = SourceDocument(name: "a.jsonl", text: line + "\n{\"n\":2}")
    #expect(source.ids == [1, 2])
    #expect(source.values.first?.value["t"]?.string == #"\* a\b \u12"#)
    #expect(source.diagnostics.map(\.severity) == [.note])
    let broken = SourceDocument(name: "a.jsonl", text: #"{"n":1,"t":"\*"# + "\n{\"n\":2}")
    #expect(broken.ids == [2] && broken.diagnostics.map(\.severity) == [.loss])
  }

  @Test("The two characters that stand for a line break are one between values")
  func writtenBreaks() {
    let source = SourceDocument(name: "a", text: #"{"n":1}\n{"n":2}\n{"n":3}"#)
    #expect(source.ids == [1, 2, 3])
    #expect(source.diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test func aBrokenFirstLineLosesNothingElse() {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1, \"m\n{\"n\":2}\n{\"n\":3}\n")
    #expect(source.ids == [2, 3])
    #expect(source.diagnostics.map(\.place) == [SourcePlace(file: "a.jsonl", line: 1, column: 11)])
  }

  @Test func aCutLastLineIsADiagnostic() {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1}\n{\"n\":2}\n{\"n\":3, \"te")
    #expect(source.ids == [1, 2])
    #expect(source.diagnostics.map(\.place) == [SourcePlace(file: "a.jsonl", line: 3, column: 12)])
  }

  @Test func twoValuesOnOneLineAreTwoValues() {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1}{\"n\":2}\n{\"n\":3}\n")
    #expect(source.ids == [1, 2, 3])
    #expect(source.values.map(\.line) == [1, 1, 2])
    #expect(source.diagnostics.map(\.severity) == [.note])
    #expect(source.diagnostics.map(\.place.column) == [8])
  }

  @Test func aBrokenPrettyObjectAmongOthersLosesNothingElse() {
    let text =
      "{\n  \"n\": 1\n}\n{\n  \"n\": 2,\n  \"m\": {\n{\n  \"n\": 3\n}\n{\n  \"n\" 4\n}\n{\n  \"n\": 5\n}\n"
    let source = SourceDocument(name: "a", text: text)
    #expect(source.ids == [1, 3, 5])
    #expect(source.diagnostics.filter { $0.severity == .loss }.map(\.place.line).prefix(2) == [7, 11])
  }

  @Test func manyValuesOnOneLineAreNotedOnce() {
    let source = SourceDocument(name: "a", text: "{\"n\":1}{\"n\":2} {\"n\":3}\n{\"n\":4}")
    #expect(source.ids == [1, 2, 3, 4])
    #expect(source.diagnostics.count == 1)
  }

  @Test func aLineAppendedToATornOneIsRead() {
    let source = SourceDocument(name: "a.jsonl", text: "{\"n\":1,\"te{\"n\":2}\n{\"n\":3}\n")
    #expect(source.ids == [2, 3])
    #expect(source.diagnostics.map(\.severity) == [.loss, .note])
  }

  @Test func aMemberOfABrokenLineIsNoValue() {
    let source = SourceDocument(
      name: "a.jsonl", text: "{\"m\":{\"n\":9} \"c\":2}\n{\"m\":tru, \"o\":{\"n\":8}}\n{\"n\":3}\n")
    #expect(source.ids == [3])
  }

  @Test func aCutValueIsReadAsFarAsItGoes() {
    let source = SourceDocument(
      name: "a.json", text: "{\n \"spans\": [\n  {\"n\": 1},\n  {\"n\": 2},\n  {\"n\"")
    let spans = source.values.first?.value["spans"]?.elements.map { $0["n"]?.int }
    #expect(spans == [1, 2, nil])
    #expect(source.isSingleValue)
    #expect(source.diagnostics.map(\.severity) == [.loss])
    #expect(source.diagnostics.map(\.place.line) == [5])
  }

  @Test func aBrokenPrettyObjectIsReadUpToTheBreak() {
    let source = SourceDocument(name: "a.json", text: "{\n  \"n\": 1,\n  \"m\": {\n    \"x\" 2\n  }\n}\n")
    #expect(source.ids == [1])
    #expect(source.diagnostics.map(\.place) == [SourcePlace(file: "a.json", line: 4, column: 9)])
  }

  @Test func oneBrokenElementLeavesTheOthersOfAnArrayOfLines() {
    let source = SourceDocument(name: "a.json", text: "[\n{\"n\":1},\n{\"n\":2},\n{\"n\" 3},\n{\"n\":4}\n]\n")
    #expect(source.ids == [1, 2, 4])
    #expect(source.diagnostics.filter { $0.severity == .loss }.map(\.place.line) == [4])
  }

  @Test func oneBrokenElementLeavesTheOthersOfAPrettyArray() {
    let elements = ["\"n\": 1", "\"n\" 2", "\"n\": 3"].map { "  {\n    \($0)\n  }" }
    let source = SourceDocument(name: "a.json", text: "[\n" + elements.joined(separator: ",\n") + "\n]\n")
    #expect(source.ids == [1, 3])
    #expect(source.diagnostics.filter { $0.severity == .loss }.map(\.place.line) == [6])
  }

  @Test func linesOfALogBetweenValuesAreCountedTogether() {
    let source = SourceDocument(
      name: "a.log", text: "Starting\n42 workers\n{\"n\":1}\nINFO x\nINFO y\n[done]\n{\"n\":2}\n")
    #expect(source.ids == [1, 2])
    #expect(source.diagnostics.map(\.place.line) == [1, 4, 6])
  }

  @Test func aFileOfNoiseHasABoundedListOfDiagnostics() {
    let noise = String(repeating: "{\"n\" 1}\n", count: 5000)
    let source = SourceDocument(name: "a", text: noise + "{\"n\":7}\n")
    #expect(source.ids == [7])
    #expect(source.diagnostics.count == 1001)
    #expect(source.diagnostics.last?.message == "4000 more places are broken")
  }

  @Test func invalidTextIsReportedOnce() {
    let bytes = JSONBytes(Array("{\"n\":1}\n{\"n\":2,\"t\":\"".utf8) + [0xFF] + Array("\"}\n".utf8))
    let source = SourceDocument(name: "a", bytes: bytes)
    #expect(source.ids == [1, 2])
    #expect(source.diagnostics.map(\.place) == [SourcePlace(file: "a", line: 2, column: 13)])
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html></html>", "an HTML page"), ("<?xml version='1.0'?>", "XML"),
    ("\u{1}\u{2}\u{0}x", "binary"),
    ("%PDF-1.7", "a PDF"), ("{\0\"\0a\0\"\0", "UTF-16"), ("   \n", "nothing but blanks"),
    ("hello\nworld", "no JSON"),
  ])
  func whatIsNoJSONIsNamed(_ text: String, _ name: String) {
    let source = SourceDocument(name: "a", text: text)
    #expect(source.values.isEmpty)
    #expect(source.firstError?.message.contains(name) == true)
    #expect(source.firstError?.place.file == "a")
  }
}

extension SourceDocument {
  fileprivate var ids: [Int64?] { values.map { $0.value["n"]?.int } }
}
