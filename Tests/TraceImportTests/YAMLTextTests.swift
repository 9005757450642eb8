import Testing

@testable import YAMLReader

@Suite("YAML told as JSON")
struct YAMLTextTests {
  private func read(_ text: String) -> YAMLText {
    Array(text.utf8).withUnsafeBytes { YAMLText($0) }
  }

  private func json(_ text: String) -> String { String(decoding: read(text).json, as: UTF8.self) }

  @Test(
    "a scalar is what the core schema takes it for",
    arguments: [
      ("1", "1"), ("-2.5e3", "-2.5e3"), ("true", "true"), ("~", "null"), ("", "null"), ("yes", "\"yes\""),
      ("007", "\"007\""), ("1.", "\"1.\""), (".inf", "\".inf\""), ("'1'", "\"1\""), ("!!str 1", "\"1\""),
      ("!!binary |\n    YQ==\n    Yg==", "\"YQ==Yg==\""), ("2026-05-04", "\"2026-05-04\""),
    ])
  func scalars(_ scalar: String, _ expected: String) {
    #expect(json("a: \(scalar)\n") == "{\"a\":\(expected)}")
  }

  @Test("maps, lists, folded and quoted texts nest; a number as a key is its text")
  func nesting() {
    #expect(json("a:\n- b: 1\n  2: c\n- [x, {y: z}]\n") == #"{"a":[{"b":1,"2":"c"},["x",{"y":"z"}]]}"#)
    #expect(json("a: 'it''s\n\n  so'\nb: \"x\\\"\\n\"\n") == #"{"a":"it's\nso","b":"x\"\n"}"#)
  }

  @Test("each document stands on the line on which it begins")
  func documents() {
    #expect(json("a: 1\n---\n\nb: 2\n") == "{\"a\":1}\n{\"b\":2}")
    #expect(
      json("# a remark\n\n---\na: 1\n").split(separator: "\n", omittingEmptySubsequences: false).count == 3)
  }

  @Test("an alias repeats what its anchor names; one that names nothing before it ends the reading")
  func aliases() {
    #expect(json("a: &x {k: 1}\nb: *x\n") == #"{"a":{"k":1},"b":{"k":1}}"#)
    let broken = read("a: 1\nb: *x\n")
    #expect(String(decoding: broken.json, as: UTF8.self) == #"{"a":1}"#)
    #expect(
      broken.failure == YAMLFailure(line: 2, column: 4, message: "*x, which stands for nothing before it"))
    #expect(read("a: &x [*x]\n").failure != nil)
  }

  @Test("aliases of aliases cannot make a text far larger than it is")
  func laughs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for number in 1...12 {
      let before = repeatElement("*a\(number - 1)", count: 10).joined(separator: ", ")
      text += "a\(number): &a\(number) [\(before)]\n"
    }
    let read = read(text)
    #expect(read.failure?.message == "aliases that repeat far more than there is")
    #expect(read.json.count < 4 << 20)
  }

  @Test("a text that breaks off keeps what is whole of its lists")
  func cut() {
    let read = read("list:\n- a: 1\n- b: 2\n- c: \"3\n")
    #expect(String(decoding: read.json, as: UTF8.self) == #"{"list":[{"a":1},{"b":2}]}"#)
    #expect(read.failure?.line == 5)
  }

  @Test(
    "a key that is a map is refused, since JSON has none", arguments: ["? {a: 1}\n: b\n", "? [a]\n: b\n"])
  func keys(_ text: String) {
    #expect(read(text).failure?.message == "a key that is no text, which JSON has none of")
  }
}
