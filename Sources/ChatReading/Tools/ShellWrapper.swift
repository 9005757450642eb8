/// What agents put around a line to have a shell run it: `["bash", "-lc", LINE]`, `powershell.exe -Command LINE`,
/// `cmd /c LINE`.
package enum ShellWrapper {
  /// The script among a program's words; `nil` for those of another program.
  package static func script(in words: [String]) -> String? {
    guard let program = words.first.map(name(of:)), words.count > 2 else { return nil }
    let rest = words.dropFirst()
    if shells.contains(program) {
      // Words behind the script are its arguments.
      guard words.count == 3, words[1].hasPrefix("-"), words[1].hasSuffix("c") else { return nil }
      return words[2]
    }
    guard let flags = flags[program],
      let flag = rest.prefix(8).firstIndex(where: { flags.contains($0.lowercased()) }), flag + 1 < words.count
    else { return nil }
    return words[(flag + 1)...].joined(separator: " ")
  }

  /// The script in a line such as `/bin/bash -lc 'ls -la'`, where no quote in it makes that doubtful.
  package static func script(in line: String) -> String? {
    guard let program = line.split(separator: " ", maxSplits: 1).first else { return nil }
    let name = name(of: String(program))
    // An agent may ask for the bash of its own path; what a program puts around a line names the file.
    guard !shells.contains(name) || program.hasPrefix("/") else { return nil }
    let marks = shells.contains(name) ? [" -lc ", " -c "] : (flags[name] ?? []).map { " \($0) " }
    guard let range = marks.lazy.compactMap({ Self.range(of: $0, in: line) }).first,
      isPlain(line[program.endIndex..<range.lowerBound])
    else { return nil }
    let rest = line[range.upperBound...]
    guard let quote = rest.first, quote == "'" || quote == "\"", rest.count > 2, rest.last == quote else {
      let isOne = !rest.contains { $0.isWhitespace || $0 == "'" || $0 == "\"" }
      return isOne || !shells.contains(name) && !rest.contains("\"") && !rest.isEmpty ? String(rest) : nil
    }
    let inner = rest.dropFirst().dropLast()
    return inner.contains { $0 == quote || $0 == "\\" && shells.contains(name) } ? nil : String(inner)
  }

  private static let shells: Set<String> = ["bash", "sh", "zsh", "dash", "ksh"]
  private static let flags = [
    "powershell": ["-command", "-c"], "pwsh": ["-command", "-c"], "cmd": ["/c", "/k"],
  ]

  /// The program without its folder and `.exe`.
  private static func name(of program: String) -> String {
    let last = program.split { $0 == "/" || $0 == "\\" }.last.map { $0.lowercased() } ?? ""
    return last.hasSuffix(".exe") ? String(last.dropLast(4)) : last
  }

  /// Whether what stands before the script are options and their values: a shell that is given a file runs that.
  private static func isPlain(_ options: Substring) -> Bool {
    let words = options.split(separator: " ")
    guard let first = words.first else { return true }
    return words.count < 8 && (first.hasPrefix("-") || first.hasPrefix("/"))
      && !options.contains { "'\"|;&<>".contains($0) }
  }

  private static func range(of mark: String, in line: String) -> Range<String.Index>? {
    var start = line.startIndex
    while let blank = line[start...].firstIndex(of: " ") {
      let end = line.index(blank, offsetBy: mark.count, limitedBy: line.endIndex)
      if let end, line[blank..<end].lowercased() == mark { return blank..<end }
      start = line.index(after: blank)
    }
    return nil
  }
}
