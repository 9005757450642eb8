import TraceAnalysis
import TraceText

extension DifferenceView {
  /// Words that stayed are shortened to this many characters at each side of a change.
  private static let around = 90
  /// So many lines are shown.
  private static let limit = 60

  /// `nil` for texts without a difference.
  init?(_ difference: TextDifference) {
    guard !difference.hunks.isEmpty else { return nil }
    summary = Self.summary(difference)
    lines = []
    var next = 1
    for hunk in difference.hunks {
      guard lines.count < Self.limit else {
        lines.append(Line(runs: [], skipped: "further changes stand in the whole text"))
        return
      }
      if let first = hunk.first(where: { $0.fate != .struck })?.number, first > next { skip(first - next) }
      for line in hunk.prefix(Self.limit) { lines.append(Line(runs: Self.runs(line), skipped: nil)) }
      if let last = hunk.last(where: { $0.fate != .struck })?.number { next = last + 1 }
    }
    if difference.lineCount >= next { skip(difference.lineCount - next + 1) }
  }

  /// Two texts word by word; what stayed is shown in full.
  init(wordsFrom before: String, to after: String) {
    let runs = Run.words(from: before, to: after)
    func words(_ fate: Run.Fate) -> Int {
      runs.reduce(0) { $0 + ($1.fate == fate ? $1.text.split(whereSeparator: \.isWhitespace).count : 0) }
    }
    summary = "\(Formatting.count(words(.struck), "word")) gone, \(Formatting.count(words(.set))) new"
    lines = [Line(runs: runs, skipped: nil)]
  }

  private mutating func skip(_ count: Int) {
    lines.append(Line(runs: [], skipped: "\(Formatting.count(count, "line")), unchanged"))
  }

  private static func runs(_ line: TextDifference.Line) -> [Run] {
    line.runs.enumerated().map { index, run in
      switch run.fate {
      case .struck: return Run(fate: .struck, text: run.text)
      case .set: return Run(fate: .set, text: run.text)
      case .same:
        let isFirst = index == 0
        let isLast = index == line.runs.count - 1
        return Run(fate: .same, text: shortened(run.text, keepsStart: !isFirst || isLast, keepsEnd: !isLast))
      }
    }
  }

  private static func shortened(_ text: String, keepsStart: Bool, keepsEnd: Bool) -> String {
    guard text.count > around * 2 else { return text }
    return (keepsStart ? String(text.prefix(around)) : "") + " … "
      + (keepsEnd ? String(text.suffix(around)) : "")
  }

  /// `“$50” became “$500” in line 3 of 13`, `4 of 13 lines changed`, `2 lines gone, 5 new`.
  private static func summary(_ difference: TextDifference) -> String {
    let lines = difference.hunks.flatMap(\.self).filter { $0.fate != .same || $0.runs.count > 1 }
    if lines.count == 1, let line = lines.first, difference.struckWords.count <= 1,
      difference.setWords.count <= 1
    {
      let place = "in line \(Formatting.count(line.number)) of \(Formatting.count(difference.lineCount))"
      switch (difference.struckWords.first?.preview(40), difference.setWords.first?.preview(40)) {
      case (let old?, let new?): return "“\(old)” became “\(new)” \(place)"
      case (nil, let new?): return "“\(new)” came \(place)"
      case (let old?, nil): return "“\(old)” went \(place)"
      case (nil, nil): return "white space \(place)"
      }
    }
    if difference.goneLines + difference.newLines == 0 {
      return
        "\(Formatting.count(difference.changedLines)) of \(Formatting.count(difference.lineCount, "line")) changed"
    }
    let counts = [
      (difference.changedLines, "changed"), (difference.goneLines, "gone"), (difference.newLines, "new"),
    ].filter { $0.0 > 0 }
    return counts.enumerated().map { index, count in
      (index == 0 ? Formatting.count(count.0, "line") : Formatting.count(count.0)) + " " + count.1
    }.joined(separator: ", ")
  }
}

extension DifferenceView.Run {
  /// Two texts word by word.
  static func words(from before: String, to after: String) -> [Self] {
    TextDifference.words(from: before, to: after).map { run in
      switch run.fate {
      case .same: Self(fate: .same, text: run.text)
      case .struck: Self(fate: .struck, text: run.text)
      case .set: Self(fate: .set, text: run.text)
      }
    }
  }
}
