import Foundation
import TestSupport
import Testing

/// What shells and `man` are given: made from the program, so that it cannot fall behind.
@Suite struct ShareTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    let run = try command.shell(
      "python3 \(Repository.root.appending(path: ".ci/share").path) \"$TRACEPAGE\" share")
    try #require(run.code == 0, "\(run.error)")
  }

  @Test("The manual names every command and option of the help, and has no date")
  func manual() throws {
    let manual = try folder.text("share/man/man1/tracepage.1").replacing("\\-", with: "-")
    let help = try command.run("--help").outputText
    let commands = help.matches(of: /\n  ([a-z]+)(?: \(default\))? +[A-Z]/).map { String($0.1) }
    #expect(commands.contains("index") && commands.count > 10, "\(commands)")
    for name in commands where name != "help" {
      #expect(manual.contains(".SS \"tracepage \(name)\""), "\(name)")
      let options = try command.run("help", name).outputText.matches(of: /\n  (?:-[a-z], )?(--[a-z-]+)/)
      for option in options where !["--help", "--version"].contains(option.1) {
        #expect(manual.contains(option.1), "\(name) \(option.1)")
      }
    }
    #expect(manual.hasPrefix(".TH TRACEPAGE 1 \"\" \"tracepage "))
  }

  @Test("Bash completes commands and options")
  func bash() throws {
    let script = "share/bash-completion/completions/tracepage"
    func completed(_ words: String) throws -> [Substring] {
      let all = words.split(separator: " ")
      let (count, last) = (all.count, all[all.count - 1])
      let line = """
        bash -c 'source \(script); COMP_LINE="\(words)"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(\(words)); \
        COMP_CWORD=\(count - 1); _tracepage tracepage "\(last)" 2>/dev/null; printf "%s\\n" "${COMPREPLY[@]}"'
        """
      return try command.shell(line).outputText.split(separator: "\n")
    }
    #expect(try completed("tracepage ind") == ["index"])
    #expect(try completed("tracepage index --dry") == ["--dry-run"])
  }

  @Test("Bash, zsh and fish complete commands, options and values at a terminal")
  func shells() throws {
    let script = Repository.root.appending(path: ".ci/try-completions").path
    let run = try command.shell("python3 \(script) share \"$TRACEPAGE\"")
    #expect(run.code == 0, "\(run.outputText)\(run.error)")
  }

  @Test("man shows the manual without a warning")
  func warnings() throws {
    let run = try command.shell(
      "MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings=w -l share/man/man1/tracepage.1 >/dev/null")
    #expect(run.code == 0 && run.error.isEmpty, "\(run.error)")
  }
}
