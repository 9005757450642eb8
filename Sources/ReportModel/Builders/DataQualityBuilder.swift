import TraceAnalysis
public import TraceModel
import TraceText

/// The "Data quality" panel: what the reading noticed, and which calls were recorded twice.
enum DataQualityBuilder {
  private static let limit = 200

  /// The panel; `nil` where there is nothing to say.
  static func panel(_ diagnostics: [Diagnostic], _ analyses: [AnalysedTrace]) -> DataQuality? {
    let read = diagnostics.map {
      DataQuality.Row(
        place: $0.place.words, message: $0.message, action: $0.action, isLoss: $0.severity == .loss)
    }
    let rows =
      read.filter(\.isLoss) + read.filter { !$0.isLoss } + analyses.flatMap(sharedResponses)
      + analyses.flatMap(repetitions)
    guard !rows.isEmpty else { return nil }
    let losses = rows.filter(\.isLoss).count
    let title =
      losses > 0
      ? "\(Formatting.count(losses, "data loss", plural: "data losses"))"
      : Formatting.count(rows.count, "data remark")
    let more = rows.count > limit ? "\(Formatting.count(rows.count - limit)) more are not listed." : nil
    return DataQuality(
      title: title, hasLosses: losses > 0, rows: Array(rows.prefix(limit)), more: more)
  }

  /// Calls whose times say that each was a call of its own, though they carry one response id.
  private static func sharedResponses(_ analysis: AnalysedTrace) -> [DataQuality.Row] {
    let spans = analysis.trace.spans
    return analysis.figures.sharedResponses.map { shared in
      let id = spans[shared.spans[0]].llm?.responseID?.preview(60) ?? ""
      return DataQuality.Row(
        place: "span \(spans[shared.spans[0]].id)",
        message:
          "\(Formatting.count(shared.spans.count, "LLM call")) that ran one after another carry one response id, \(id)",
        action: counting(of: shared, analysis), isLoss: false)
    }
  }

  private static func counting(of shared: SharedResponse, _ analysis: AnalysedTrace) -> String {
    guard !shared.isCountedEach else {
      return "each is counted, since they differ in what they were asked, said or used"
    }
    let counted = Set(analysis.figures.calls.map(\.span))
    let usage = TokenUsage.sum(
      shared.spans.filter { !counted.contains($0) }.compactMap { analysis.trace.spans[$0].llm?.usage })
    guard let more = usage?.total.map({ Formatting.count($0, "token") }) else {
      return "they are counted as one"
    }
    return "they are counted as one; if each was answered anew, there were \(more) more"
  }

  private static func repetitions(_ analysis: AnalysedTrace) -> [DataQuality.Row] {
    var rows: [DataQuality.Row] = []
    for duplicate in analysis.figures.duplicates {
      rows.append(
        DataQuality.Row(
          place: "span \(analysis.trace.spans[duplicate.span].id)",
          message: "it \(words(duplicate.reason)) span \(analysis.trace.spans[duplicate.of].id)",
          action: "its tokens and cost are counted once", isLoss: false))
    }
    return rows
  }

  private static func words(_ reason: DuplicateCall.Reason) -> String {
    switch reason {
    case .sameResponse: "carries the same response id as"
    case .sameCallNested, .sameCallBeside: "records the same model call as"
    }
  }
}

extension SourcePlace {
  /// File, line, column and what else is known, as pages and messages have it.
  public var words: String {
    var words = file
    if let line { words += ":\(line)" }
    if let column { words += ":\(column)" }
    if let pointer, !pointer.isEmpty { words += " \(pointer)" }
    if let byteOffset { words += " byte \(byteOffset)" }
    return words
  }
}
