import TraceModel
import TraceText

/// A shell command that ran tests, and how they went.
struct TestRun {
  /// Whether they passed; `nil` where neither exit code nor output tells it.
  let passed: Bool?
  /// Whether the exit code tells it.
  let isByExitCode: Bool

  /// Reads a command; `nil` for one that runs no tests.
  init?(_ command: ShellCommand) {
    let line = ShellLine(command.text)
    guard line.commands.contains(where: Self.runsTests) else { return nil }
    let isLast = line.commands.last.map(Self.runsTests) ?? false
    let told = Self.verdict(
      of: [command.output, command.errorOutput].compactMap(\.self).joined(separator: "\n"))
    // Behind a pipe the exit code is another program's, and a failure may be that of a command before (`pip install x
    // && pytest`): what was printed has to say it.
    let isOthers =
      command.exitCode == 0 ? told == false : told == nil && Self.mayNotRun(line)
    isByExitCode = isLast && command.exitCode != nil && !isOthers
    passed = isByExitCode ? command.exitCode == 0 : isLast && command.exitCode == 0 ? nil : told
  }

  /// Whether the last command is left out where one before it fails, of those that may well fail.
  private static func mayNotRun(_ line: ShellLine) -> Bool {
    let safe: Set<String> = ["cd", "export", "source", ".", "set", "echo", "clear", "pushd", "sleep", "date"]
    return line.isConditional && line.commands.dropLast().contains { !safe.contains($0.first ?? "") }
  }

  /// The last test run of a session whose result is known.
  static func last(in spans: [Span], figures: Figures) -> (span: Int, passed: Bool, isByExitCode: Bool)? {
    for index in spans.indices.reversed() {
      guard figures.outcomes[index] != .cancelled, figures.outcomes[index] != .refused,
        let command = spans[index].tool?.command, let run = TestRun(command), let passed = run.passed
      else { continue }
      return (index, passed, run.isByExitCode)
    }
    return nil
  }

  /// Whether a command runs a file that is one of tests by its name, as pytest finds them. It may be one of a project's
  /// tests or a trial of the agent's own: it proves nothing of either.
  static func runsFile(_ command: ShellCommand) -> Bool {
    ShellLine(command.text).commands.contains { words in
      guard let name = script(words) else { return false }
      return name.hasSuffix(".py") && (name.hasPrefix("test_") || name.hasSuffix("_test.py"))
    }
  }

  /// The name of the file that Python is to run; `nil` for other programs, and where it is told none.
  private static func script(_ words: [String]) -> Substring? {
    guard let program = words.first, program.hasPrefix("python"),
      let script = words.dropFirst().first(where: { !$0.hasPrefix("-") })
    else { return nil }
    return script.split(separator: "/").last ?? ""
  }

  private static let programs: Set<String> = [
    "pytest", "py.test", "tox", "nox", "jest", "vitest", "mocha", "ava", "rspec", "phpunit", "ctest",
    "runtests",
    "run_tests", "run-tests", "runtests.py", "run_tests.py", "run_tests.sh", "run-tests.sh", "test.sh",
  ]
  private static let launchers: Set<String> = [
    "go", "cargo", "swift", "npm", "pnpm", "yarn", "bun", "mvn", "mvnw", "gradle", "gradlew", "dotnet",
    "make",
    "mix", "deno", "zig", "bazel", "just", "rake", "playwright", "mise", "task", "flutter", "dart", "sbt",
    "lein",
  ]
  private static let runners: Set<String> = [
    "npx", "uv", "poetry", "pipenv", "bundle", "hatch", "pdm", "rye",
  ]

  private static func runsTests(_ words: [String]) -> Bool {
    guard let program = words.first else { return false }
    let arguments = words.dropFirst()
    if programs.contains(program) { return true }
    if launchers.contains(program) { return arguments.prefix(3).contains { isTestTask($0, of: program) } }
    if runners.contains(program) {
      let rest = Array(arguments.drop { $0 == "run" || $0 == "exec" || $0.hasPrefix("-") })
      return !rest.isEmpty && runsTests(rest)
    }
    if program.hasPrefix("python") {
      if arguments.contains("pytest") || arguments.contains("unittest") { return true }
      guard let name = script(words) else { return false }
      return programs.contains(String(name)) || (name == "manage.py" && arguments.contains("test"))
    }
    return false
  }

  private static func isTestTask(_ word: String, of program: String) -> Bool {
    let tasks: Set<String> = ["test", "tests", "nextest", "t"]
    // Elsewhere `check` looks at types or style.
    if program == "make", word == "check" { return true }
    if program.hasPrefix("mvn"), word == "verify" { return true }
    return tasks.contains(word) || word.hasPrefix("test:") || word.hasSuffix(":test")
  }

  /// How many failures are counted in all, as in `2 failed, 10 passed` and `12 examples, 0 failures`; `nil` for no count.
  private static func failures(in text: String) -> Int? {
    let words = text.split { $0.isWhitespace || $0.isPunctuation }
    let counts = zip(words, words.dropFirst()).compactMap { $1.hasPrefix("fail") ? Int($0) : nil }
    return counts.isEmpty ? nil : counts.reduce(0) { $0.saturatingAdd($1) }
  }

  private static func verdict(of output: String) -> Bool? {
    let tail = String(decoding: output.utf8.suffix(8_000), as: UTF8.self)
    let lower = tail.lowercased()
    if let failures = failures(in: lower) {
      if failures > 0 { return false }
      if !tail.holds("FAILED") { return true }
    }
    if ["--- FAIL", "FAIL\t", "FAILED", "Tests failed", "not ok ", "failures:", "AssertionError"]
      .contains(where: { tail.holds($0) })
      || [" failed", " failing"].contains(where: { lower.holds($0) })
    {
      return false
    }
    if [" passed", " passing", "all tests pass", "tests passed"].contains(where: { lower.holds($0) })
      || ["\nok  \t", "ok  \t", "\nPASS", "\nOK"].contains(where: { tail.holds($0) })
    {
      return true
    }
    return nil
  }
}
