import TraceAnalysis
import TraceModel
import TraceText

/// A finding's title with what tells traces of one kind apart taken out: numbers, and quoted names that are no step's.
struct FindingShape: Hashable {
  /// A stretch of a title.
  struct Piece: Hashable {
    var text: String
    /// Whether it may differ within a group.
    var isOpen: Bool
    /// Whether it says how often: of a step that failed once nothing stands there.
    var isCount = false
  }

  let id: FindingID
  /// The title with a mark for each open piece.
  let shape: String

  /// The group that a finding belongs to. `names` are those of the steps it rests on.
  init(_ finding: Finding, names: Set<String>) {
    self.init(id: finding.id, title: finding.title, names: names)
  }

  init(id: FindingID, title: String, names: Set<String>) {
    self.id = id
    shape = Self.pieces(of: title, names: names).map { $0.isCount ? "" : $0.isOpen ? "‹›" : $0.text }.joined()
  }

  private static let numberWords: Set<String> = Set(
    (2...10).map(Wording.number) + ["twice", "once"])

  /// The title word by word, quoted names as one.
  static func pieces(of title: String, names: Set<String>) -> [Piece] {
    var pieces: [Piece] = []
    var rest = title[...]
    while let first = rest.first {
      if first == "“", let end = rest.firstIndex(of: "”") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        pieces.append(Piece(text: "“", isOpen: false))
        pieces += names.contains(name) ? numbered(name) : [Piece(text: name, isOpen: true)]
        pieces.append(Piece(text: "”", isOpen: false))
        rest = rest[rest.index(after: end)...]
      } else if first == " " || first == "“" {
        pieces.append(Piece(text: String(first), isOpen: false))
        rest = rest.dropFirst()
      } else {
        let word = rest.prefix { $0 != " " && $0 != "“" }
        let name = String(word.reversed().drop { ".,:;".contains($0) }.reversed())
        let isOpen =
          !names.contains(name)
          && (name.contains(where: \.isNumber) || numberWords.contains(name.lowercased()))
        pieces.append(Piece(text: name, isOpen: isOpen))
        pieces.append(Piece(text: String(word.dropFirst(name.count)), isOpen: false))
        rest = rest.dropFirst(word.count)
      }
    }
    return countsJoined(pieces.filter { !$0.text.isEmpty })
  }

  /// The same with what says how often as one piece each, the space before it included: ` twice`, ` four times`.
  private static func countsJoined(_ pieces: [Piece]) -> [Piece] {
    var result: [Piece] = []
    var index = 0
    while index < pieces.count {
      let rest = pieces[index...].prefix(4).map(\.text)
      let length =
        rest.count > 1 && rest[0] == " " && pieces[index + 1].isOpen
        ? ["twice", "once"].contains(rest[1]) ? 2 : rest.dropFirst(2) == [" ", "times"] ? 4 : 0
        : 0
      if length > 0 {
        result.append(Piece(text: rest.prefix(length).joined(), isOpen: true, isCount: true))
        index += length
      } else {
        result.append(pieces[index])
        index += 1
      }
    }
    return result
  }

  /// A name with its numbers as open pieces.
  private static func numbered(_ name: String) -> [Piece] {
    var pieces: [Piece] = []
    for character in name {
      let isOpen = character.isNumber
      if let last = pieces.last, last.isOpen == isOpen {
        pieces[pieces.count - 1].text.append(character)
      } else {
        pieces.append(Piece(text: String(character), isOpen: isOpen))
      }
    }
    return pieces
  }

  /// Titles with how often as all of them can say it: ` several times` where it differs, nothing where it was once in one.
  private static func countsAlike(_ titles: [[Piece]]) -> [[Piece]] {
    let counts = Set(titles.map { $0.first(where: \.isCount)?.text })
    guard counts.count > 1 else { return titles }
    return titles.map { pieces in
      pieces.compactMap { piece in
        guard piece.isCount else { return piece }
        return counts.contains(nil) ? nil : Piece(text: " several times", isOpen: true, isCount: true)
      }
    }
  }

  /// One title for findings of one shape: what differs among them is left out.
  static func common(_ titles: [(text: String, names: Set<String>)]) -> String {
    var seen: Set<String> = []
    let different = titles.filter { seen.insert($0.text).inserted }
    let all = countsAlike(different.map { pieces(of: $0.text, names: $0.names) })
    guard var pieces = all.first else { return "" }
    for others in all.dropFirst() {
      for (place, other) in zip(pieces.indices, others) where pieces[place].text != other.text {
        pieces[place].text = "…"
      }
    }
    let title = pieces.map(\.text).joined().replacingOccurrences(of: "….", with: "…")
    // How many there were opens many titles; without it the rest says the same.
    return title.hasPrefix("… ") ? Wording.capitalised(String(title.dropFirst(2))) : title
  }
}

extension AnalysedTrace {
  /// The names by which titles call the steps of a finding, and the scores that it tells of.
  func stepNames(of finding: Finding) -> Set<String> {
    let scores = finding.id == .poorScore ? trace.scores.map { $0.name.preview(40) } : []
    return Set(
      scores
        + finding.spans.prefix(20).flatMap { span -> [String] in
          let step = trace.spans[span]
          return [step.name, step.tool?.name, step.agentName, step.llm?.modelName].compactMap {
            $0?.preview(60)
          }
        })
  }
}
