import Testing

@testable import ReportHTML

@Suite("The writer escapes for the place it is told")
struct WriterTests {
  private func written(_ write: (inout HTMLWriter) -> Void) -> String {
    var writer = HTMLWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("Given a text, then it is escaped for tags or for attributes")
  func places() {
    #expect(written { $0.text("<\"\u{200B}") }.hasPrefix("&lt;\"<span class=\"mark-invisible\""))
    #expect(written { $0.attribute("<\"\u{200B}") } == "&lt;&quot;⟦U+200B⟧")
    #expect(written { $0.url(.fragment("a b")) } == "#a%20b")
    #expect(written { $0.literal("<b>") } == "<b>")
  }

  @Test("Given numbers, then they are decimal")
  func numbers() {
    for number in [0, -7, 10, .max, .min] {
      #expect(written { $0.text(number) } == "\(number)")
      #expect(written { $0.attribute(number) } == "\(number)")
    }
  }
}
