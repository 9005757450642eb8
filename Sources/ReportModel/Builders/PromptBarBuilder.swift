import TraceAnalysis
import TraceModel
import TraceText

/// The bar over the tokens of a prompt: instructions, tools, history, what is new, what is not in the file.
struct PromptBarBuilder {
  struct Facts {
    let call: LLMCall
    let head: PromptMemory.Head
    let tokens: PromptTokens
    let freshTokens: Int?
    /// The bytes of new and changed messages behind the instructions.
    let freshBytes: Int
    let toolBytes: Int
    /// The call before, how it differs, and its number.
    let before: (call: LLMCall, comparison: PromptComparison, number: String)?
  }

  private let facts: Facts

  init(_ facts: Facts) { self.facts = facts }

  /// `nil` where the tokens of the prompt or of its pieces are not known.
  func bar() -> PromptBar? {
    guard let total = facts.tokens.total, total > 0, let usage = facts.call.usage else { return nil }
    var pieces = self.pieces()
    guard !pieces.isEmpty else { return nil }
    if let rest = facts.tokens.unrecorded {
      let label = facts.head.mediaBytes > 0 ? "pictures and what is not in the file" : "not in the file"
      pieces.append((label, rest, .rest, .same))
    }
    let whole = Double(max(total, pieces.reduce(0) { $0.saturatingAdd($1.tokens) }))
    let segments = pieces.map { piece in
      let isCounted = piece.mark == .new && facts.freshTokens != nil
      return PromptBar.Segment(
        label: piece.label, value: (isCounted ? "" : "~") + Formatting.count(piece.tokens),
        share: Double(piece.tokens) / whole, color: piece.color, mark: piece.mark)
    }
    let then = facts.before?.call.usage?.cacheRead
    return PromptBar(
      label: "Prompt by segment, \(UsageViews.words(total, usage)) tokens", segments: segments,
      cached: usage.cacheRead.map { min(1, Double($0) / whole) },
      cachedBefore: then.map { min(1, Double($0) / whole) },
      cacheNote: cacheNote(usage, total: total, then: then))
  }

  private func cacheNote(_ usage: TokenUsage, total: Int, then: Int?) -> String? {
    guard let now = usage.cacheRead, now > 0 || (then ?? 0) > 0 else { return nil }
    var words = "\(Formatting.count(now)) of \(Formatting.count(total)) tokens read from the cache"
    if let then, let number = facts.before?.number { words += ", in \(number) \(Formatting.count(then))" }
    return words
  }

  private typealias Piece = (label: String, tokens: Int, color: Hue, mark: PromptMark)

  private func pieces() -> [Piece] {
    let input = facts.call.input
    let fresh = facts.freshBytes
    let (system, media) = (facts.head.instructionBytes, facts.head.mediaBytes)
    // What is new among the instructions counts with them.
    let history = max(0, input.bytes - media - system - fresh)
    var pieces: [Piece] = []
    func add(_ label: String, _ bytes: Int, _ color: Hue, _ mark: PromptMark, exact: Int? = nil) {
      guard bytes > 0, let tokens = exact ?? facts.tokens.tokens(bytes: bytes), tokens > 0 else { return }
      pieces.append((label, tokens, color, mark))
    }
    let isFirst = facts.before == nil
    add("system", system, .prompt, isFirst ? .none : systemMark)
    add(
      "tools", facts.toolBytes, .tool,
      isFirst ? .none : facts.before?.call.tools == facts.call.tools ? .same : .changed)
    add(isFirst ? "messages" : "history", history, .input, isFirst ? .none : .same)
    add("new", fresh, .llm, .new, exact: facts.freshTokens)
    return pieces
  }

  private var systemMark: PromptMark {
    let isChanged = facts.before?.comparison.changes.contains { change in
      switch change {
      case .new(let after), .changed(_, let after): after < facts.head.instructions
      case .same, .gone: false
      }
    }
    return isChanged == true ? .changed : .same
  }
}
