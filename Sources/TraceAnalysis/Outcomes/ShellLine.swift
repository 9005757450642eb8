/// A shell's line as its simple commands, by the characters that part them outside of quotes.
///
/// It is no shell: substitutions and heredocs are read as words. That is enough to name the program that came last.
struct ShellLine {
  /// The words of each command, less assignments, redirections and quotes; folders of programs are cut off.
  let commands: [[String]]
  /// Whether the last command runs only where those before it succeed (`a && b`).
  let isConditional: Bool
  /// The files that it writes what it is told into, as `cat > a.py` does; none of those that hold nothing for long.
  let written: [String]

  private struct Reader {
    var commands: [[String]] = []
    /// What parted the command that is read from the one before.
    var joint: [UInt8] = []
    var isConditional = false
    var words: [String] = []
    var word: [UInt8] = []
    var isOpen = false

    mutating func endWord() {
      if isOpen || !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      (word, isOpen) = ([], false)
    }

    mutating func endCommand() {
      endWord()
      guard !words.isEmpty else { return }
      isConditional =
        !commands.isEmpty && zip(joint, joint.dropFirst()).contains { $0 == $1 && $0 == UInt8(ascii: "&") }
      commands.append(words)
      (words, joint) = ([], [])
    }
  }

  init(_ text: String) {
    var reader = Reader()
    var quote: UInt8?
    var isEscaped = false
    for byte in text.utf8.prefix(8_000) {
      if isEscaped {
        reader.word.append(byte)
        isEscaped = false
      } else if let open = quote {
        if byte == open { quote = nil } else { reader.word.append(byte) }
      } else {
        switch byte {
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          quote = byte
          reader.isOpen = true
        case UInt8(ascii: "&") where reader.word.last == UInt8(ascii: ">"): reader.word.append(byte)
        case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "\n"), UInt8(ascii: "("),
          UInt8(ascii: ")"):
          reader.endCommand()
          reader.joint.append(byte)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): reader.endWord()
        default: reader.word.append(byte)
        }
      }
    }
    reader.endCommand()
    let lines = reader.commands.map(Self.plain).filter { !$0.isEmpty }.map(Self.unwrapped)
    commands = lines.flatMap(\.commands)
    written = reader.commands.flatMap(Self.targets) + lines.flatMap(\.written)
    isConditional = reader.isConditional || lines.last?.isConditional == true
  }

  private init(command: [String]) {
    commands = [command]
    isConditional = false
    written = []
  }

  private static let wrappers: Set<String> = [
    "sudo", "time", "env", "nice", "nohup", "exec", "!", "then", "do", "{",
  ]
  private static let closings: Set<String> = ["fi", "done", "esac", "}"]

  /// What a shell was given as its argument, as in `bash -lc 'go test'`.
  private static func unwrapped(_ words: [String]) -> ShellLine {
    guard let shell = words.first, ["bash", "sh", "zsh", "dash"].contains(shell),
      let flag = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }), flag + 1 < words.count,
      words[flag + 1].count < words.joined().count
    else { return ShellLine(command: words) }
    return ShellLine(words[flag + 1])
  }

  /// Where a command that writes what it is told writes to, other than to a device or a folder for a while.
  private static func targets(_ words: [String]) -> [String] {
    let command = plain(words)
    guard let program = command.first, ["cat", "echo", "printf", "tee"].contains(program) else { return [] }
    var targets = program == "tee" ? command.dropFirst().filter { !$0.hasPrefix("-") } : []
    for (place, word) in words.enumerated() where word.hasPrefix(">") {
      let target = String(word.drop { $0 == ">" })
      targets.append(target.isEmpty && place + 1 < words.count ? words[place + 1] : target)
    }
    return targets.filter { target in
      !target.isEmpty && !["&", "/dev/", "/tmp/"].contains { target.hasPrefix($0) }
    }
  }

  /// Whether it changes files that are there, or brings others in their place: what tests said before is of other files.
  var changesFiles: Bool {
    !written.isEmpty
      || commands.contains { words in
        let arguments = words.dropFirst()
        switch words.first {
        case "git":
          let verb = arguments.first { !$0.hasPrefix("-") } ?? ""
          return Self.changingVerbs.contains(verb)
            && !arguments.contains { ["-b", "-B", "list", "show"].contains($0) }
        case "sed", "perl": return arguments.contains { $0.hasPrefix("-i") || $0.hasPrefix("-pi") }
        case "patch": return true
        default: return false
        }
      }
  }

  private static let changingVerbs: Set<String> = [
    "checkout", "restore", "reset", "revert", "stash", "apply", "am", "cherry-pick", "merge", "rebase",
    "pull",
  ]

  private static func plain(_ words: [String]) -> [String] {
    let kept = words.filter { word in
      let digits = word.drop(while: \.isNumber)
      return !(digits.hasPrefix(">") || digits.hasPrefix("<"))
    }
    let command = kept.drop { word in
      let name = word.prefix { $0 != "=" }
      let isAssignment =
        name.count < word.count && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      return isAssignment || wrappers.contains(word)
    }
    guard let program = command.first, !closings.contains(program) else { return [] }
    let name = program.split(separator: "/").last.map(String.init) ?? program
    return [name] + command.dropFirst()
  }
}
