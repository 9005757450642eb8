public import TraceAnalysis
import TraceCheck
import TraceModel
import TraceText

/// A run of an index: what its summary states of one trace or of several.
public struct IndexedRun: Sendable {
  /// A label that a person gave the run, such as `commit` and `a81d0c3`.
  public struct Label: Hashable, Sendable {
    /// What it is of.
    public var name: String
    /// What it says.
    public var value: String

    /// Creates a label.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The name of the file that the run was read from first, without folders.
  public var source: String
  /// The page of the run: a path within the folder of the index.
  public var page: String?
  /// What people say of it, by name.
  public var labels: [Label]
  /// What it did; never empty.
  public var traces: [IndexedTrace]

  /// Creates a run.
  public init(source: String, page: String? = nil, labels: [Label] = [], traces: [IndexedTrace]) {
    self.source = source
    self.page = page
    self.labels = labels
    self.traces = traces
  }

  /// The first start of its traces, in nanoseconds since 1970; `nil` where none is known.
  public var start: Int64? { traces.lazy.compactMap(\.start).min() }

  /// What makes it the same run as another one, however it was read: the traces with their starts.
  public var identity: String {
    // Ids may be made of the place in a file, so times belong to them; of runs without times the name does.
    let facts = traces.map { "\($0.id)\u{0}\($0.start.map(String.init) ?? source)" }
    return facts.sorted().joined(separator: "\u{1}")
  }

  /// The label of that name.
  func label(_ name: String) -> String? { labels.first { $0.name == name }?.value }
}

/// What a summary states of a trace.
public struct IndexedTrace: Sendable {
  /// A score as it was given.
  public struct Score: Sendable {
    /// The scorer.
    public var name: String
    /// The value as a number; `nil` for words without a verdict.
    public var number: Double?
    /// `right`, `partly` or `wrong`, where it was called so.
    public var verdict: String?
    /// Whether it judges the run as a whole.
    public var isOfRun: Bool

    /// Creates a score.
    public init(name: String, number: Double?, verdict: String?, isOfRun: Bool) {
      self.name = name
      self.number = number
      self.verdict = verdict
      self.isOfRun = isOfRun
    }
  }

  /// The source's id.
  public var id = ""
  /// As pages show it.
  public var name = ""
  /// What it answers, in short form: the same for two runs of one question.
  public var key = ""
  /// What it came to.
  public var outcome = RunOutcome.Kind.unknown
  /// The same in words.
  public var outcomeTitle = ""
  /// Nanoseconds since 1970.
  public var start: Int64?
  /// Nanoseconds.
  public var duration: Int64?
  /// Whether a span has no end.
  public var isUnfinished = false
  /// Failed steps.
  public var errors = 0
  /// Model calls.
  public var calls = 0
  /// Of the model calls.
  public var tokens: Int?
  /// Whether there were that or more.
  public var areTokensLowerBound = false
  /// Whether the source rounds them.
  public var areTokensRounded = false
  /// US dollars.
  public var cost: Double?
  /// `reported`, `computed`, `partly computed`.
  public var costOrigin: String?
  /// Calls without a price.
  public var unpricedCalls = 0
  /// The models' names.
  public var models: [String] = []
  /// In the order of the source.
  public var scores: [Score] = []
  /// The most telling finding in one sentence.
  public var finding: String?
  /// The parameters of its calls and searches, and which instructions it had; empty where the summary is of an earlier
  /// version.
  public var settings: [RunSummary.Setting] = []

  /// Creates a trace of which nothing is known.
  public init() {}

  /// A key of a text: the same text has the same key.
  public static func key(of text: String) -> String {
    var hash = StableHash()
    hash.add(text)
    return String(hash.value, radix: 16)
  }
}

extension IndexedTrace {
  /// What it has of a figure, as `tracepage check` has it of the trace itself; `nil` for figures that summaries lack.
  func measure(_ figure: TraceCheck.Figure) -> Measurement? {
    switch figure {
    case .errors: Measurement(value: Double(errors))
    case .duration:
      Measurement(value: duration.map(Double.init), isLowerBound: isUnfinished && duration != nil)
    case .tokens(.total):
      calls == 0 && tokens == nil
        ? Measurement(value: 0)
        : Measurement(
          value: tokens.map(Double.init), isLowerBound: areTokensLowerBound, isComputed: areTokensRounded)
    case .cost:
      calls == 0 && cost == nil
        ? Measurement(value: 0)
        : Measurement(
          value: cost, isLowerBound: unpricedCalls > 0 || areTokensLowerBound && costOrigin != "reported",
          isComputed: costOrigin?.contains("computed") == true)
    case .modelCalls: Measurement(value: Double(calls))
    case .score(let name): score(name)
    case .pass:
      Measurement(
        value: scores.contains { $0.verdict != nil } || [.right, .error].contains(outcome)
          ? (outcome == .right ? 1 : 0) : nil)
    default: nil
    }
  }

  /// What was judged of the whole run counts before what was judged of its steps.
  private func score(_ name: String) -> Measurement {
    let given = scores.filter { $0.name == name }
    let ofRun = given.filter(\.isOfRun)
    return Measurement(value: Statistics.mean((ofRun.isEmpty ? given : ofRun).compactMap(\.number))?.mean)
  }
}

extension IndexedRun {
  /// What it has of a measure; unknown where summaries lack it.
  func value(_ measure: Measure) -> Measurement {
    let all = traces.compactMap { $0.measure(measure.figure) }
    return all.count == traces.count ? measure.together(all).value : Measurement()
  }

  /// The name under which runs stand together: what was given as `suite`, else the evaluation's or the traces' own name,
  /// else the file's name without its numbers.
  var series: String {
    if let suite = label("suite") { return suite }
    let names = Set(traces.map { $0.name.prefix(upTo: ", sample ") })
    if names.count == 1, let name = names.first, !name.isEmpty { return name }
    return source.split(whereSeparator: { $0.isNumber }).joined(separator: "#")
  }
}

extension String {
  /// The text before a mark; the whole text where there is none.
  fileprivate func prefix(upTo mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
