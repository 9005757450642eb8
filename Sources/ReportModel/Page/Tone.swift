import TraceAnalysis
import TraceModel
import TraceText

/// How good or bad something is, which colours it.
public enum Tone: String, Sendable {
  case ok, error, warning, plain
}

/// A word or a count with the tone that colours it, such as `exit 1`.
public struct TonedWord: Hashable, Sendable {
  /// The word.
  public var text: String
  /// Its tone.
  public var tone: Tone

  /// A count of failures.
  static func failures(_ count: Int) -> TonedWord {
    TonedWord(text: Formatting.count(count), tone: count > 0 ? .error : .plain)
  }
}

extension StepEnding {
  /// The outcome with its tone; `nil` for a step that did its work.
  var word: TonedWord? {
    switch outcome {
    case .ok: nil
    case .failed: TonedWord(text: "failed", tone: .error)
    case .refused, .cancelled, .unfinished: TonedWord(text: outcome.rawValue, tone: .warning)
    }
  }
}

/// A colour that means something.
public enum Hue: String, CaseIterable, Sendable {
  // The kinds of spans.
  case input, retrieval, rerank, embedding, prompt, llm, tool, agent, chain, guardrail, evaluator, output,
    generic
  // What went wrong, or may have.
  case error, warning
  // What was partly right, and what was right, in charts of what was not.
  case half, quiet
  // The classes of tokens, and what is left over.
  case fresh, cached, write, out, reason, rest
}

/// The page's colours: those of the reader's system, or fixed.
public enum PageTheme: String, CaseIterable, Sendable {
  case auto, light, dark
}
