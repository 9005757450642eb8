public import TraceModel

/// Tool runs in a row that made the same call and came to the same end: the beginning of a loop.
public struct SameCalls: Hashable, Sendable {
  /// Three tool runs or more, in order.
  public let runs: [Int]

  /// The rows of same calls among the tool runs of one agent, which are given in order. O(n).
  ///
  /// Failures of a command with the same exit code are the same end: what such a run prints often holds its time.
  public static func all(in runs: [Int], spans: [Span], figures: Figures) -> [SameCalls] {
    let calls = runs.map { CallWithEnd(spans[$0], outcome: figures.outcomes[$0], ignoresFailureText: true) }
    var result: [SameCalls] = []
    var start = 0
    while start < runs.count {
      var end = start + 1
      while end < runs.count, calls[end] == calls[start], !calls[start].arguments.isEmpty { end += 1 }
      if end - start >= 3 { result.append(SameCalls(runs: Array(runs[start..<end]))) }
      start = end
    }
    return result
  }
}

/// What a tool was asked and what it came to, for comparing one run with another: texts by their bytes, of which only
/// samples are hashed.
package struct CallWithEnd: Hashable {
  private enum End: Hashable {
    case text(String?)
    case exitCode(Int)

    static func == (one: End, other: End) -> Bool {
      switch (one, other) {
      case (.text(let text?), .text(let other?)): text.hasSameBytes(as: other)
      case (.text(nil), .text(nil)): true
      case (.exitCode(let code), .exitCode(let other)): code == other
      default: false
      }
    }

    func hash(into hasher: inout Hasher) {
      switch self {
      case .text(let text?): hasher.sample(text)
      case .text(nil): hasher.combine(false)
      case .exitCode(let code): hasher.combine(code)
      }
    }
  }

  let name: String
  let arguments: String
  let outcome: StepOutcome
  private let end: End

  /// Whether it is known what the tool was given and what it gave back.
  package let isWhole: Bool

  package init(_ span: Span, outcome: StepOutcome, ignoresFailureText: Bool = false) {
    let tool = span.tool
    name = span.toolName
    let arguments = tool?.arguments?.text ?? tool?.command?.text
    let result = tool?.result?.text ?? tool?.command?.output
    self.arguments = arguments ?? ""
    self.outcome = outcome
    isWhole = arguments != nil && result != nil
    if ignoresFailureText, outcome == .failed, let code = tool?.command?.exitCode {
      end = .exitCode(code)
    } else {
      end = .text(result)
    }
  }

  package static func == (one: CallWithEnd, other: CallWithEnd) -> Bool {
    one.name == other.name && one.outcome == other.outcome && one.isWhole == other.isWhole
      && one.arguments.hasSameBytes(as: other.arguments) && one.end == other.end
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.sample(arguments)
    hasher.combine(end)
  }
}
