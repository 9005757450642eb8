/// The password that a command takes behind an option of one letter: `sshpass -p …`, `mysql -uada -p…`,
/// `docker login -u ada -p …`, `redis-cli -a …`.
enum CommandPassword {
  /// A program and how it takes a password, as its manual has it.
  private struct Command {
    /// The program, in small letters.
    let program: StaticString
    /// Empty where the password is the first argument that is no option.
    var option: StaticString
    /// Whether the password stands right behind the option's letter: apart from it there is another argument.
    var isAttached = false
    /// Whether it is what a program prints that another reads as a password.
    var isPiped = false
  }

  /// `login` is that of docker, podman, helm and the like.
  private static let commands = [
    Command(program: "sshpass", option: "-p"), Command(program: "psexec", option: "-p"),
    Command(program: " login ", option: "-p"), Command(program: "mysql", option: "-p", isAttached: true),
    Command(program: "mariadb", option: "-p", isAttached: true), Command(program: "redis-cli", option: "-a"),
    Command(program: "mongosh", option: "-p"), Command(program: "mongo ", option: "-p"),
    Command(program: "mongodump", option: "-p"),
    Command(program: "mongorestore", option: "-p"), Command(program: "ldapsearch", option: "-w"),
    Command(program: "ldapmodify", option: "-w"), Command(program: "sqlcmd", option: "-P"),
    Command(program: "openssl", option: "-k"), Command(program: "unzip", option: "-P"),
    Command(program: "mosquitto_pub", option: "-P"), Command(program: "mosquitto_sub", option: "-P"),
    Command(program: "operator unseal", option: ""), Command(program: "wandb login", option: ""),
    Command(program: "vault login", option: ""), Command(program: "cargo login", option: ""),
    Command(program: "snyk auth", option: ""),
    Command(program: "pypi-token.", option: ""), Command(program: "doctl auth", option: "-t"),
    Command(program: "nuget push", option: "-k"),
    Command(program: "twine upload", option: "-p"),
    Command(program: "rdesktop", option: "-p"), Command(program: "ssh-keygen", option: "-N"),
    Command(program: "zip ", option: "-P"), Command(program: "7z a ", option: "-p", isAttached: true),
    Command(program: "7z x ", option: "-p", isAttached: true),
    Command(program: "7z e ", option: "-p", isAttached: true),
    Command(program: "unrar ", option: "-p", isAttached: true),
    Command(program: "rar a ", option: "-p", isAttached: true),
    Command(program: "xfreerdp", option: "/p:", isAttached: true), Command(program: "ipmitool", option: "-P"),
    Command(program: "ncftpput", option: "-p"), Command(program: "ncftpget", option: "-p"),
    Command(program: "netexec", option: "-p"), Command(program: "crackmapexec", option: "-p"),
    Command(program: "evil-winrm", option: "-p"), Command(program: "secret set", option: "--body"),
    Command(program: "secret set", option: "-b"), Command(program: "secret set", option: "--value"),
    Command(program: "echo ", option: "", isPiped: true),
  ]

  /// The programs' names, whatever their letters' case.
  static let literals = commands.map { command in
    command.program.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }

  /// The most bytes of a command that are looked at.
  private static let sight = 400

