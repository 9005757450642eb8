import Redaction
import Testing

/// Tables whose header says what a column holds, and logins of commands.
@Suite struct TableTests {
  private static let value = NotationTests.value

  static let tables = [
    "| user | password |\n|---|---|\n| ada | @ |\n| bob | none |\n",
    "user | api_key | note\n--- | --- | ---\nada | @ | x\n", "user,password,role\nada,@,admin\nbob,,user\n",
    "\"user\";\"client_secret\"\n\"ada\";\"@\"\n", "name\tpassword\nada\t@\n",
    "| api key | user |\n|---|---|\n| @ | ada |\n", "user,secret access key\nada,@\n",
    "USER   API KEY               AGE\nada    @  3d\n",
    "NAME   PASSWORD              AGE\nada    @  3d\nbob    -                     4d\n",
  ]

  @Test(arguments: tables)
  func theCellGoes(_ text: String) {
    #expect(redacted(text.replacing("@", with: Self.value)) == text.replacing("@", with: "[secret 1]"))
  }

  static let harmless = [
    "| key | action |\n|---|---|\n| ctrl+shift+k2 | cut |\n",
    "user,password,role\n\nq7Zt3mVx9K,q7Zt3mVx9K,x\n",
    "def login(user, password, role):\n  a1b2c3d4, e5f6a7b8, c9d0e1f2\n",
    "| token | count |\n|---|---|\n| da39a3ee5e6b | 3 |\n", "tokens,cost\n512,0.01\n",
    "| Token | Where |\n|---|---|\n| `mdCodeBlockBorder` | code |\n",
    "| Where | my own cache key |\n|---|---|\n| a | q7Zt3mVx9KfLw2Rb8Ny5 |\n",
    "id,cache_key\n1,q7Zt3mVx9KfLw2Rb8Ny5\n", "password  is  wrong\nabc1234  x  y\n",
  ]

  @Test(arguments: harmless)
  func staysWhole(_ text: String) { #expect(redacted(text) == text) }

  @Test(arguments: [
    "curl -u ada:@ https://a.example", "curl -s -u 'ada:@' https://a.example", "curl --user ada:@ -X POST",
    "curl --user=\"ada:@\" x", "curl \\\n  --proxy-user ada:@ x",
    "curl -uada:@ https://a.example", "curl -s -uAda.L:@ x",
  ])
  func thePasswordOfALoginGoes(_ text: String) {
    #expect(
      redacted(text.replacing("@", with: "hunter2!x")) == text.replacing("@", with: "[password of a login 1]")
    )
  }

  @Test(arguments: [
    "docker run -u 1000:1000 image", "curl -u $USER:$PASS x", "curl -u ada:<password> x", "curl -u ada x",
    "sort -u a:b", "curl --unix-socket:a x", "curl -sS --url https://a.example:8080/b",
    "curl -u \"$NAME:${PASS}\" x",
  ])
  func otherOptionsStay(_ text: String) { #expect(redacted(text) == text) }

  @Test("A text of header cells alone is read in proportion to its length")
  func headersAlone() {
    // Were each name the header of all that follows, this would take minutes.
    let text = String(repeating: "password,token,secret,", count: 40) + "key\n"
    #expect(redacted(String(repeating: text, count: 500)).utf8.count == text.utf8.count * 500)
  }
}
