import TraceModel
import TraceText

extension FindingRules {
  /// Searches that are known to have found nothing; documents that merely were not recorded do not count.
  static let emptyRetrievals: Rule = { context in
    let empty = context.searches.counted.filter {
      context.spans[$0].foundNothing && !context.spans[$0].status.isError
    }
    guard let first = empty.first else { return [] }
    let title =
      empty.count == 1
      ? "The search “\(context.spans[first].name.preview(60))” found nothing."
      : "\(Wording.capitalised(Wording.number(empty.count))) searches found nothing."
    var detail: [FindingText] = []
    if let query = context.spans[first].retrieval?.query {
      detail = [.plain("It looked for "), .code(query.preview(160)), .plain(".")]
    }
    return [Finding(.retrievalEmpty, .warning, title, detail, spans: empty)]
  }

  /// Documents whose score is no number: where they stand in the list says nothing of them.
  static let brokenScores: Rule = { context in
    let searches = context.searches.counted.compactMap {
      span -> (span: Int, broken: [Document], count: Int)? in
      let documents = context.spans[span].retrieval?.documents ?? []
      let broken = documents.filter { $0.brokenScore != nil }
      return broken.isEmpty ? nil : (span, broken, documents.count)
    }
    let broken = searches.flatMap(\.broken)
    guard let first = broken.first, let score = first.brokenScore else { return [] }
    let all = searches.reduce(0) { $0 + $1.count }
    let verb = broken.count == 1 ? "has" : "have"
    let names = broken.prefix(3).compactMap { document -> String? in
      let name = document.title ?? document.id ?? document.content
      return name.isEmpty ? nil : "“\(name.preview(60))” at place \(document.rank)"
    }
    return [
      Finding(
        .brokenScores, .warning,
        "\(Wording.capitalised(Wording.number(broken.count))) of \(Formatting.count(all, "document")) \(verb) the score \(score).",
        names.isEmpty ? [] : [.plain("It is no number that orders them: \(Wording.list(names)).")],
        spans: searches.map(\.span))
    ]
  }

  /// A search whose best score is less than half of what the same search usually gives.
  ///
  /// Scores have no common scale, so a search is only compared with itself, and only where higher is better.
  static let lowScores: Rule = { context in
    var searches: [String: [(span: Int, best: Double)]] = [:]
    for index in context.searches.counted {
      let span = context.spans[index]
      let scores = span.retrieval?.documents.compactMap(\.score) ?? []
      guard scores.count >= 2, let best = scores.first, let last = scores.last, best > last,
        zip(scores, scores.dropFirst()).allSatisfy({ $0 >= $1 }), last > 0
      else { continue }
      searches[span.name, default: []].append((index, best))
    }
    return searches.sorted { $0.key < $1.key }.compactMap { name, runs in
      guard runs.count >= 4 else { return nil }
      let usual = runs.map(\.best).sorted()[runs.count / 2]
      let low = runs.filter { $0.best < usual / 2 }.map(\.span)
      guard let first = low.first, let best = runs.first(where: { $0.span == first })?.best else {
        return nil
      }
      return Finding(
        .lowScores, .info, "The search “\(name.preview(60))” found only weak matches.",
        [
          .plain(
            "Its best score was \(Formatting.score(best)), where \(Formatting.count(runs.count, "run")) of the same search "
              + "usually reach \(Formatting.score(usual)).")
        ], spans: low, method: "comparison with the same search's other runs")
    }
  }
}
