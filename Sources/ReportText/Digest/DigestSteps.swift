import TraceAnalysis
import TraceModel
import TraceText

/// The steps of a digest in their order: those that tell with their texts, the others in lines of several.
struct DigestSteps {
  private let digest: RunDigest
  private let plan: DigestPlan

  init(_ digest: RunDigest, _ plan: DigestPlan) {
    self.digest = digest
    self.plan = plan
  }

  private var analysis: AnalysedTrace { digest.analysis }

  func blocks(_ memory: inout TextMemory) -> [String] {
    let told = Set(digest.steps.prefix(plan.told))
    var prompts = laterPrompts[...]
    var (blocks, folded) = ([String](), [Int]())
    func fold() {
      if !folded.isEmpty { blocks.append(line(folded)) }
      folded = []
    }
    for step in analysis.numbers.steps {
      while let prompt = prompts.first, analysis.numbers.order[prompt] < analysis.numbers.order[step] {
        prompts.removeFirst()
        guard plan.told > 0 else { continue }
        fold()
        blocks.append("A person, before \(StepText(step, of: analysis).address)")
        blocks.append(
          memory.quote(
            analysis.trace.spans[prompt].input?.text ?? "", "what was said before", limit: plan.text))
      }
      guard told.contains(step) else {
        folded.append(step)
        continue
      }
      fold()
      blocks += tell(step, &memory)
    }
    fold()
    return blocks
  }

  /// What a person said after the first prompt.
  private var laterPrompts: [Int] {
    (analysis.session?.turns.compactMap(\.prompt).dropFirst()).map(Array.init)?
      .sorted { analysis.numbers.order[$0] < analysis.numbers.order[$1] } ?? []
  }

  private func tell(_ step: Int, _ memory: inout TextMemory) -> [String] {
    let text = StepText(step, of: analysis)
    var blocks = [text.line]
    for body in text.texts(withCalls: false) {
      let quoted = memory.quote(body.text, text.address, limit: plan.text, tellsAtEnd: body.tellsAtEnd)
      if let label = body.label { blocks.append(label) }
      blocks.append(quoted)
    }
    return blocks
  }

  /// `` `#1`–`#8` · 11 steps, 46 s · Bash ×3, Read ×4 · 2 failed ``
  private func line(_ steps: [Int]) -> String {
    let texts = steps.map { StepText($0, of: analysis) }
    guard let first = texts.first, let last = texts.last else { return "" }
    if texts.count == 1 { return first.line }
    var order: [String] = []
    var counts: [String: Int] = [:]
    for text in texts {
      if counts[text.name] == nil { order.append(text.name) }
      counts[text.name, default: 0] += 1
    }
    let shown = order.prefix(8).map { name in
      MarkdownText.inline(name.preview(40))
        + (counts[name] == 1 ? "" : " ×\(Formatting.count(counts[name] ?? 0))")
    }
    let others = order.count - shown.count
    var parts = [
      "\(first.address)–\(last.address)", Formatting.count(steps.count, "step"),
      shown.joined(separator: ", ") + (others > 0 ? " and \(Formatting.count(others)) others" : ""),
    ]
    for outcome in StepOutcome.allCases where outcome != .ok {
      let count = steps.count { analysis.figures.outcomes[$0] == outcome }
      if count > 0 { parts.append("\(Formatting.count(count)) \(outcome.rawValue)") }
    }
    return parts.joined(separator: " · ")
  }
}

/// The texts that a digest has quoted, so that each stands once.
struct TextMemory {
  private static let longEnough = 80
  private var places: [String: String] = [:]

  /// Notes that a text stands elsewhere.
  mutating func note(_ text: String, _ place: String) {
    let text = text.trimmed
    if text.utf8.count >= Self.longEnough, places[text] == nil { places[text] = place }
  }

  /// The text as a block, or where it stands already.
  mutating func quote(_ text: String, _ place: String, limit: Int, tellsAtEnd: Bool = false) -> String {
    if let earlier = places[text.trimmed] { return "the same as \(earlier)" }
    note(text, place)
    return Quotation.block(text, limit: limit, tellsAtEnd: tellsAtEnd)
  }
}
