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
    for table in [models, code, clouds, services, addresses, listed, further] {
      for line in table.split(separator: "\n") {
        guard let colon = line.firstRange(of: ": ") else { continue }
        let name = String(line[..<colon.lowerBound])
        if shapes[name] == nil { names.append(name) }
        shapes[name, default: []] += line[colon.upperBound...].split(separator: " ").compactMap {
          TokenShape($0)
        }
      }
    }
    return names.map { name in
      RedactionRule(id(of: name), name, RedactionRule.plural(of: name), .token(shapes[name] ?? []))
    }
  }()

  /// `hugging-face-token` of `Hugging Face token`.
  private static func id(of name: String) -> String {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}

extension StringProtocol {
  /// Where `text` first stands, without Foundation.
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
