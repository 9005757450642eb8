import TraceAnalysis
import TraceModel
import TraceText

/// The ways from what was taken out to the steps where it stood, so that a reviewer sees each place.
struct RedactionLinks {
  /// So many steps are linked; the rest is told.
  private static let most = 40

  let analyses: [AnalysedTrace]

  /// The notice with its ways. O(n) in the number of spans where something was taken out.
  func linked(_ notice: RedactionNotice) -> RedactionNotice {
    var notice = notice
    let entries = notice.entries + [notice.suspicion].compactMap(\.self)
    guard let last = entries.flatMap(\.found).map(\.trace).max(), last < analyses.count else { return notice }
    var table = AnchorTable()
    let anchors = analyses[...last].map { table.spans($0.trace.spans) }
    for index in notice.entries.indices { link(&notice.entries[index], anchors) }
    if var suspicion = notice.suspicion {
      link(&suspicion, anchors)
      notice.suspicion = suspicion
    }
    return notice
  }

  private func link(_ entry: inout RedactionNotice.Entry, _ anchors: [[String]]) {
    (entry.steps, entry.more) = entry.told(atMost: Self.most) { place in
      let analysis = analyses[place.trace]
      let number = TraceContext.words(analysis, place.span)
      return StepLink(
        words: analyses.count == 1 ? number : "\(number) of \(analysis.displayName.preview(40))",
        anchor: anchors[place.trace][analysis.record(of: place.span)])
    }
  }
}
