import HTMLText
import Testing

@Suite("One policy of addresses for links and images")
struct AddressPolicyTests {
  @Test(
    "Given http, https or mailto, then a link may lead there",
    arguments: [
      "https://a.test/?q=1&r", "HTTP://a", "mailto:a@b.test", "https://de.example/Käse", "http://[::1]/",
    ])
  func links(_ address: String) {
    let mayLink = AddressPolicy.mayLink(to: address.utf8.span)
    #expect(mayLink)
  }

  @Test(
    "Given another scheme, no host, or what browsers read otherwise than people, then none may",
    arguments: [
      "javascript:f()", "JaVaScRiPt:f()", " https://a.test", "java\nscript:f()", "//a.test", "smb://a", "",
      "data:text/html,x", "https:///a", "https://", "http:\\\\a.test", "http://a.test\\@b.test", "a.html",
      "https://a.test/\u{202E}x", "https://a\u{200D}.test", "https://a b.test", "https://a\u{3000}b.test",
      "https://a\u{FE0F}.test", "feed:javascript:f()", "mailto:",
    ])
  func refused(_ address: String) {
    let mayLink = AddressPolicy.mayLink(to: address.utf8.span)
    #expect(!mayLink)
  }

  @Test(
    "Given a raster image in base64 that browsers can decode, then it is shown",
    arguments: ["data:image/png;base64,aGk=", "DATA:image/JPEG;base64,aGk", "data:image/webp;base64,aGkh"])
  func images(_ address: String) {
    let isImage = AddressPolicy.isEmbeddedImage(address.utf8.span)
    #expect(isImage)
  }

  @Test(
    "Given anything else, then it is not",
    arguments: [
      "data:image/svg+xml;base64,aGk=", "data:image/png,aGk=", "https://a.test/a.png",
      "data:image/png;base64,",
      "data:image/png;base64,a", "data:image/png;base64,=", "data:image/png;base64,aGk==",
      "data:image/png;base64,a=Gk", "data:image/png;base64,aGkaG", "data:image/png;base64,a\"b",
      "data:image/png;charset=x;base64,aGk=",
    ])
  func noImages(_ address: String) {
    let isImage = AddressPolicy.isEmbeddedImage(address.utf8.span)
    #expect(!isImage)
  }

  @Test("Given bytes that are not kept, then they are percent-encoded")
  func percent() {
    var bytes: [UInt8] = []
    AddressPolicy.percentEncode("a\u{7} é".utf8.span, to: &bytes) { $0 == UInt8(ascii: "a") }
    #expect(String(decoding: bytes, as: UTF8.self) == "a%07%20%C3%A9")
  }
}
