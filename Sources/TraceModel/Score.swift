/// A judgement that someone or something recorded of a run or of a step.
public struct Score: Hashable, Sendable {
  /// What was given.
  public enum Value: Hashable, Sendable {
    case number(Double)
    case flag(Bool)
    /// A word of the judge's own, such as `C`, `helpful`.
    case label(String)
  }

  /// What a score says of what it judges, where that is known.
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case right, partly, wrong

    /// Its part of a right answer, from 0 to 1.
    package var share: Double {
      switch self {
      case .right: 1
      case .partly: 0.5
      case .wrong: 0
      }
    }
  }

  /// Who judged.
  public enum Judge: String, CaseIterable, Hashable, Sendable {
    case person, model, program
  }

  /// What is judged, such as `accuracy`, or the judge's name where there is no other.
  public var name: String
  /// What was given; `nil` where the judge gave nothing.
  public var value: Value?
  /// What that says; `nil` where the scale is not known, since a toxicity of 0 is good and an accuracy of 0 is not.
  public var verdict: Verdict?
  /// Why, in the judge's words.
  public var explanation: String?
  /// Who judged, where the source tells it.
  public var judge: Judge?
  /// The judge's name, such as a person, a model or a scorer.
  public var judgeName: String?
  /// What would have been right: an answer, or the least that passes as `atLeast` words it.
  public var target: String?
  /// What the judge took for the answer.
  public var answer: String?
  /// Why the judge failed to give a score; such a score judges nothing.
  public var failure: String?
  /// The span that is judged; the whole run where it is `nil`.
  public var spanID: String?

  /// Creates a score.
  public init(
    name: String, value: Value? = nil, verdict: Verdict? = nil, explanation: String? = nil,
    judge: Judge? = nil,
    judgeName: String? = nil, target: String? = nil, answer: String? = nil, failure: String? = nil,
    spanID: String? = nil
  ) {
    self.name = name
    self.value = value
    self.verdict = verdict
    self.explanation = explanation
    self.judge = judge
    self.judgeName = judgeName
    self.target = target
    self.answer = answer
    self.failure = failure
    self.spanID = spanID
  }
}

extension Score {
  /// The target of a score that passes from a number on.
  public static func atLeast(_ number: String) -> String { threshold + number }

  /// Whether the target is what the score itself had to reach, and no answer.
  public var isTargetThreshold: Bool { target?.hasPrefix(Self.threshold) == true }

  private static let threshold = "at least "
}

extension Score {
  /// Whether it is what the agent said of its own work, and nobody judged.
  package var isOwnWord: Bool { name.hasSuffix(Self.ownWord) }

  /// The names under which collections of failures tell at which step a run went wrong.
  package static let failureSteps = ["critical_failure_step", "mistake_step", "failure_step"]

  /// Whether it names the step that it stands at as the one that went wrong, and judges nothing.
  package var namesFailureStep: Bool { spanID != nil && Self.failureSteps.contains(name) }

  private static let ownWord = "by the agent's own word"
}

extension Score.Verdict {
  /// The verdict of a share from 0, nothing is right, to 1, all is; `nil` beyond these.
  public init?(share: Double) {
    switch share {
    case 0: self = .wrong
    case 1: self = .right
    case 0..<1: self = .partly
    default: return nil
    }
  }

  /// The verdict of the words that judges use, such as Inspect's `C`, `P`, `I` and `N`, be they large or small.
  public init?(label: String) {
    switch label.lowercased() {
    case "c", "correct", "right", "pass", "passed", "true", "yes", "resolved": self = .right
    case "p", "partial", "partially correct", "partly": self = .partly
    case "i", "n", "incorrect", "wrong", "fail", "failed", "false", "no", "noanswer", "unresolved":
      self = .wrong
    default: return nil
    }
  }
}