  /// The password of the command at the candidate; `nil` for none. Linear in `sight`.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.start > 0, bytes[candidate.start].isAlphanumeric, bytes[candidate.start - 1].isNamePart {
      return nil
    }
    let limit = min(bytes.count, candidate.end + sight)
    for command in commands where isCalled(command, bytes, candidate) {
      if command.isPiped, !isReadAsPassword(bytes, candidate.end..<limit) { continue }
      if let found = match(bytes, candidate, command, within: limit) { return found }
    }
    return nil
  }

  /// Whether the rest of a line gives what is printed to a program that takes a secret so.
  private static func isReadAsPassword(_ bytes: borrowing Span<UInt8>, _ sight: Range<Int>) -> Bool {
    let end = bytes.first("\n", in: sight) ?? sight.upperBound
    guard let pipe = bytes.first("|", in: sight.lowerBound..<end) else { return false }
    return [
      "password-stdin", "secret set", "with-token", "secret put", "--stdin", "sudo -S", "chpasswd", "| su ",
      "kinit",
    ].contains {
      (word: StaticString) in
      bytes.first(word, in: pipe..<end) != nil
    }
  }

  private static func match(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ command: Command, within limit: Int
  ) -> Range<Int>? {
    // The rest of the program's name, such as `.exe`, is no argument.
    var index =
      bytes[candidate.end - 1].isBlank ? candidate.end : end(bytes, of: candidate.end, within: limit)
    // Of a sentence.
    if bytes[index - 1] == UInt8(ascii: ",") { return nil }
    while index < limit, !endsCommand(bytes[index]) {
      if bytes[index].isBlank {
        index += 1
        continue
      }
      if let start = value(bytes, of: command, at: index) {
        let found = word(bytes, from: start, within: limit)
        if isPassword(bytes, found, of: command) { return found }
      }
      index = max(index + 1, end(bytes, of: index, within: limit))
    }
    return nil
  }

  private static func isCalled(_ command: Command, _ bytes: borrowing Span<UInt8>, _ candidate: Candidate)
    -> Bool
  {
    command.program.utf8CodeUnitCount == candidate.length
      && bytes.holds(command.program, at: candidate.start, ignoringCase: true)
  }

  // MARK: Words

  private static func endsCommand(_ byte: UInt8) -> Bool { byte == 0x0A || "|;&)".utf8.contains(byte) }

  /// Where the password begins if the word at `place` is the command's option.
  private static func value(_ bytes: borrowing Span<UInt8>, of command: Command, at place: Int) -> Int? {
    let place = command.isAttached && bytes[place].isQuote ? place + 1 : place
    guard bytes.holds(command.option, at: place) else { return nil }
    var index = place + command.option.utf8CodeUnitCount
    if index == place { return bytes[place] == UInt8(ascii: "-") ? nil : place }
    guard index < bytes.count else { return nil }
    if command.isAttached { return bytes[index].isBlank ? nil : index }
    guard bytes[index].isBlank || bytes[index].isQuote else { return nil }
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index
  }

  /// Where the word at `place` ends; a quoted one at its closing quote.
  private static func end(_ bytes: borrowing Span<UInt8>, of place: Int, within limit: Int) -> Int {
    var index = place
    while index < limit, !bytes[index].isBlank, !endsCommand(bytes[index]) {
      let quote = bytes[index]
      index += 1
      if quote.isQuote, let close = bytes.closing(quote, from: index, within: limit) { index = close + 1 }
    }
    return index
  }

  /// The text of a word without its quotes; that of one without ends where the quotes around the command do.
  private static func word(_ bytes: borrowing Span<UInt8>, from start: Int, within limit: Int) -> Range<Int> {
    guard start < limit else { return limit..<limit }
    if bytes[start].isQuote, let close = bytes.closing(bytes[start], from: start + 1, within: limit) {
      return start + 1..<close
    }
    var index = start
    while index < limit, !bytes[index].isBlank, !bytes[index].isQuote, !endsCommand(bytes[index]),
      bytes[index] != 0x5C
    {
      index += 1
    }
    return start..<index
  }

  // MARK: Values

  /// Whether it is no reference, no stand-in, no option and no number of ports: `docker run -p 8080:80`.
  private static func isPassword(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, of command: Command)
    -> Bool
  {
    guard range.count > 3, !"$%-/".utf8.contains(bytes[range.lowerBound]),
      !URLPassword.isStandIn(bytes, range), !isNumber(bytes, range)
    else { return false }
    if command.isPiped { return SecretValue.isMade(Array(bytes.string(range).utf8)) }
    if command.option.utf8CodeUnitCount == 0 { return range.count > 19 && bytes.entropy(range) > 3 }
    // `-password` and `-port` are options of another spelling.
    return !command.isAttached || !isWord(bytes, range)
  }

  private static func isNumber(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where !bytes[index].isDigit && !".:/".utf8.contains(bytes[index]) { return false }
    return true
  }

  private static func isWord(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    ["assword", "ort", "ipe", "rotocol", "lugin", "rint", "arallel", "ager"].contains {
      (rest: StaticString) in bytes.holds(rest, at: range.lowerBound)
    }
  }
}
