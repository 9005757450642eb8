import Redaction
import Testing

/// Every secret here is made up; the bodies come from a counter, so that none was ever issued.
enum Fake {
  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

  static func body(_ count: Int, upper: Bool = false, hex: Bool = false) -> String {
    let alphabet =
      hex ? Array("0123456789abcdef") : upper ? Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") : letters
    return String((0..<count).map { alphabet[($0 * 17 + $0 * $0 * 7 + 5) % alphabet.count] })
  }

  static let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3OCJ9." + body(43)
  static let pem =
    "-----BEGIN RSA PRIVATE KEY-----\n" + body(64) + "\n" + body(40) + "==\n-----END RSA PRIVATE KEY-----"
}

/// The text after a fresh session has seen it.
func redacted(_ text: String) -> String {
  var session = RedactionSession()
  return session.redact(text)
}

@Suite struct RuleTests {
  @Test(arguments: [
    ("OpenAI key", "sk-" + Fake.body(20) + "T3BlbkFJ" + Fake.body(20)),
    ("OpenAI key", "sk-proj-" + Fake.body(74)),
    ("OpenAI key", "sk-svcacct-" + Fake.body(74)), ("OpenAI key", "sk-admin-" + Fake.body(50)),
    ("Anthropic key", "sk-ant-api03-" + Fake.body(93) + "AA"),
    ("AWS access key", "AKIA" + Fake.body(16, upper: true)),
    ("AWS access key", "ASIA" + Fake.body(16, upper: true)), ("GitHub token", "ghp_" + Fake.body(36)),
    ("GitHub token", "github_pat_" + Fake.body(22) + "_" + Fake.body(59)),
    ("GitLab token", "glpat-" + Fake.body(20)),
    ("Google key", "AIza" + Fake.body(35)), ("Google key", "GOCSPX-" + Fake.body(28)),
    ("Google key", "ya29." + Fake.body(60)),
    ("Slack token", "xoxb-123456789012-123456789012-" + Fake.body(24)),
    ("Slack token", "xapp-1-" + Fake.body(40)), ("Stripe key", "sk_live_" + Fake.body(24)),
    ("Stripe key", "rk_live_" + Fake.body(24)), ("Stripe key", "sk_test_" + Fake.body(24)),
    ("Hugging Face token", "hf_" + Fake.body(34)), ("Groq key", "gsk_" + Fake.body(52)),
    ("xAI key", "xai-" + Fake.body(80)), ("Langfuse key", "sk-lf-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"),
    ("LangSmith key", "lsv2_pt_" + Fake.body(32, hex: true) + "_" + Fake.body(10, hex: true)),
    ("NVIDIA key", "nvapi-" + Fake.body(64)), ("npm token", "npm_" + Fake.body(36)),
    ("PyPI token", "pypi-AgEIcHlwaS5vcmc" + Fake.body(90)),
    ("SendGrid key", "SG." + Fake.body(22) + "." + Fake.body(43)),
    ("DigitalOcean token", "dop_v1_" + Fake.body(64, hex: true)), ("Vault token", "hvs." + Fake.body(40)),
    ("JWT", Fake.jwt), ("private key", Fake.pem), ("e-mail", "søren.o'neil+a@mail.example.co.uk"),
    ("card number", "4111 1111 1111 1111"), ("card number", "378282246310005"),
    ("IBAN", "DE89 3704 0044 0532 0130 00"), ("IBAN", "GB82WEST12345698765432"),
  ])
  func aSecretIsReplacedWhereverItStands(_ name: String, _ secret: String) {
    let mark = "[\(name) 1]"
    #expect(redacted(secret) == mark)
    #expect(redacted("Found \(secret). Done") == "Found \(mark). Done")
    #expect(redacted("<a>\(secret)</a>") == "<a>\(mark)</a>")
    #expect(redacted("\"\(secret)\", \"\(secret)\"") == "\"\(mark)\", \"\(mark)\"")
  }

