import TraceModel
import TraceText

extension FindingRules {
  /// The context was shortened.
  static let compactions: Rule = { context in
    guard let session = context.session, let first = session.compactions.first else { return [] }
    let points = session.compactions
    var sentences: [String] = []
    let title: String
    if points.count == 1 {
      title = "The context was compacted\(place(first))."
      if let after = first.compaction.tokensAfter {
        sentences.append("\(Formatting.count(after, "token")) \(after == 1 ? "was" : "were") left")
      }
    } else {
      title = "The context was compacted \(times(points.count))."
      let places = points.prefix(5).compactMap(\.compaction.tokensBefore).map { Formatting.count($0) }
      if !places.isEmpty { sentences.append("at \(Wording.list(places)) tokens") }
    }
    if points.contains(where: { $0.window != nil && !$0.isWindowRecorded }), points.count == 1 {
      sentences.append("the window is the price table's")
    }
    if !session.clearings.isEmpty {
      sentences.append("besides, old tool results were cleared \(times(session.clearings.count))")
    }
    let turns = context.turns(of: points.map(\.span))
    let told = [turns.map { sentences.isEmpty ? $0 : "\($0):" }, sentences.joined(separator: "; ")]
      .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    var detail: [FindingText] = told.isEmpty ? [] : [.plain(Wording.capitalised(told) + ". ")]
    return [Finding(.contextCompacted, .warning, title, detail, spans: points.map(\.span))]
  }

  /// Files that an agent read, lost with a compaction of its context, and read again.
  static let contextRereads: Rule = { context in
    guard let points = context.session?.compactions, !points.isEmpty else { return [] }
    let again = readAgain(after: points, context)
    guard again.count >= 2 else { return [] }
    var detail: [FindingText] = []
    for (place, reading) in again.prefix(3).enumerated() {
      detail.append(.plain(place == 0 ? "Among them " : ", "))
      detail.append(.code(fileName(of: reading.path).preview(60)))
    }
    return [
      Finding(
        .contextReread, .info,
        "\(Wording.capitalised(Formatting.count(again.count, "file"))) were read again after a compaction.",
        detail + [.plain(".")], spans: again.map(\.span))
    ]
  }

  /// The last part of a path: the whole stands in the session's table of files.
  private static func fileName(of path: String) -> String {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
  }

  private static func place(_ point: CompactionPoint) -> String {
    guard let before = point.compaction.tokensBefore else { return "" }
    let window = point.window.map { " of \(Formatting.count($0))" } ?? ""
    return " at \(Formatting.count(before))\(window) tokens"
  }

  /// The files that an agent read before a compaction of its context and again after it, by the second reading.
  private static func readAgain(after points: [CompactionPoint], _ context: FindingContext) -> [(
    path: String, span: Int
  )] {
    struct Reading: Hashable {
      var agent: Int?
      var path: String
    }
    var seen: Set<Reading> = []
    var lost: Set<Reading> = []
    var told: Set<String> = []
    var result: [(path: String, span: Int)] = []
    let compacted = Dictionary(points.map { ($0.span, $0.agent) }, uniquingKeysWith: { first, _ in first })
    for index in context.spans.indices {
      if let agent = compacted[index] {
        lost.formUnion(seen.filter { $0.agent == agent })
      }
      guard !context.figures.isError[index] else { continue }
      for file in context.spans[index].tool?.files ?? [] where file.action == .read {
        let reading = Reading(agent: context.agent(of: index), path: file.path)
        if lost.remove(reading) != nil, told.insert(file.path).inserted { result.append((file.path, index)) }
        seen.insert(reading)
      }
    }
    return result
  }
}
