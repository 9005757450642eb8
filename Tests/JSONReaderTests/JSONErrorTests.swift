import JSONReader
import Testing

@Suite struct JSONErrorTests {
  @Test(arguments: [
    ("", 0, 1, 1, "found the end of the input, expected a JSON value"),
    ("{\n  \"a\": 1\n  \"b\": 2\n}", 13, 3, 3, "found '\"', expected ',' or '}'"),
    ("[1, 2", 5, 1, 6, "found the end of the input, expected ',' or ']'"),
    (
      "[\"a\nb\"]", 3, 1, 4,
      "found a line break, expected the closing quote of a string, or an escape such as \\n"
    ),
    ("[1,]", 3, 1, 4, "found ']', expected a JSON value"),
    ("{\"é\" 1}", 6, 1, 7, "found '1', expected ':'"),
    ("[é]", 1, 1, 2, "found the character U+00E9, expected a JSON value"),
    ("[12x]", 3, 1, 4, "found 'x', expected the end of the value"),
    ("{} {}", 3, 1, 4, "found '{', expected the end of the input"),
    ("[\"\\q\"]", 3, 1, 4, "found 'q', expected one of \" \\ / b f n r t u after a backslash"),
    ("tru", 3, 1, 4, "found the end of the input, expected a JSON value"),
  ])
  func errorsSayWhereAndWhat(_ text: String, _ offset: Int, _ line: Int, _ column: Int, _ message: String) {
    let error = #expect(throws: JSONError.self) { try JSONDocument.parse(text) }
    #expect(error == JSONError(offset: offset, line: line, column: column, message: message))
  }

  @Test func everyByteOfAControlCharacterIsSpelledOut() {
    let error = #expect(throws: JSONError.self) { try JSONDocument.parse("[\u{1B}[31m]") }
    #expect(error?.message == "found the control character 0x1B, expected a JSON value")
  }

  @Test func utf16IsNamed() {
    let bytes = JSONBytes([0xFF, 0xFE] + "{}".utf16.flatMap { [UInt8($0), 0] })
    let error = #expect(throws: JSONError.self) { try JSONDocument.parse(bytes) }
    #expect(error?.message.contains("UTF-16") == true)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func deepNestingIsAnErrorAndNoCrash(_ opening: String) {
    let text = String(repeating: opening, count: 100_000)
    let error = #expect(throws: JSONError.self) { try JSONDocument.parse(text) }
    #expect(error?.message == "found more than 512 levels of nesting, expected at most 512")
  }

  @Test func depthIsALimitToTheLevel() throws {
    var options = JSONOptions()
    options.maximumDepth = 3
    #expect(try JSONDocument.parse("[[[1]], []]", options: options).root.count == 2)
    #expect(throws: JSONError.self) { try JSONDocument.parse("[[[[]]]]", options: options) }
    options.maximumDepth = 200_000
    let deep = String(repeating: "[", count: 150_000) + String(repeating: "]", count: 150_000)
    #expect(try JSONDocument.parse(deep, options: options).root.count == 1)
  }

  @Test func nonFiniteNumbersCanBeRefused() throws {
    var options = JSONOptions()
    options.allowsNonFiniteNumbers = false
    for text in ["NaN", "Infinity", "[-Infinity]"] {
      #expect(throws: JSONError.self) { try JSONDocument.parse(text, options: options) }
      #expect(throws: Never.self) { try JSONDocument.parse(text) }
    }
  }
}
