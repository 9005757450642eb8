/// The published shapes of keys and tokens as lines of text: `Vendor kind: pattern pattern …`.
///
/// A pattern is written as it reads. `<n36>` stands for 36 characters of an alphabet, `<w20-64>` for 20 to 64:
///
/// | letter | characters | letter | characters |
/// |---|---|---|---|
/// | `n` | letters and digits | `w` | `n` and `_-` |
/// | `l` | small letters and digits | `x` | `w` and `.` |
/// | `u` | capital letters and digits | `t` | `x` and `~` |
/// | `a` | letters | `c` | `x` and `=+/` |
/// | `d` | digits | `f` | `w` and `/` |
/// | `h` | hexadecimal digits | `g` | `f` and `@` |
/// | `b` | base64, `=` may follow | `m` | `x` and `@` |
/// | `s` | all that is seen but quotes, brackets and `:;\\` | | |
/// | `U` | a UUID | `p` | `c` and `%~` |
///
/// What stands before `^` names the secret and stays. `#crc` marks a checksum as GitHub and npm have it,
/// `#mixed` asks for letters and digits, `#kinds` for digits, capital and small letters in turn, `#openai` for the
/// mark of OpenAI's keys or many of both.
enum ShapeTable {
  /// One rule for each name, in the order of the tables.
  static let rules: [RedactionRule] = {
    var names: [String] = []
    var shapes: [String: [TokenShape]] = [:]
    for table in [models, code, clouds, services, addresses, listed, further, kept] {
      // As bytes: a look at each of its characters took longer than all else at a start.
      for line in table.utf8.split(separator: 0x0A) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
        let name = String(decoding: line[..<colon], as: UTF8.self)
        if shapes[name] == nil { names.append(name) }
        shapes[name, default: []] += line[colon...].dropFirst(2).split(separator: 0x20).compactMap {
          TokenShape(bytes: Array($0))
        }
      }
    }
    return names.map { name in
      RedactionRule(id(of: name), name, RedactionRule.plural(of: name), .token(shapes[name] ?? []))
    }
  }()

  /// `hugging-face-token` of `Hugging Face token`.
  private static func id(of name: String) -> String {
    name.utf8.split { !$0.isAlphanumeric }.map { word in
      String(decoding: word.map { $0.isUpper ? $0 | 0x20 : $0 }, as: UTF8.self)
    }.joined(separator: "-")
  }
}
