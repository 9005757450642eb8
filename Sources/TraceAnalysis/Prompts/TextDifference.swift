import TraceText

/// How one text differs from another, by lines and within them by words.
public struct TextDifference: Hashable, Sendable {
  /// What became of a piece of text.
  public enum Fate: Hashable, Sendable { case same, struck, set }

  /// Words that follow each other with one fate.
  public struct Run: Hashable, Sendable {
    /// What became of them.
    public var fate: Fate
    /// The words, with what stands between them.
    public var text: String
  }

  /// A line that changed or stands beside one that did.
  public struct Line: Hashable, Sendable {
    /// Its number in the later text, from 1; in the earlier one for a line that is gone.
    public var number: Int
    /// What became of the line as a whole; `same` for one in which only words changed, or nothing.
    public var fate: Fate
    /// Its words; struck and set ones within a line stand where they were and are.
    public var runs: [Run]
  }

  /// The changed lines with one line around them, in order.
  public let hunks: [[Line]]
  /// How many lines the later text has.
  public let lineCount: Int
  /// How many lines of the later text are versions of one in the earlier.
  public let changedLines: Int
  /// How many lines only the earlier text has.
  public let goneLines: Int
  /// How many lines only the later text has.
  public let newLines: Int
  /// How much of the later text stood in the earlier one in the same order, from 0 to 1, by bytes.
  public let keptShare: Double
  /// The words that were struck, and those that were set, over all changed lines.
  public let struckWords: [String]
  /// See `struckWords`.
  public let setWords: [String]

  /// Compares two texts. See `CommonSubsequence` for what it costs at most.
  public init(from before: String, to after: String) {
    let old = before.lines
    let new = after.lines
    var draft = Draft()
    var (from, to) = (0, 0)
    for (oldPlace, newPlace) in CommonSubsequence.pairs(old, new) + [(old.count, new.count)] {
      draft.gap(old[from..<oldPlace], at: from, new[to..<newPlace], at: to)
      if newPlace < new.count {
        draft.lines.append(
          Line(number: newPlace + 1, fate: .same, runs: [Run(fate: .same, text: String(new[newPlace]))]))
        draft.isChanged.append(false)
      }
      (from, to) = (oldPlace + 1, newPlace + 1)
    }
    hunks = draft.hunks
    lineCount = new.count
    func count(_ fate: Fate) -> Int {
      zip(draft.lines, draft.isChanged).count { $0.fate == fate && $1 }
    }
    (changedLines, goneLines, newLines) = (count(.same), count(.struck), count(.set))
    let kept = draft.lines.reduce(0) { sum, line in
      line.runs.reduce(sum) { $0 + ($1.fate == .same ? $1.text.utf8.count : 0) }
    }
    keptShare = after.isEmpty ? 0 : Double(kept) / Double(after.utf8.count)
    struckWords = draft.struck
    setWords = draft.set
  }

  private struct Draft {
    var lines: [Line] = []
    var isChanged: [Bool] = []
    var struck: [String] = []
    var set: [String] = []

    /// Lines between two that stayed: as many of each are versions of each other, else the old ones go first.
    mutating func gap(_ old: ArraySlice<Substring>, at from: Int, _ new: ArraySlice<Substring>, at to: Int) {
      guard !old.isEmpty || !new.isEmpty else { return }
      if old.count == new.count, let versions = Self.versions(old, new) {
        for (offset, runs) in versions.enumerated() { add(to + offset + 1, .same, runs) }
        return
      }
      for (offset, line) in old.enumerated() {
        add(from + offset + 1, .struck, [Run(fate: .struck, text: String(line))])
      }
      for (offset, line) in new.enumerated() {
        add(to + offset + 1, .set, [Run(fate: .set, text: String(line))])
      }
    }

    /// Each line as a version of the one at its place; `nil` as soon as one is not.
    private static func versions(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> [[Run]]? {
      var versions: [[Run]] = []
      for (before, after) in zip(old, new) {
        guard let runs = WordDifference.runs(before, after) else { return nil }
        versions.append(runs)
      }
      return versions
    }

    private mutating func add(_ number: Int, _ fate: Fate, _ runs: [Run]) {
      lines.append(Line(number: number, fate: fate, runs: runs))
      isChanged.append(true)
      for run in runs where run.fate != .same && run.text.contains(where: { !$0.isSpace }) {
        if run.fate == .struck { struck.append(run.text) }
        if run.fate == .set { set.append(run.text) }
      }
    }

    var hunks: [[Line]] {
      var hunks: [[Line]] = []
      var last = -2
      for (index, line) in lines.enumerated() {
        let isNear = isChanged[max(0, index - 1)...min(lines.count - 1, index + 1)].contains(true)
        guard isNear else { continue }
        if last != index - 1 { hunks.append([]) }
        hunks[hunks.count - 1].append(line)
        last = index
      }
      return hunks
    }
  }
}

extension TextDifference {
  /// Two texts word by word, whatever their lines: single words that stayed between others that did not are struck and
  /// set with them, so that what is marked reads as phrases. See `CommonSubsequence` for what it costs at most.
  public static func words(from before: String, to after: String) -> [Run] {
    let all = WordDifference.all(before, after)
    var runs: [Run] = []
    func add(_ fate: Fate, _ text: String) {
      // Of one gap what was struck goes first, as one run, then what was set.
      if let last = runs.lastIndex(where: { $0.fate != .set || fate == .set }), runs[last].fate == fate,
        runs[(last + 1)...].allSatisfy({ $0.fate == .set })
      {
        runs[last].text += text
      } else if fate == .struck, let place = runs.indices.last, runs[place].fate == .set {
        runs.insert(Run(fate: .struck, text: text), at: place)
      } else {
        runs.append(Run(fate: fate, text: text))
      }
    }
    for (index, run) in all.enumerated() {
      let isBetween = index > 0 && index < all.count - 1
      let isLoneWord = run.text.split(whereSeparator: \.isSpace).count < 2
      if run.fate == .same, isBetween, isLoneWord, run.text.utf8.count < 16 {
        add(.struck, run.text)
        add(.set, run.text)
      } else {
        add(run.fate, run.text)
      }
    }
    return runs
  }
}