  @Test(arguments: [
    ("https://hooks.slack.com/services/T0ABCDEFG/B0ABCDEFG/abcdefghij0123456789ABCD", "[webhook address 1]"),
    ("AccountName=a;AccountKey=" + Fake.body(86) + "==;Suffix=b", "AccountKey=[Azure key 1];Suffix=b"),
    (
      "postgres://ada:p4ss!w0rd@db.example.com/x",
      "postgres://ada:[password in an address 1]@db.example.com/x"
    ),
    ("redis://:hunter2@cache:6379", "redis://:[password in an address 1]@cache:6379"),
    ("Authorization: Bearer " + Fake.body(40), "Authorization: Bearer [authorization 1]"),
    ("Authorization: Basic dXNlcjpwYTU1dzByZA==", "Authorization: Basic [authorization 1]"),
    (
      "{\"Authorization\": [\"Bearer " + Fake.body(40) + "\"]}",
      "{\"Authorization\": [\"Bearer [authorization 1]\"]}"
    ),
    ("x-api-key: " + Fake.body(32), "x-api-key: [secret 1]"),
    ("Cookie: a=b1c2d3e4; c=f5\nb", "Cookie: [cookie 1]\nb"),
    ("{\"password\": \"corr3ct-horse\"}", "{\"password\": \"[secret 1]\"}"),
    ("DB_PASSWORD=s3cr3tpw\nA=1", "DB_PASSWORD=[secret 1]\nA=1"),
    ("aws_secret_access_key = " + Fake.body(40), "aws_secret_access_key = [secret 1]"),
    ("client_secret: 'a8f5f167f44f'", "client_secret: '[secret 1]'"),
    ("--api-key a8f5f167f44f x", "--api-key [secret 1] x"),
    ("<password>a8f5f167f44f</password>", "<password>[secret 1]</password>"),
    ("{\"accessToken\":\"a8f5f167f44f\"}", "{\"accessToken\":\"[secret 1]\"}"),
    ("{\"name\":\"api_key\",\"value\":\"a8f5f167f44f\"}", "{\"name\":\"api_key\",\"value\":\"[secret 1]\"}"),
  ])
  func whatNamesASecretStays(_ text: String, _ expected: String) {
    #expect(redacted(text).hasSuffix(expected), "\(redacted(text))")
  }

  @Test(arguments: [
    "da39a3ee5e6b4b0d3255bfef95601890afd80709", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    "toolu_01A2b3C4d5E6f7G8h9J0k1L2", "call_a1B2c3D4e5F6g7H8i9J0k1L2",
    "chatcmpl-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o",
    "\"max_tokens\": 4096, \"maxTokens\": \"123456\"", "{\"eos_token\": \"<|endoftext|>\"}",
    "{\"token\": \"a8f5f167f44f\"}",
    "{\"next_page_token\": \"a8f5f167f44f\"}", "{\"prompt_token\": \"1234567\"}",
    "gpt-4o-2024-08-06 claude-sonnet-4-5-20250929",
    "api_key = os.environ[\"OPENAI_API_KEY\"]", "Set OPENAI_API_KEY=sk-... or <your-api-key>",
    "Authorization: Bearer $TOKEN",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "password: ********", "password: ${DB_PASSWORD}",
    "\"password\": \"string\"",
    "password=%s", "The password: incorrect, secret: nobody knows", "Authorization: required for all calls",
    "skip-this-step-and-go-on-to-the-next-one-please", "git@github.com:example/repo.git",
    "user@host:~/src$ ls",
    "@dataclass\nclass A: ...", "icon@2x.png", "pkg@1.2.3", "postgres://localhost/db",
    "https://host:8080/a@b",
    "postgres://user:password@localhost/db", "4111 1111 1111 1112", "1700000000000000",
    "DE88370400440532013000",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----", "eyJhIjoxfQ.not.a-token",
    "Cookie: chocolate",
    "AKIA" + Fake.body(17, upper: true), "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg4111111111111111hf_",
    "[e-mail 1]",
    "the tokens used: total_tokens: 12, secret_key_name", "[secret 1] is \"[secret 1]\"",
  ])
  func whatIsNoSecretComesThroughUnchanged(_ text: String) {
    #expect(redacted(text) == text)
    #expect(redacted("note: \(text) (end)") == "note: \(text) (end)")
  }
}
