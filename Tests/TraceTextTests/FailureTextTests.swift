import Testing
import TraceText

@Suite("Why a step failed, in a line")
struct FailureTextTests {
  @Test(
    "The exception of a traceback, what pytest marks, the first line that tells of a failure",
    arguments: [
      ("Traceback (most recent call last):\n  File \"a.py\"\nValueError: no\nbye", "ValueError: no"),
      ("==== ERRORS ====\n__ test_a __\nE       fixture 'mocker' not found", "fixture 'mocker' not found"),
      (
        "=== FAILURES ===\n>   assert a == b\nE   AssertionError: assert 1 == 2\nE    +  where 1 = a",
        "AssertionError: assert 1 == 2"
      ),
      ("===== ERRORS =====\nmake: cannot find a.c", "make: cannot find a.c"),
      (
        "Picked up JAVA_TOOL_OPTIONS: -Da=b\n[INFO] Scanning\n[ERROR] Failed to execute goal",
        "[ERROR] Failed to execute goal"
      ),
      ("ERROR:\nThe path is not absolute", "The path is not absolute"),
      (
        "[API Error: [{\n  \"error\": {\n    \"code\": 403,\n    \"message\": \"No licence.\\nAsk for one.\"\n  }\n}]",
        "API Error: No licence."
      ),
      ("{\"error\": {\"message\": \"{\\\"message\\\": \\\"Overloaded\\\"}\"}}", "Overloaded"),
      ("[a] {b} message: no", "[a] {b} message: no"),
      ("=====\n", "====="), ("Exit code 1\nall is lost", "all is lost"),
    ])
  func line(text: String, line: String) {
    #expect(FailureText.line(of: text) == line)
  }

  @Test(
    "Of a reason that is too long the first clauses give way, where its end fits then",
    arguments: [
      ("request failed: status 400", "request failed: status 400"),
      (
        "could not send: the request to the model failed: status 400",
        "… the request to the model failed: status 400"
      ),
      (
        "could not send the request to the model: " + String(repeating: "a", count: 60),
        "could not send the request to the model: aaaaa…"
      ),
    ])
  func reason(text: String, shown: String) {
    #expect(text.reason(46) == shown)
  }
}
