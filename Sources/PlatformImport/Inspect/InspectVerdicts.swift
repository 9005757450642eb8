import TraceModel
import TraceSource
import TraceText

/// Reads what a sample's scorers found as scores of the run.
struct InspectVerdicts {
  let header: InspectHeader
  /// What would have been right.
  let target: String?
  /// The models that judged, by scorer.
  var judges: [String: String] = [:]

  init(header: InspectHeader, target: AttributeValue?) {
    self.header = header
    self.target = Self.text(of: target)
  }

  /// The target, or those that are as good.
  private static func text(of target: AttributeValue?) -> String? {
    let texts = (target?.array ?? [target].compactMap(\.self)).map { $0.plainText.trimmed }
    let text = texts.joined(separator: " or ")
    return text.isEmpty ? nil : text
  }

  /// The scores that a scorer gave: one, or one for each member of a map.
  func scores(by scorer: String, _ record: AttributeValue) -> [Score] {
    let value = record["value"] ?? .null
    guard let members = value.map, !members.isEmpty else {
      return [score(named: scorer, by: scorer, value, of: record)]
    }
    return members.map { score(named: $0.name, by: scorer, $0.value, of: record) }
  }

  /// A scorer of whom the sample has nothing.
  func unscored(by scorer: String, failure: String?) -> Score {
    var score = Score(name: scorer, target: target, failure: failure)
    setJudge(of: &score, by: scorer, record: .null)
    return score
  }

  private func score(
    named name: String, by scorer: String, _ value: AttributeValue, of record: AttributeValue
  ) -> Score {
    var score = Score(
      name: name, value: Score.Value(value), explanation: record["explanation"]?.tellingString,
      target: target, answer: record["answer"]?.tellingString)
    setJudge(of: &score, by: scorer, record: record)
    switch score.value {
    case .flag(let flag)?: score.verdict = flag ? .right : .wrong
    case .label(let label)?: score.verdict = Score.Verdict(label: label)
    case .number(let number)?:
      // Inspect takes the mean of any number for an accuracy, a monitor's suspicion too.
      let isShare =
        !score.isWorseWhenHigher && (header.tellsCorrectness(name) || header.tellsCorrectness(scorer))
      score.verdict = isShare ? Score.Verdict(share: number) : nil
    case nil: break
    }
    score.failIfScorerDid(error: record["metadata"]?["error"]?.tellingString)
    return score
  }

  private func setJudge(of score: inout Score, by scorer: String, record: AttributeValue) {
    let author = record["history"]?.array?.last?["provenance"]?["author"]?.tellingString
    if let author {
      (score.judge, score.judgeName) = (.person, author)
    } else if let model = judges[scorer] {
      (score.judge, score.judgeName) = (.model, model)
    } else if scorer.contains("model_graded") {
      (score.judge, score.judgeName) = (.model, header.grader)
    } else {
      score.judge = Self.programs.contains(scorer) ? .program : nil
      score.judgeName = score.name == scorer ? nil : scorer
    }
  }

  /// Inspect's own scorers that compare texts.
  static let programs: Set<String> = [
    "match", "includes", "pattern", "answer", "choice", "exact", "f1", "math",
  ]
}

extension InspectSampleReader {
  /// The scores of the sample: those that it ends with, else those of its events.
  mutating func readVerdicts() {
    var reader = InspectVerdicts(header: header, target: sample["target"].map { pool.resolved($0) })
    reader.judges = judges
    var scores: [Score] = []
    var known: Set<String> = []
    let final = (sample["scores"]?.map ?? []).map { Attribute($0.name, pool.resolved($0.value)) }
    for record in final + given where known.insert(record.name).inserted {
      scores += reader.scores(by: record.name, record.value)
    }
    let failure = sample["error"]?.telling.map { InspectFailure.text(of: $0) }
    for scorer in header.scorers where known.insert(scorer).inserted {
      // Scorers run one after the other, after all else.
      let isAtWork = scorer == openScorer
      scores.append(reader.unscored(by: scorer, failure: isAtWork ? failure : nil))
    }
    draft.trace.scores = scores
  }

  /// The models whose calls stand below a scorer's span, by scorer.
  private var judges: [String: String] {
    var judges: [String: String] = [:]
    for id in draft.spanIDs {
      guard let span = draft[id], let model = span.llm?.requestModel, let above = span.parentID,
        let scorer = draft[above], scorer.kind == .evaluator
      else { continue }
      judges[scorer.name] = judges[scorer.name] ?? model
    }
    return judges
  }

  /// The scorer that began and gave no score.
  private var openScorer: String? {
    let open = draft.spanIDs.last { draft[$0]?.kind == .evaluator && draft[$0]?.output == nil }
    return open.flatMap { draft[$0]?.name }
  }

  /// How the sample ended, where it states it.
  var ending: RecordedEnding? {
    if let limit = sample["limit"], !limit.isVoid {
      let type = limit["type"]?.string ?? "sample"
      let words = ["\(type) limit", limit["limit"]?.telling.map { "of \($0.plainText)" }]
      return RecordedEnding(
        type == "operator" ? .interrupted : .limit, words: words.compactMap(\.self).joined(separator: " "))
    }
    return sample["error"]?.telling.map { RecordedEnding(.failed, words: InspectFailure.text(of: $0)) }
  }
}
