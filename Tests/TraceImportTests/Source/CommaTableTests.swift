import Testing
import TraceModel

@testable import TraceSource

@Suite("Tables of comma-separated values")
struct CommaTableTests {
  private func rows(_ text: String) -> [AttributeValue] {
    SourceDocument(name: "t.csv", text: text).values.map { AttributeValue($0.value) }
  }

  @Test("A row is an object of its cells; empty ones are missing, quotes and line breaks are the cell's own")
  func cells() {
    let text = "\"a\",b.c,d_e,f\r\n1,\"x, \"\"y\"\"\nz\",,\r\n,,3,4\n"
    #expect(
      rows(text) == [
        .map([Attribute("a", .string("1")), Attribute("b.c", .string("x, \"y\"\nz"))]),
        .map([Attribute("d_e", .string("3")), Attribute("f", .string("4"))]),
      ])
  }

  @Test("Places are the table's lines, be a cell of several lines before them")
  func lines() {
    let document = SourceDocument(name: "t.csv", text: "a,b,c,d\n1,\"x\ny\",2,3\n4,5,6,7\n")
    #expect(document.values.map(\.line) == [2, 4])
    #expect(document.isTold)
  }

  @Test("Rows that do not fit are told once")
  func uneven() {
    let document = SourceDocument(name: "t.csv", text: "a,b,c,d\n1,2,3,4\n1,2,3,4,5\n1\n")
    #expect(document.diagnostics.map(\.place.line) == [3])
    #expect(document.values.count == 3)
  }

  @Test(
    "What is no table is left alone",
    arguments: [
      #"{"a":1}"#, "a,b\n1,2\n", "Well, yes, no, maybe\n1,2,3,4\n", "a,b,c,d\n1,2\n", "a,a,b,c\n1,2,3,4\n",
      "INFO,started,at,noon\n{\"a\":1}\n",
    ])
  func foreign(_ text: String) {
    #expect(!SourceDocument(name: "x", text: text).isTold)
  }
}
