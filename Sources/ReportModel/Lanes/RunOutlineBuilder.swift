import TraceAnalysis
import TraceModel
import TraceText

/// The picture as a list, for narrow windows: an agent after the other, edges as words.
struct RunOutlineBuilder {
  private static let limit = 200
  /// So many characters of a text stand in a line of the list.
  private static let textLimit = 140

  let builder: RunGraphBuilder

  private var context: TraceContext { builder.context }

  func outline() -> [RunOutline] {
    let lanes = context.analysis.agents.lanes
    var left = Self.limit
    return lanes.indices.compactMap { index in
      let steps = builder.run.steps.filter { $0.lane == index }.prefix(left)
      left -= steps.count
      guard !steps.isEmpty else { return nil }
      var depth = 0
      var parent = lanes[index].parent
      while let above = parent {
        depth += 1
        parent = lanes[above].parent
      }
      return RunOutline(
        title: builder.title(of: index), aside: builder.aside(of: index), depth: min(depth, 3),
        items: steps.map(item))
    }
  }

  private func item(_ step: RunStep) -> RunOutline.Item {
    let card = builder.card(of: step)
    let read = context.analysis.agents.lanes.indices.filter {
      context.analysis.agents.lanes[$0].reader == step.spans[0]
    }
    let ways = read.map { "← answer of \(builder.title(of: $0))" }
    let words =
      [card.action?.text ?? ""] + card.lines + card.documents.map { "\($0.score) \($0.title)" }.prefix(2)
    var again = card.again.map { "\($0.title) \($0.detail)" } ?? ""
    if let rank = card.rank { again += (again.isEmpty ? "" : ", ") + "finding \(rank)" }
    return RunOutline.Item(
      kind: card.kind, title: card.title,
      words: (words + [again]).filter { !$0.isEmpty }.joined(separator: " · "), told: told(card),
      aside: card.aside, tone: card.tone, target: card.target, way: ways.joined(separator: ", "),
      chips: card.chips.map { chip in
        var chip = chip
        chip.title = (chip.kind.hue == .agent ? "→ " : "") + chip.title.preview(40)
        chip.aside = chip.aside.preview(40)
        if let result = chip.result, result.tone == .error {
          chip.aside += " → " + result.text.gist(Self.textLimit)
        }
        return chip
      })
  }

  /// Why a step failed, else its own words.
  private func told(_ card: RunCard) -> TonedWord? {
    guard
      let text = card.texts.first(where: { $0.tone == .error })
        ?? card.texts.first(where: { $0.part == .own })
    else { return nil }
    return TonedWord(text: text.text.gist(Self.textLimit), tone: text.tone)
  }
}
