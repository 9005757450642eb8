import JSONReader
import Testing

@Suite struct JSONSequenceTests {
  @Test func severalValuesAreReadOneAfterTheOther() throws {
    let bytes = JSONBytes("{\"a\":1}\n[2]\"x\" 4\n\n")
    var texts: [String] = []
    var offset = 0
    while let (document, end) = try JSONDocument.parseNext(bytes, at: offset) {
      texts.append(document.root.text)
      offset = end
    }
    #expect(texts == ["{\"a\":1}", "[2]", "\"x\"", "4"])
  }

  @Test func linesAreCountedFromAKnownPlace() {
    let bytes = JSONBytes("{}\n{}\n{x")
    let known = JSONPosition(offset: 6, line: 3, column: 1)
    let error = #expect(throws: JSONError.self) { try JSONDocument.parseNext(bytes, at: 6, from: known) }
    #expect(error?.line == 3)
    #expect(error?.column == 2)
    #expect(JSONPosition().advanced(to: 7, in: bytes) == JSONPosition(offset: 7, line: 3, column: 2))
  }

  @Test(arguments: [
    ("[1, 2, 3", "[1,2,3]"), ("[1, {\"a\": 2, \"b\"", "[1,{\"a\":2}]"),
    ("[1, {\"a\": 2, \"b\": ", "[1,{\"a\":2}]"),
    ("{\"a\": [1, \"x", "{\"a\":[1]}"), ("[[], [[3]], nul", "[[],[[3]]]"), ("[", "[]"),
    ("{\"a\": 1} x", "{\"a\":1}"),
    ("[1 2]", "[1]"),
  ])
  func theWholePartOfABrokenValueIsKept(_ text: String, _ expected: String) throws {
    let document = try #require(JSONDocument.wholePart(of: JSONBytes(text)))
    #expect(document.root.compact == expected)
  }

  @Test func everyCutOfAValueIsReadWithoutHarm() throws {
    let text = #"{"a": [1, -2.5e3, {"b": "x\u00e9\n", "c": [true, null]}], "d": {"e": {}}}"#
    for length in 0..<text.utf8.count {
      let cut = JSONBytes(text)[0..<length]
      #expect(throws: JSONError.self) { try JSONDocument.parse(cut) }
      let part = JSONDocument.wholePart(of: cut)
      #expect(part == nil || (try? JSONDocument.parse(part?.root.compact ?? "")) != nil)
    }
  }

  @Test func slicesShareTheMemoryAndOutliveTheWhole() {
    let slice = JSONBytes("hello world")[6..<99]
    #expect(slice.text == "world")
    #expect(slice.count == 5)
    #expect(slice[5] == nil)
    #expect(slice[0..<1][0] == UInt8(ascii: "w"))
  }
}

extension JSONValue {
  /// The value written from its parts, not from its source.
  fileprivate var compact: String {
    switch kind {
    case .array: "[" + elements.map(\.compact).joined(separator: ",") + "]"
    case .object: "{" + members.map { "\"\($0.key)\":\($0.value.compact)" }.joined(separator: ",") + "}"
    case .string: "\"" + (string ?? "").split(separator: "\n").joined() + "\""
    case .null, .bool, .number: text
    }
  }
}
