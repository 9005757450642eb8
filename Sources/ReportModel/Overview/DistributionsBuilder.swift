import TraceAnalysis
import TraceText

/// How scores, durations, tokens and costs are distributed over the rows of a list.
struct DistributionsBuilder {
  /// A list of at most so many rows is drawn trace by trace.
  static let fewRows = 10
  /// Fewer rows than these are read off the list itself.
  private static let leastRows = 4
  /// A scorer that gave no more values than these tells nothing that the outcomes do not.
  private static let fewValues = 3

  let facts: [ListFacts]
  /// The trace that each row leads to and what it was asked.
  let places: [(anchor: String, question: String)]
  let outcomes: [OutcomeCount]
  /// The scorer of the outcomes, and the further ones that have a column.
  let scorer: String?
  let scorers: [String]

  func distributions() -> [DistributionView] {
    guard facts.count >= Self.leastRows else { return [] }
    let named = [scorer].compactMap(\.self).map { ($0, 0) } + scorers.enumerated().map { ($1, 4 + $0) }
    let varied = named.first { name, _ in
      Set(facts.lazy.compactMap { $0.scores[name] }).count > Self.fewValues
    }
    let durations = facts.compactMap(\.duration).max() ?? 0
    let unit: Double = durations > 7_200 ? 3_600 : durations > 120 ? 60 : 1
    return [
      varied.flatMap { name, column in
        view("score", column, name.preview(40), words: Self.score) { $0.scores[name] }
      },
      view("duration", 1, "Duration", unit: unit, words: Self.seconds) { $0.duration },
      view("tokens", 2, "Tokens", areWhole: true, words: Self.tokens) { $0.tokens },
      view("cost", 3, "Cost", words: Formatting.dollars) { $0.cost },
    ].compactMap(\.self)
  }

  private func view(
    _ field: String, _ column: Int, _ title: String, unit: Double = 1, areWhole: Bool = false,
    words: (Double) -> String, value: (ListFacts) -> Double?
  ) -> DistributionView? {
    let known = facts.indices.compactMap { row in value(facts[row]).map { (row: row, value: $0) } }
    let values = known.map(\.value).sorted()
    guard let bins = Bins(values, unit: unit, areWhole: areWhole),
      let median = Statistics.percentile(50, ofSorted: values)
    else { return nil }
    var counts = Array(repeating: Array(repeating: 0, count: outcomes.count), count: bins.edges.count - 1)
    for (row, value) in known {
      guard let place = outcomes.firstIndex(where: { $0.outcome == facts[row].outcome }) else { continue }
      counts[bins.place(of: value)][place] += 1
    }
    let isShort = facts.count <= Self.fewRows
    let name = title + (bins.isLog ? ", log" : "")
    return DistributionView(
      field: field, column: column, title: name,
      summary: summary(values, field: field, of: name, words: words),
      edges: bins.edges.map { "\($0)" }.joined(separator: " "), outcomes: outcomes,
      bins: counts.indices.map {
        .init(place: $0, from: words(bins.edges[$0]), below: words(bins.edges[$0 + 1]), counts: counts[$0])
      },
      marks: isShort ? known.map { mark($0.row, at: bins.position(of: $0.value), words($0.value)) } : [],
      ticks: Self.apart(
        bins.ticks(unit: unit).map { .init(place: bins.position(of: $0), label: words($0)) }),
      median: bins.position(of: median))
  }

  /// The ticks whose words do not run into those before, on an axis of some 280 pixels.
  private static func apart(_ ticks: [DistributionView.Tick]) -> [DistributionView.Tick] {
    var end = -1.0
    return ticks.filter { tick in
      let width = Double(tick.label.count) * 0.026
      let start =
        tick.place < 0.04 ? tick.place : tick.place > 0.96 ? tick.place - width : tick.place - width / 2
      guard start > end else { return false }
      end = start + width + 0.03
      return true
    }
  }

  private func mark(_ row: Int, at place: Double, _ value: String) -> DistributionView.Mark {
    let word = outcomes.first { $0.outcome == facts[row].outcome }?.word ?? ""
    return .init(
      place: place, outcome: facts[row].outcome,
      title: "\(places[row].question.preview(60)): \(value), \(word)", anchor: places[row].anchor)
  }

  /// The figures beside the name of a distribution, as many as fit into the width of one.
  private func summary(
    _ values: [Double], field: String, of name: String, words: (Double) -> String
  ) -> String {
    let known =
      values.count == facts.count
      ? nil : "\(Formatting.count(values.count)) of \(Formatting.count(facts.count))"
    let figures: [String?]
    if field == "score" {
      figures = [Statistics.mean(values).map { "mean \(words($0.mean))" }]
    } else {
      figures = [(50, "p50"), (95, "p95")].map { percent, name in
        Statistics.percentile(percent, ofSorted: values).map { "\(name) \(words($0))" }
      }
    }
    let all = (figures + [known]).compactMap(\.self).joined(separator: " · ")
    let fits = Double(name.count) * 7 + Double(all.count) * 6 < 262
    return fits ? all : figures.compactMap(\.self).joined(separator: " · ")
  }

  // MARK: Words

  static func seconds(_ seconds: Double) -> String {
    // Of a tick or an edge no more digits than it has: `2 s`, `1.5 s`.
    guard seconds < 9.2e9 else { return Formatting.duration(.max) }
    if seconds >= 1, seconds < 60 {
      let tenths = (seconds * 100).rounded() / 100
      if tenths == tenths.rounded() { return "\(Int(tenths)) s" }
    }
    return Formatting.duration(Int64((seconds * 1e9).rounded())).replacingOccurrences(
      of: " m 0 s", with: " m"
    )
    .replacingOccurrences(of: " h 0 m", with: " h")
  }

  private static func score(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? Formatting.count(Int(value)) : Formatting.score(value)
  }

  static func tokens(_ value: Double) -> String {
    value < 9e15 ? Formatting.count(Int(value.rounded())) : "\(value)"
  }
}
