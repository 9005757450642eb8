import Redaction
import Testing

/// Secrets beside the ids of their keys. The values are made up.
@Suite struct PairedSecretTests {
  private static let id = "AKIA\(Fake.body(16, upper: true))"
  private static let secret = "q9Xv/2LmT8rKp3WzYb6NcJf5Hd1Gs+0aEuVtRoIi"

  @Test(
    "A secret goes with the id that it stands beside",
    arguments: ["@:#", "@,#,eu-west-1", "(\"@\", \"#\")", "@\n#\n", "| @ | # |", "a @ #"])
  func goes(_ text: String) {
    let given = text.replacing("@", with: Self.id).replacing("#", with: Self.secret)
    let expected = text.replacing("@", with: "[AWS access key 1]").replacing("#", with: "[AWS access key 2]")
    #expect(redacted(given) == expected)
  }

  @Test(
    "What is no secret beside an id stays, and so does one without an id",
    arguments: [
      "@ \(Fake.body(41))", "@ da39a3ee5e6b4b0d3255bfef95601890afd80709x", "@ is the id of \(secret)",
      "@ \(String(repeating: "word", count: 10))",
    ])
  func stays(_ text: String) {
    #expect(redacted(text.replacing("@", with: Self.id)) == text.replacing("@", with: "[AWS access key 1]"))
    #expect(redacted("see \(Self.secret)") == "see \(Self.secret)")
  }
}
