import Testing

@testable import ReportHTML

@Suite("An address is safe or it is none")
struct SafeURLTests {
  @Test("Given any id, then a fragment has a safe alphabet")
  func fragment() {
    #expect(SafeURL.fragment("s-1").text == "#s-1")
    #expect(SafeURL.fragment("a\"><b\u{7} é").text == "#a%22%3E%3Cb%07%20%C3%A9")
  }

  @Test(
    "Given another scheme or a trick, then there is no address",
    arguments: [
      "javascript:f()", "JaVaScRiPt:f()", " https://a.test", "java\nscript:f()", "//a.test", "smb://a",
      "data:text/html,x",
      "https:///a", "https://", "http:\\\\a.test", "https://a.test/\u{202E}x", "feed:javascript:f()", "",
      "a.html",
    ])
  func refused(_ address: String) {
    #expect(SafeURL.external(address) == nil)
  }

  @Test(
    "Given http, https or mailto, then it stays",
    arguments: ["https://a.test/?q=1&r", "HTTP://a", "mailto:a@b.test"])
  func external(_ address: String) {
    #expect(SafeURL.external(address)?.text == address)
  }

  @Test("Given an image, then only raster types in base64 stay")
  func data() {
    #expect(SafeURL.data(mediaType: "image/PNG", base64: "aGk=")?.text == "data:image/png;base64,aGk=")
    #expect(SafeURL.data(mediaType: "image/svg+xml", base64: "aGk=") == nil)
    #expect(SafeURL.data(mediaType: "image/png", base64: "a\"b") == nil)
  }

  @Test(
    "Given base64 that browsers cannot decode, then there is no image",
    arguments: ["", "a", "=", "aGk==", "a=Gk", "aGkaG"])
  func undecodable(_ text: String) {
    #expect(SafeURL.data(mediaType: "image/png", base64: text) == nil)
  }
}
