/// Rules of one's own as lines of text.
///
/// ```
/// # What our texts must not show.
/// [customer number]
/// pattern \bC-(\d{6})\b
/// key customer_no
/// allow C-000000
/// ```
/// `pattern` takes a regular expression, `key` the name of a field whose values go, `allow` a value that stays. A name in
/// brackets is what placeholders call all that follows it: `[customer number 1]`.
public struct RulesFile: Sendable {
  /// What is wrong with a file, and where.
  public struct Problem: Error {
    /// The line, from 1 on.
    public var line: Int
    /// The column in characters, from 1 on.
    public var column: Int
    /// What is wrong, in words.
    public var message: String
  }

  /// What is taken out.
  public private(set) var rules: [RedactionRule] = []
  /// Values that stay.
  public private(set) var allowed: [String] = []

  /// Reads the lines of a file.
  public init(_ text: String) throws(Problem) {
    var name: String?
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let content = line.drop { $0.isWhitespace }
      if content.isEmpty || content.first == "#" { continue }
      let reader = Line(number: number, text: line)
      if content.first == "[" {
        name = try reader.name(content)
      } else {
        try read(reader, content, name: name)
      }
    }
  }

  private mutating func read(_ line: Line, _ content: Substring, name: String?) throws(Problem) {
    let word = content.prefix { !$0.isWhitespace }
    guard ["pattern", "key", "allow"].contains(word) else {
      throw line.problem("expected pattern, key, allow or a name in brackets, found \(word)", at: content)
    }
    let value = line.trimmed(content.dropFirst(word.count))
    if value.isEmpty { throw line.problem("expected something behind \(word)", at: value) }
    switch word {
    case "allow": allowed.append(String(value))
    case "key": rules.append(.named([String(value)], called: name))
    default:
      do {
        rules.append(.pattern(try RedactionPattern(String(value)), called: name))
      } catch {
        throw line.problem(error.message, at: value)
      }
    }
  }

  private struct Line {
    var number: Int
    var text: Substring

    func problem(_ message: String, at place: Substring) -> Problem {
      Problem(
        line: number, column: text.distance(from: text.startIndex, to: place.startIndex) + 1, message: message
      )
    }

    func trimmed(_ part: Substring) -> Substring {
      var part = part.drop { $0.isWhitespace }
      while part.last?.isWhitespace == true { part.removeLast() }
      return part
    }

    func name(_ content: Substring) throws(Problem) -> String {
      let inner = trimmed(content).dropFirst()
      guard inner.last == "]" else {
        throw problem("expected ] at the end of the line", at: text[text.endIndex...])
      }
      let name = inner.dropLast()
      if name.isEmpty || name.contains(where: { "[]".contains($0) }) {
        throw problem("expected a name between the brackets", at: name)
      }
      return String(name)
    }
  }
}

extension RedactionRule {
  /// A rule for values under names of one's own, whatever they look like.
  ///
  /// - Parameter name: What a placeholder calls one; `nil` for "value".
  public static func named(_ names: [String], called name: String? = nil) -> RedactionRule {
    RedactionRule(
      "named", name ?? "value", name.map(plural) ?? "values under names of yours",
      .namedValue(names.map { $0.lowercased() }))
  }

  /// A rule for what a pattern finds.
  ///
  /// - Parameter name: What a placeholder calls one; `nil` for "match".
  public static func pattern(_ pattern: RedactionPattern, called name: String? = nil) -> RedactionRule {
    RedactionRule(
      "pattern", name ?? "match", name.map(plural) ?? "values of patterns of yours", .pattern(pattern))
  }

  /// A rule's name for many values.
  static func plural(of name: String) -> String { name + (name.hasSuffix("ss") ? "es" : "s") }
}
