import GraphLayout
import TraceText

/// Which of a card's tools have room, and how their words are cut to fit.
extension RunCardSize {
  /// The chips that have room: what failed, was refused or stopped is never left out.
  func chips(_ chips: [RunChip], width: Double, lines: Int) -> [RunChip] {
    let merged = Self.merged(chips)
    var shown = merged
    if merged.count > chipLimit {
      let telling = merged.indices.filter { merged[$0].tone != .plain || merged[$0].rank != nil }
      let others = merged.indices.filter { !telling.contains($0) }.prefix(
        max(0, chipLimit - 1 - telling.count))
      let kept = Set(telling.prefix(12)).union(others)
      shown = merged.indices.filter(kept.contains).map { merged[$0] }
      if let first = merged.indices.first(where: { !kept.contains($0) }) {
        var rest = merged[first]
        rest.title = "+\(merged.count - kept.count) more"
        rest.aside = ""
        rest.given = nil
        rest.result = nil
        shown.append(rest)
      }
    }
    return shown.map { chip($0, width: width, lines: lines, most: shown.count > 2 ? 2 : 6) }
  }

  /// A tool cut to its width. What it was given goes below its name, in lines, where it has no room beside it.
  private func chip(_ chip: RunChip, width: Double, lines: Int, most: Int) -> RunChip {
    func fitted(_ text: CardText) -> CardText {
      text.fitted(width: Self.chipRoom(width), lines: min(text.limit(lines), most))
    }
    var chip = chip
    let icon = chip.sign.isEmpty && chip.kind.hue != .agent ? 10.0 : 24
    let room = width - icon - 6 - (chip.rank == nil ? 0 : 16)
    let besides =
      Self.measure(chip.title, bold: true) + (chip.aside.isEmpty ? 0 : Self.measure(chip.aside) + 6)
    let isWhole = chip.given.map { besides <= room && (chip.title + chip.aside).hasSuffix($0.text) } ?? true
    chip.given = isWhole ? nil : chip.given.map(fitted)
    if chip.given?.lines.isEmpty == false {
      chip.title = chip.name
      chip.aside = ""
    }
    chip.title = LabelCut.middle(chip.title, width: room, size: Self.text, bold: true)
    let left = room - Self.measure(chip.title, bold: true) - 6
    chip.aside = left > 44 ? LabelCut.middle(chip.aside, width: left, size: Self.text) : ""
    chip.result = chip.result.map(fitted)
    return chip
  }

  /// Chips that say the same, and came to the same, are one with a count.
  private static func merged(_ chips: [RunChip]) -> [RunChip] {
    var result: [(chip: RunChip, count: Int)] = []
    for chip in chips {
      let same = result.firstIndex {
        ($0.chip.title, $0.chip.aside, $0.chip.sign, $0.chip.rank) == (
          chip.title, chip.aside, chip.sign, chip.rank
        )
      }
      guard let same else {
        result.append((chip, 1))
        continue
      }
      result[same].count += 1
      if result[same].chip.given?.text != chip.given?.text { result[same].chip.given = nil }
      if result[same].chip.result?.text != chip.result?.text { result[same].chip.result = nil }
    }
    return result.map { chip, count in
      var chip = chip
      if count > 1 {
        chip.title += " ×\(count)"
        chip.name += " ×\(count)"
      }
      return chip
    }
  }

  /// How high a fitted tool is.
  static func height(_ chip: RunChip) -> Double {
    let lines = (chip.given?.lines.count ?? 0) + (chip.result?.lines.count ?? 0)
    return lines == 0 ? 19 : 22 + Double(lines) * 14
  }
}
