import Redaction
import Testing

/// Keys as words and as numbers. The values are made up; the words are those of an example of BIP-39.
@Suite struct KeyMaterialTests {
  private static let words = "legal winner thank year wave sausage worth useful legal winner thank yellow"

  @Test(
    "The words of a wallet go behind their name",
    arguments: [
      "mnemonic = \"@\"", "MNEMONIC=@", "Seed phrase: @\n", "{\"recovery_phrase\": \"@\"}",
      "the seed phrase is '@'",
    ])
  func phrase(_ text: String) {
    #expect(redacted(text.replacing("@", with: Self.words)) == text.replacing("@", with: "[seed phrase 1]"))
  }

  @Test(
    "A sentence, fewer words and words without the name stay",
    arguments: [
      "mnemonic: every good boy does fine when the teacher comes back home after lunch",
      "seed phrase: legal winner thank year",
      "mnemonic = \"your words here\"", "say \(words)", "mnemonics \(words)", "mnemonic: \(words) zebra",
    ])
  func noPhrase(_ text: String) { #expect(redacted(text) == text) }

  private static let numbers = "174, 47, 154, 16, 202, 193, 206, 113, 199, 190, 53, 133, 169, 175, 31, 56"

  @Test(
    "The bytes of a key go as numbers",
    arguments: [
      "secretKey: [@]", "private_key = bytes([@])", "Secret: []byte{@}", "\"secret_key\": [\n  @\n]",
      "const secretKey = Uint8Array.from([@]);",
    ])
  func bytes(_ text: String) {
    #expect(redacted(text.replacing("@", with: Self.numbers)) == text.replacing("@", with: "[secret 1]"))
    let hex = Self.numbers.split(separator: ", ").map { "0x\($0.suffix(2))" }.joined(separator: ", ")
    #expect(!redacted(text.replacing("@", with: hex)).contains("0x"))
  }

  @Test(
    "Counts, places in a text and numbers under other names stay",
    arguments: [
      "secret: [1, 2, 3, 5, 8, 13, 21, 34, 55, 56, 57, 58, 59, 60, 61, 62, 63]", "secret_key: [174, 47]",
      "pixels: [\(numbers)]",
      "token_ids: [\(numbers)]", "secret_key(\(numbers)",
      "secret: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]",
    ])
  func noBytes(_ text: String) { #expect(redacted(text) == text) }
}
