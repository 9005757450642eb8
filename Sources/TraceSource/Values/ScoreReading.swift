package import TraceModel
import TraceText

extension Score.Value {
  /// What a judge gave, as sources write it: a truth value, a number, a word; `nil` for what is none of these, and
  /// for NaN, with which evaluators say that they gave nothing.
  package init?(_ value: AttributeValue?) {
    switch value {
    case .bool(let flag)?: self = .flag(flag)
    case .string(let text)?:
      let label = text.trimmed
      guard !label.isEmpty, label.lowercased() != "nan" else { return nil }
      // Judges that are asked for a number write it as a text.
      self = Self.decimal(label).map { .number($0) } ?? .label(label)
    case .int?, .double?, .number?:
      guard let number = value?.double else { return nil }
      self = .number(number)
    case .array(let elements)? where !elements.isEmpty: self = .label(AttributeValue.array(elements).jsonText)
    case .map(let members)? where !members.isEmpty: self = .label(AttributeValue.map(members).jsonText)
    default: return nil
    }
  }

  /// A text that is a decimal number and nothing else.
  private static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }) else { return nil }
    return Double(text)
  }
}

extension Score {
  /// A score of which a judge gave a word, a number or both; the word, which says more, is the value, and either may
  /// be the verdict.
  package init(name: String, label: AttributeValue?, number: AttributeValue?, explanation: String? = nil) {
    self.init(name: name, value: Value(number), explanation: explanation)
    concludeVerdict()
    guard let word = Value(label) else { return }
    let byNumber = verdict
    value = word
    concludeVerdict()
    verdict = verdict ?? byNumber
  }

  /// Sets who judged, by the words for kinds of judges that sources have.
  package mutating func setJudge(kind: String?, name: String? = nil) {
    judgeName = name
    switch kind?.lowercased() {
    case "human", "annotation", "app", "person": judge = .person
    case "llm", "llm_judge", "ai_judge", "eval", "model", "auto_eval": judge = .model
    case "code", "program": judge = .program
    default: break
    }
  }

  /// Sets what the value says, by the words that judges share and by what the name measures.
  ///
  /// A number says something only where a name such as `correctness` tells that 1 is best; yes and no say nothing of
  /// what is named after a fault, such as `toxicity`, where either may be the better one.
  package mutating func concludeVerdict() {
    let scale = ScoreScale(name: name)
    switch value {
    case .flag(let flag)?: verdict = scale == .fault ? nil : flag ? .right : .wrong
    case .number(let number)?: verdict = scale == .correctness ? Verdict(share: number) : nil
    case .label(let label)?: verdict = scale.verdict(of: label)
    case nil: verdict = nil
    }
  }
}

extension Score {
  /// Makes a score whose judge says that it could not judge one that judges nothing; what was given in its place, such
  /// as `false`, is taken away.
  ///
  /// - Parameter error: What the judge recorded as its own error. What it ran may have failed too, and that is judged:
  ///   only words that tell of the judge's own work make it a failure.
  package mutating func failIfScorerDid(error: String? = nil) {
    guard failure == nil, verdict != .right else { return }
    let said = [explanation, error].compactMap(\.self)
    let isTold = said.contains { Self.tellsScorerFailed($0, isMarked: error != nil) }
    guard isTold, let words = error ?? explanation else { return }
    failure = words
    (value, verdict) = (nil, nil)
    if explanation == words { explanation = nil }
  }

  /// Whether a text says of a judge that it could not do its work.
  ///
  /// - Parameter isMarked: Whether an error is recorded beside the score, so that its setting up may be meant.
  private static func tellsScorerFailed(_ text: String, isMarked: Bool) -> Bool {
    let head = text.prefix(200).lowercased()
    let failed = [
      "failed to ", "could not ", "couldn't ", "unable to ", "cannot ", "error while ", "error during ",
      "error in ",
    ]
    guard let start = failed.first(where: head.hasPrefix) else {
      return [
        "scorer failed", "scoring failed", "grading failed", "grader failed", "judge failed", "scorer error",
      ]
      .contains(where: head.hasPrefix)
    }
    let rest = head.dropFirst(start.utf8.count)
    let judging = [
      "score", "scoring", "grade ", "grading", "evaluate", "evaluation", "extract json from",
      "parse the grade",
      "parse grade", "parse score", "parse the score", "parse judge", "parse the judge", "run the scorer",
      "run scorer",
      "run the grader", "scorer",
    ]
    let setting = [
      "set up ", "setup ", "setting up ", "build ", "start the sandbox", "start sandbox", "create the test",
    ]
    return judging.contains(where: rest.hasPrefix) || isMarked && setting.contains(where: rest.hasPrefix)
  }
}

/// What a score's name tells of its scale.
private enum ScoreScale {
  /// 0 is wrong and 1 is right.
  case correctness
  /// More of it is worse.
  case fault
  case unknown

  init(name: String) {
    let words = Score.words(of: name)
    if !words.isDisjoint(with: Self.faults) || Score.isWorseWhenHigher(name) {
      self = .fault
    } else if !words.isDisjoint(with: Self.correct) || name.lowercased().contains("exact_match") {
      self = .correctness
    } else {
      self = .unknown
    }
  }

  private static let correct: Set<String> = [
    "correct", "correctness", "accuracy", "accurate", "resolved", "pass", "passed", "success", "solved",
  ]

  private static let faults: Set<String> = [
    "toxicity", "toxic", "hallucination", "hallucinated", "hallucinations", "harmful", "harmfulness", "bias",
    "biased", "error", "errors", "failure", "failed", "incorrect", "leakage", "leak", "injection",
    "jailbreak", "profanity", "pii", "risk", "violation", "unsafe", "refusal", "refused",
  ]

  /// What a word says; single letters are words of a language of their own, which its readers know.
  func verdict(of label: String) -> Score.Verdict? {
    switch label.lowercased() {
    case "yes", "no", "true", "false": self == .fault ? nil : Score.Verdict(label: label)
    case "factual", "grounded": .right
    case "hallucinated", "ungrounded": .wrong
    default: label.count > 1 ? Score.Verdict(label: label) : nil
    }
  }
}
