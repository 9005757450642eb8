import JSONReader
import Testing

@Suite("Oddities of JSON")
struct RepeatedNameTests {
  private func repeated(_ text: String) throws -> Int? { try JSONDocument.parse(text).firstRepeatedName }

  @Test("a name that stands twice in one object is found, with its place")
  func found() throws {
    #expect(try repeated(#"{"a":1,"b":{"a":1},"a":2}"#) == 19)
    #expect(try repeated(#"[{"x":1},{"y":{"k":0,"k":1}}]"#) == 21)
  }

  @Test("equal names in different objects are none")
  func none() throws {
    #expect(try repeated(#"[{"a":1},{"a":2,"b":{"a":3}}]"#) == nil)
  }

  @Test("in a large object too")
  func large() throws {
    let members = (0..<40).map { "\"m\($0)\":0" }.joined(separator: ",")
    #expect(try repeated("{\(members)}") == nil)
    #expect(try repeated("{\(members),\"m33\":1}") != nil)
  }

  @Test("the first number that JSON does not know is found")
  func nonFinite() throws {
    #expect(try JSONDocument.parse("[1, NaN, -Infinity]").firstNonFinite == 4)
    #expect(try JSONDocument.parse("[1]").firstNonFinite == nil)
  }
}
