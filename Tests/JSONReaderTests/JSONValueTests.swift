import JSONReader
import Testing

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min), ("1.0", 1),
      ("1e3", 1000), ("12.50e2", 1250), ("1784796910128515174", 1_784_796_910_128_515_174), ("0e999", 0),
      ("1000000000000000000000e-20", 10),
    ] as [(String, Int64)])
  func wholeNumbersAreExact(_ literal: String, _ expected: Int64) throws {
    #expect(try JSONDocument.parse(literal).root.int == expected)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "0.5", "1e19", "1e-1", "1e99999999999", "NaN", "\"1\"",
    "null",
  ])
  func whatIsNoWholeNumberInRangeHasNoInt(_ literal: String) throws {
    #expect(try JSONDocument.parse(literal).root.int == nil)
  }

  @Test(
    arguments: [
      ("0.1", 0.1), ("-1.5e-7", -1.5e-7), ("123456789012345678901234567890", 1.2345678901234568e29),
      ("5e-324", 5e-324),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("Infinity", .infinity),
      ("-Infinity", -.infinity),
      ("2.2250738585072014e-308", .leastNormalMagnitude), ("9007199254740993", 9_007_199_254_740_992),
      ("0.000000000000000000000000000001", 1e-30), ("1e-9999", 0),
    ] as [(String, Double)])
  func numbersAreReadAsTheNearestDouble(_ literal: String, _ expected: Double) throws {
    #expect(try JSONDocument.parse(literal).root.double == expected)
  }

  @Test func numbersBeyondADoubleKeepTheirSpelling() throws {
    let root = try JSONDocument.parse("[1e999, NaN, -0.0]").root
    #expect(root[0]?.double == nil)
    #expect(root[0]?.numberText == "1e999")
    #expect(root[1]?.double?.isNaN == true)
    #expect(root[2]?.double?.sign == .minus)
  }

  @Test(arguments: [
    (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9\u20AC""#, "é€"),
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\u0000""#, "\0"),
    (#""é€😀 plain text of some length""#, "é€😀 plain text of some length"),
  ])
  func stringsAreDecoded(_ literal: String, _ expected: String) throws {
    #expect(try JSONDocument.parse(literal).root.string == expected)
  }

  @Test(
    "A string of more than a megabyte ends at its own quote, whatever escapes stand before it",
    arguments: [
      ("a", "a"), (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\\\""#, "\\\""), (#"\u0022\\"#, "\"\\"),
    ])
  func longStringsEndWhereTheyDo(_ piece: String, _ expected: String) throws {
    let count = 1_100_000 / piece.utf8.count
    let text = String(repeating: piece, count: count)
    let root = try JSONDocument.parse("[\"\(text)\", \"\(text)x\", 1]").root
    #expect(root[0]?.string == String(repeating: expected, count: count))
    #expect(root[1]?.string?.hasSuffix("x") == true)
    #expect(root[2]?.int == 1)
  }

  @Test func theLastOfSeveralEqualNamesWins() throws {
    let root = try JSONDocument.parse(#"{"a": 1, "\u0061": 2, "b": 3}"#).root
    #expect(root["a"]?.int == 2)
    #expect(root.members.map(\.key) == ["a", "a", "b"])
    #expect(root.count == 3)
    #expect(root["c"] == nil)
    #expect(root[0] == nil)
  }

  @Test func childrenAreFoundBehindNestedOnes() throws {
    let root = try JSONDocument.parse(#"{"x": {"y": [[], {}, [1, [2]]], "z": null}, "w": true}"#).root
    #expect(root["w"]?.bool == true)
    #expect(root["x"]?["z"]?.isNull == true)
    #expect(root["x"]?["y"]?[2]?[1]?[0]?.int == 2)
    #expect(root["x"]?["y"]?.elements.map(\.count) == [0, 0, 2])
    #expect(root["x"]?["y"]?[3] == nil)
    #expect(root["x"]?["y"]?[-1] == nil)
  }

  @Test func valuesKnowTheirPlaceAndText() throws {
    let text = "\u{FEFF}  {\"é\": [1.50, \"a\\n\"] }  "
    let list = try #require(try JSONDocument.parse(text).root["é"])
    #expect(list.text == "[1.50, \"a\\n\"]")
    #expect(list.elements.map(\.text) == ["1.50", "\"a\\n\""])
    #expect(Array(text.utf8)[list.offset] == UInt8(ascii: "["))
  }

  @Test func stringsAndNumbersLongerThanAMegabyteKeepTheirLength() throws {
    let long = String(repeating: "é", count: 600_000)
    let digits = String(repeating: "7", count: 1_200_000)
    let root = try JSONDocument.parse("[\"\(long)\", \(digits), \"\(long)\\n\", 5]").root
    #expect(root[0]?.string == long)
    #expect(root[1]?.numberText == digits)
    #expect(root[1]?.int == nil)
    #expect(root[2]?.string == long + "\n")
    #expect(root[3]?.int == 5)
  }

  @Test func pointersNameThePlace() throws {
    let document = try JSONDocument.parse(#"{"a/b~": [10, {"": "x"}], "c": 2}"#)
    #expect(document.root.pointer == "")
    #expect(document.root["a/b~"]?[1]?[""]?.pointer == "/a~1b~0/1/")
    #expect(document.root["c"]?.pointer == "/c")
    for pointer in ["", "/a~1b~0/1/", "/c"] { #expect(document.root.value(at: pointer)?.pointer == pointer) }
    for pointer in ["/d", "/a~1b~0/7", "/a~1b~0/x", "c"] { #expect(document.root.value(at: pointer) == nil) }
    #expect(document.pointer(at: 2) == "/a~1b~0")
    #expect(document.pointer(at: 99) == "")
  }

  @Test func invalidUTF8IsReplacedAndReported() throws {
    let bytes = JSONBytes(Array("[\"ok\", \"a".utf8) + [0xC3, 0x28, 0xFF] + Array("\"]".utf8))
    let document = try JSONDocument.parse(bytes)
    #expect(document.hasInvalidUTF8)
    #expect(document.firstInvalidUTF8 == 9)
    #expect(document.root[1]?.string == "a\u{FFFD}(\u{FFFD}")
    #expect(try !JSONDocument.parse("\"é\"").hasInvalidUTF8)
  }
}
