/// The lines by which a program says, whatever it was asked, that it has failed.
package enum ProgramFailure {
  /// The first line of an output that says so of one of the programs.
  package static func line(in output: String, of programs: some Sequence<String>) -> String? {
    let marks = programs.flatMap { Self.marks[$0] ?? [] }
    guard !marks.isEmpty else { return nil }
    return output.suffix(20_000).split(whereSeparator: \.isNewline).lazy
      .map { String($0).trimmed }.first { line in marks.contains { line.hasPrefix($0) } }
  }

  private static let marks: [String: [String]] = [
    "npm": ["npm ERR! code ", "npm error code "], "pnpm": ["ERR_PNPM_"], "make": ["make: *** "],
    "git": ["fatal: "],
    "cargo": [
      "error: could not compile", "error: failed to ", "error: test failed", "error: no such command",
      "error: process didn't exit successfully",
    ],
    "mvn": maven, "mvnw": maven, "gradle": gradle, "gradlew": gradle,
    "docker": ["ERROR: failed to solve"], "gh": ["gh: Not Found"], "curl": ["curl: ("],
  ]
  private static let maven = ["[ERROR] Failed to execute goal", "[INFO] BUILD FAILURE"]
  private static let gradle = ["FAILURE: Build failed", "BUILD FAILED"]
}
