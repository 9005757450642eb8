import Testing

@testable import ReportHTML

@Suite("An address is safe or it is none")
struct SafeURLTests {
  @Test("Given any id, then a fragment has a safe alphabet")
  func fragment() {
    #expect(SafeURL.fragment("s-1").text == "#s-1")
    #expect(SafeURL.fragment("a\"><b\u{7} é").text == "#a%22%3E%3Cb%07%20%C3%A9")
  }

  @Test("Given an address, then the one policy decides")
  func external() {
    #expect(SafeURL.external("https://a.test/?q=1&r")?.text == "https://a.test/?q=1&r")
    #expect(SafeURL.external("javascript:f()") == nil)
  }

  @Test("Given an image, then only raster types in base64 stay")
  func data() {
    #expect(SafeURL.data(mediaType: "image/PNG", base64: "aGk=")?.text == "data:image/png;base64,aGk=")
    #expect(SafeURL.data(mediaType: "image/svg+xml", base64: "aGk=") == nil)
    #expect(SafeURL.data(mediaType: "image/png;base64,aGk=,", base64: "x") == nil)
  }
}
