import Testing
import TraceText

@testable import TemplateCompiler

@Suite("Assets become literals and one script")
struct AssetTests {
  private func hex(_ text: String) -> String {
    SHA256.digest(of: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test("Given the vectors of FIPS 180-4, then the digests are theirs")
  func digest() {
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("Given the vectors of RFC 4648, then Base64 is theirs")
  func base64() {
    let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"]
    #expect(
      texts.map { Base64.encode(Array($0.utf8)) }
        == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"])
  }

  @Test("Given paths, then constants have these names")
  func names() {
    #expect(AssetName(path: "page.css")?.constant == "pageCSS")
    #expect(AssetName(path: "js/graph.js")?.constant == "jsGraphJS")
    #expect(AssetName(path: "icons/tool-call.svg")?.constant == "iconsToolCallSVG")
    #expect(AssetName(path: "font.woff2") == nil)
  }

  @Test("Given modules, then each follows what it imports, in one scope")
  func bundle() throws {
    let files = [
      file("import { b, c } from './b.js';\nexport const a = b + `${c} import`;\n", "js/a.js"),
      file(
        "export function b() { return /export '/.test('x') }\nexport const c = [\n  1,\n];\n",
        "js/b.js"),
    ]
    #expect(
      try AssetModule(files: files).script(.whole) == """
        (() => { "use strict";
        function b() { return /export '/.test('x') }
        const c = [
        1,
        ];
        const a = b + `${c} import`;
        })();

        """)
  }

  @Test(
    "Given comments, indentation and empty lines, then the bundle has none of them, and texts as they were")
  func smallScript() throws {
    let module = """
      // @ts-check
      /**
       * Says it.
       * @param {string} a
       */
      export function say(a) {
        // Why.
        const b = /** @type {'x' | 'y'} */ (a);

        /** @type {HTMLElement} */ (b).focus();
        return 'https://a.b/*  c */' + b; // kept
      }

      """
    #expect(
      try AssetModule(files: [file(module, "js/a.js")]).script(.whole) == """
        (() => { "use strict";
        function say(a) {
        const b = (a);
        (b).focus();
        return 'https://a.b/*  c */' + b; // kept
        }
        })();

        """)
  }

  @Test(
    "Given a style, then it says the same in fewer bytes",
    arguments: [
      ("a {\n  color: red;\n  margin: 0 1px;\n}\n\nb { top: 0; }\n", "a{color:red;margin:0 1px}b{top:0}"),
      ("/* all */ a, b > c :hover { x: y }", "a,b > c :hover{x:y}"),
      ("a::after { content: \" ; } /* \\\" \"; }", "a::after{content:\" ; } /* \\\" \"}"),
      (
        "@media (max-width: 9px) and (x) { a { b: calc(1px + 2px); } }",
        "@media (max-width:9px) and (x){a{b:calc(1px + 2px)}}"
      ),
      ("a { b: 1", "a{b:1"), ("/* open", ""), ("a { b: 'open", "a{b:'open"),
    ])
  func smallStyle(_ style: String, _ expected: String) {
    #expect(SmallStyle.of(style) == expected)
  }

  struct BadScript: Sendable, CustomTestStringConvertible {
    var text: String
    var message: String
    var testDescription: String { message }
  }

  @Test(
    "Given a module the bundle cannot hold, then the error names its line",
    arguments: [
      BadScript(text: "import { q } from './b.js';", message: "does not export 'q'"),
      BadScript(text: "import { b } from './none.js';", message: "there is no file assets/js/none.js"),
      BadScript(text: "import { b } from 'react';", message: "expected \"import {"),
      BadScript(text: "import b from './b.js';", message: "expected \"import {"),
      BadScript(text: "import { b as q } from './b.js';", message: "expected \"import {"),
      BadScript(text: "import './b.js';", message: "expected \"import {"),
      BadScript(text: "import { a } from './a.js';", message: "closes a circle"),
      BadScript(text: "let a = 2;", message: "'a' is declared at the top level of assets/js/c.js"),
      BadScript(text: "const q = () => import('./b.js');", message: "no import()"),
      BadScript(text: "const q = `", message: "no text over several lines"),
      BadScript(text: "const q = 'a\\", message: "no text over several lines"),
      BadScript(text: "export default 1;", message: "expected \"import {"),
      BadScript(text: "var q = 1;", message: "expected \"import {"),
      BadScript(text: "await q;", message: "expected \"import {"),
      BadScript(text: "const { q } = b;", message: "expected \"import {"),
      BadScript(text: "const q = '</script>';", message: "may not stand in an asset"),
      BadScript(text: "const q = '<!--';", message: "may not stand in an asset"),
    ])
  func badScript(_ script: BadScript) throws {
    let errors = assetErrors([
      file("// a\n\(script.text)\nexport const c = 1;\n", "js/c.js"),
      file("export const b = 1;\n", "js/b.js"),
      file("import { c } from './c.js';\nexport const a = 1;\n", "js/a.js"),
    ])
    let error = try #require(errors.first, "it was bundled")
    #expect(error.message.contains(script.message), "\(error)")
    let expected = script.message == "closes a circle" ? ["/t/js/a.js:1", "/t/js/c.js:2"] : nil
    #expect((expected ?? [error.path + ":2"]).contains("\(error.path):\(error.line)"))
  }

  @Test("Given pairs of colours in the style, then the light ones are constants")
  func palette() throws {
    let css =
      ":root {\n  --ink: light-dark(#111111, #eeeeee);\n  --badge-ink: light-dark(#222222, #333333);\n}\n"
    let code = try AssetModule(files: [file(css + "p { color: #444444; }\n", "css/a.css")]).swiftSource()
    #expect(
      code.hasSuffix(
        """
        enum Palette {
          static let ink = "#111111"
          static let badgeInk = "#222222"
          static let all: [String: String] = ["ink": ink, "badge-ink": badgeInk]
        }

        """))
  }

  @Test("Given a binary or a file of another type, then it is refused")
  func binary() {
    #expect(assetErrors([file("x", "a.png")]).first?.message.contains("expected css, js, svg") == true)
    let broken = SourceFile(path: "/t/a.txt", name: "a.txt", bytes: [0x61, 0x0A, 0xFF])
    #expect(assetErrors([broken]).map(\.line) == [2])
  }
}
