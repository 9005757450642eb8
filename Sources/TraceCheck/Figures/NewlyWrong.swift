import TraceAnalysis
import TraceModel
import TraceText

/// The traces that were right in a baseline and are wrong now.
struct NewlyWrong {
  /// Their places, and what they came to.
  private(set) var places: [RuleResult.Place] = []
  /// Why more of them may be wrong; `nil` where all is known.
  private(set) var gap: String?
  /// How many traces have no match in the baseline, in words; `nil` for none.
  let note: String?

  init(_ traces: [AnalysedTrace], since baseline: [AnalysedTrace]) {
    let pairs = RunPairs.pairs(traces, baseline)
    let alone = traces.count - pairs.count
    note =
      alone > 0 && !pairs.isEmpty
      ? "\(Formatting.count(alone)) of \(Formatting.count(traces.count, "trace")) are of no sample and no question of the baseline"
      : nil
    var judged = 0
    var unjudged = 0
    for (place, other) in pairs {
      let (now, before) = (traces[place], baseline[other])
      let scores = Self.fallenScores(now, since: before)
      let was = Judgement(before.outcome.kind)
      if was != .none || !Self.rightScores(before).isEmpty { judged += 1 }
      let isWrong = was == .right && Judgement(now.outcome.kind) == .wrong
      if isWrong || !scores.isEmpty {
        let words = isWrong ? now.outcome.title : "\(Wording.list(scores)) wrong"
        places.append(
          RuleResult.Place(
            trace: place, span: now.outcome.span, value: "\(words); \(before.outcome.title) in the baseline"))
      } else if was == .right, Judgement(now.outcome.kind) == .none {
        unjudged += 1
      }
    }
    if pairs.isEmpty {
      gap = "no trace is of a sample or a question of the baseline"
    } else if judged == 0 {
      gap = "nothing in the baseline says what is right"
    } else if unjudged > 0 {
      gap =
        "\(Formatting.count(unjudged, "trace")) that the baseline had right \(unjudged == 1 ? "is" : "are") not judged"
    }
  }

  /// What an outcome says of the answer. A run that failed or was stopped has none: that is no wrong answer.
  private enum Judgement {
    case right, wrong, other, none

    init(_ kind: RunOutcome.Kind) {
      self =
        switch kind {
        case .right, .testsPassed: .right
        case .wrong, .testsFailed: .wrong
        case .answered, .finished, .submitted, .unknown: .none
        case .partly, .refused, .limit, .interrupted, .cut, .blocked, .error, .unfinished: .other
        }
    }
  }

  /// The names of scores of the whole run that were right and are wrong, in the order of the source.
  private static func fallenScores(_ now: AnalysedTrace, since before: AnalysedTrace) -> [String] {
    let right = rightScores(before)
    return now.trace.scores.filter {
      $0.spanID == nil && ScoreScale.verdict(of: $0) == .wrong && right.contains($0.name)
    }.map(\.name)
  }

  private static func rightScores(_ run: AnalysedTrace) -> Set<String> {
    Set(run.trace.scores.filter { $0.spanID == nil && ScoreScale.verdict(of: $0) == .right }.map(\.name))
  }
}
