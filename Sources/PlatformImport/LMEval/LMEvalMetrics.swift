import TraceModel
import TraceSource
import TraceText

/// Reads what the metrics of a line say of the answer.
///
/// Metrics of one answer are no votes: `acc` and `acc_norm` take another ending for the likeliest, filters another part
/// of a text. The first that tells whether the answer is right has the verdict, the others are figures beside it.
struct LMEvalMetrics {
  private let line: SourceRecord
  private let requests: [LMEvalRequest]
  private let isFirst: Bool
  private let isOnly: Bool

  init(_ line: SourceRecord, requests: [LMEvalRequest], isFirst: Bool, isOnly: Bool) {
    (self.line, self.requests, self.isFirst, self.isOnly) = (line, requests, isFirst, isOnly)
  }

  var scores: [Score] {
    var isJudged = !isFirst
    return metrics.compactMap { metric in
      guard let value = Self.value(metric.value) else { return nil }
      var score = Score(
        name: isOnly ? metric.name : "\(metric.name), \(line["filter"]?.plainText ?? "other filter")",
        value: value, judge: .program, target: target, answer: answer)
      if !isJudged, Self.tellsCorrectness(metric.name), let verdict = Self.verdict(value) {
        score.verdict = verdict
        isJudged = true
      }
      return score
    }
  }

  /// The members that are metrics: those that the line lists, or, before it did, those of no other name.
  private var metrics: [Attribute] {
    let members = line.value.map ?? []
    guard let names = line["metrics"]?.array?.compactMap(\.string) else {
      return members.filter { !Self.others.contains($0.name) }
    }
    return names.compactMap { name in line[name].map { Attribute(name, $0) } }
  }

  private static let others: Set<String> = [
    "doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics", "doc_hash",
    "prompt_hash", "target_hash", "task", "task_name", "model", "id",
  ]

  /// A number or a flag; of several flags, such as those of instructions, the list. What metrics keep to add it up over
  /// all samples says nothing of one.
  private static func value(_ value: AttributeValue) -> Score.Value? {
    switch value {
    case .bool, .int, .double, .number: return Score.Value(value)
    case .array(let flags) where !flags.isEmpty && flags.allSatisfy { $0.bool != nil }:
      return Score.Value(value)
    default: return nil
    }
  }

  private static func tellsCorrectness(_ metric: String) -> Bool {
    let words = metric.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.contains { ["acc", "accuracy", "em", "correct", "pass", "mc1"].contains($0) }
      || metric.lowercased().contains("exact_match")
  }

  private static func verdict(_ value: Score.Value) -> Score.Verdict? {
    switch value {
    case .flag(let flag): flag ? .right : .wrong
    case .number(let number): Score.Verdict(share: number)
    case .label: nil
    }
  }

  /// What would have been right; the number of an ending with the ending.
  private var target: String? {
    guard let text = line["target"]?.telling?.plainText.trimmed, !text.isEmpty else { return nil }
    let endings = requests.compactMap { $0.ending?.trimmed }
    guard !endings.contains(text), let number = Int(text), endings.indices.contains(number) else {
      return text
    }
    return "\(text): \(endings[number])"
  }

  /// What a filter made of what the model wrote.
  private var answer: String? {
    guard requests.first?.ending == nil, let first = line["filtered_resps"]?.array?.first else { return nil }
    let text = (first.array?.first ?? first).telling?.plainText
    return text == requests.first?.responses.first?.plainText ? nil : text
  }
}
