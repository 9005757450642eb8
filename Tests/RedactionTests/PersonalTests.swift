import Redaction
import Testing
import TraceModel

/// What goes only where it is asked for.
@Suite struct PersonalTests {
  private func all(_ text: String) -> String {
    var session = RedactionChoice(isThorough: true).session
    return session.redact(text)
  }

  @Test(arguments: [
    ("call +49 30 901820 now", "call [phone number 1] now"), ("(555) 555-0100.", "[phone number 1]."),
    ("from 192.0.2.17:443", "from [IP address 1]:443"), ("cd /home/ada/src", "cd /home/[user name 1]/src"),
    ("C:\\Users\\ada\\x", "C:\\Users\\[user name 1]\\x"),
    ("arn:aws:iam::123456789012:user/x", "arn:aws:iam::[account 1]:user/x"),
    ("user_id: 4711", "user_id: [user or session id 1]"),
    ("{\"session_id\": \"s-1\"}", "{\"session_id\": \"[user or session id 1]\"}"),
  ])
  func goesWithAll(_ text: String, _ expected: String) {
    #expect(all(text) == expected)
    #expect(redacted(text) == text)
  }

  @Test(arguments: [
    "version 1.2.3", "1.2.3.4.5", "127.0.0.1", "3.14 + 2.71", "/home/user/x", "x = (555) + 1",
    "2024-01-02 10.11.12",
    "a+123456789", "user_id: null",
  ])
  func stays(_ text: String) { #expect(all(text) == text) }

  @Test func valuesUnderNamesOfOnesOwnGo() {
    var session = RedactionChoice(isThorough: false, names: ["Project"], allowed: ["atlas"]).session
    #expect(session.redact("project=apollo, project: \"atlas\"") == "project=[value 1], project: \"atlas\"")
  }

  @Test func whatIsAllowedStays() {
    var session = RedactionChoice(isThorough: false, allowed: ["ada@example.com"]).session
    #expect(session.redact("ada@example.com, bob@example.com") == "ada@example.com, [e-mail 1]")
  }

  @Test func idsOfPeopleAndSessionsOfATraceGo() {
    let trace = Trace(id: "1", sessionID: "0f0f", userID: "4711", format: "t")
    let rules = RedactionChoice(isThorough: true).rules
    let result = Redactor(rules: rules).redact([trace]).traces[0]
    #expect(result.sessionID == "[user or session id 1]" && result.userID == "[user or session id 2]")
  }
}
