import Foundation
import TestSupport
import Testing

@testable import HTMLText

private func escaped(_ value: String, for place: HTMLEscape.Place) -> String {
  var bytes: [UInt8] = []
  HTMLEscape.append(value, for: place, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

private func text(_ value: String) -> String { escaped(value, for: .text) }

private func attribute(_ value: String) -> String { escaped(value, for: .attribute) }

@Suite("Untrusted text stays text")
struct EscapeTests {
  @Test("Given markup, then it is escaped for its place")
  func markup() {
    #expect(text(#"<a href="x">&'"#) == #"&lt;a href="x"&gt;&amp;'"#)
    #expect(attribute(#"<a href="x">&'"#) == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;")
  }

  @Test("Given a character that hides, then a mark shows it")
  func hidden() {
    #expect(
      text("a\u{202E}b")
        == "a<span class=\"mark-invisible\" title=\"U+202E right-to-left override\">⟦U+202E⟧</span>b")
    #expect(attribute("a\u{202E}\u{200B}\u{AD}\u{FEFF}b") == "a⟦U+202E⟧⟦U+200B⟧⟦U+00AD⟧⟦U+FEFF⟧b")
    #expect(attribute("\u{E0041}\u{0}\u{1B}\u{85}") == "⟦U+E0041⟧⟦U+0000⟧⟦U+001B⟧⟦U+0085⟧")
    #expect(attribute("\u{FFFE}\u{10FFFF}") == "\u{FFFD}\u{FFFD}")
    #expect(attribute("\t\r\n") == "\t\r\n")
  }

  @Test("Given a row of one character that hides, then one mark counts it; a few have their own")
  func rows() {
    #expect(attribute("a\u{202E}\u{202E}b") == "a⟦U+202E⟧⟦U+202E⟧b")
    #expect(attribute("a" + String(repeating: "\u{200B}", count: 1000) + "b") == "a⟦U+200B ×1000⟧b")
    #expect(attribute(String(repeating: "\u{202E}\u{200B}", count: 9)).count == 9 * 16)
    #expect(attribute(String(repeating: "\u{FFFE}", count: 20)) == String(repeating: "\u{FFFD}", count: 20))
    #expect(attribute(String(repeating: "\u{1B}[0m", count: 20)) == "")
  }

  @Test("Given a terminal's colours, then the text stands without them; other escapes keep their mark")
  func colours() {
    #expect(
      text("\u{1B}[32mPASS\u{1B}[0m one \u{1B}[38;2;136;136;136m⛁\u{1B}[2K\u{1B}[1Gdone") == "PASS one ⛁done")
    #expect(attribute("cut \u{1B}[38;2") == "cut ")
    #expect(attribute("\u{1B}]8;;x\u{7}") == "")
    #expect(attribute("\u{1B}[\u{1}") == "⟦U+001B⟧[⟦U+0001⟧")
  }

  @Test("Given every scalar that can hide, then its first byte is looked at")
  func leads() {
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number), let first = String(scalar).utf8.first else { continue }
      let hides =
        HiddenCharacter.isHidden(number, after: nil, before: nil) || HiddenCharacter.isNoncharacter(number)
      if hides, HTMLEscape.care.utf8Start[Int(first)] != UInt8(ascii: "h") { Issue.record("U+\(number)") }
    }
  }

  @Test("Given 4,000 random texts, then the fast escape equals a naive one")
  func fuzz() {
    var seed: UInt64 = 7
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let pool: [UInt32] = [
      0x26, 0x3C, 0x3E, 0x22, 0x27, 0, 9, 0x1F, 0x7F, 0x9F, 0xA0, 0xAD, 0xE9, 0x61C, 0x200B, 0x200C, 0x200D,
      0x2028,
      0x202E, 0x2064, 0x2065, 0x2069, 0xFEFF, 0xFDD0, 0xFFFD, 0xFFFE, 0x1F600, 0x1FFFF, 0xE0020, 0xE0100,
      0x65E5, 0x0628, 0x0915, 0x180B, 0x1820, 0xFE0F, 0x2764, 0x3164, 0x30C6,
    ]
    for round in 0..<4_000 {
      var value = String.UnicodeScalarView()
      for _ in 0..<next(round == 0 ? 9_000 : 200) {
        let code = next(round % 50 + 2) == 0 ? pool[next(pool.count)] : UInt32(0x20 + next(0x5F))
        if let scalar = Unicode.Scalar(code) { value.append(scalar) }
      }
      let string = String(value)
      #expect(text(string) == naive(string, quotes: false))
      #expect(attribute(string) == naive(string, quotes: true))
    }
  }

  /// One scalar at a time, with nothing clever.
  private func naive(_ value: String, quotes: Bool) -> String {
    let scalars = Array(value.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padded = "⟦U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "⟧"
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where quotes: result += "&quot;"
      case "'" where quotes: result += "&#39;"
      default:
        let isHidden = HiddenCharacter.isHidden(
          scalar.value, after: index > 0 ? scalars[index - 1].value : nil,
          before: index + 1 < scalars.count ? scalars[index + 1].value : nil)
        if HiddenCharacter.isNoncharacter(scalar.value) {
          result += "\u{FFFD}"
        } else if !isHidden {
          result.unicodeScalars.append(scalar)
        } else if quotes {
          result += padded
        } else {
          result +=
            "<span class=\"mark-invisible\" title=\"\(padded.dropFirst().dropLast()) "
            + "\(HiddenCharacter.name(of: scalar.value))\">\(padded)</span>"
        }
      }
    }
    return result
  }

  private static let payloadFile = SharedFolder.find(
    "security/xss/payloads.jsonl", for: "Escaping: public payloads")

  @Test(
    "Given every known payload, then no markup is left of it",
    .enabled(if: payloadFile != nil))
  func payloads() throws {
    struct Line: Decodable { var payload: String }
    let lines = try Data(contentsOf: #require(Self.payloadFile)).split(separator: UInt8(ascii: "\n"))
    #expect(lines.count > 1_000)
    for line in lines {
      let payload = try JSONDecoder().decode(Line.self, from: line).payload
      let inText = text(payload).replacing(
        /<span class="mark-invisible" title="[-A-Za-z0-9+× ]*">|<\/span>/, with: "")
      #expect(!inText.contains("<"))
      let inAttribute = attribute(payload)
      #expect(!inAttribute.contains { "<>\"'".contains($0) })
    }
  }
}
