public import TraceAnalysis
public import TraceModel
import TraceText

/// One step at the terminal: what it was given that is new, what it did and said, in full.
public enum StepPage {
  /// The step with a newline at its end; `nil` where there is none of that name.
  ///
  /// - Parameter name: A number such as `#17.1`, with or without `#`; a span's id; its address on the page, `s-…`.
  public static func write(_ name: String, of analysis: AnalysedTrace) -> String? {
    guard let span = find(name, in: analysis) else { return nil }
    let step = StepText(span, of: analysis)
    let facts = analysis.trace.spans[analysis.record(of: span)]
    var blocks = [step.line]
    if let llm = facts.llm, facts.kind == .llm {
      let before = PromptPredecessors(
        analysis.trace.spans, agents: analysis.agents, shown: analysis.record
      ).before[analysis.record(of: span)]
      let shared =
        before.flatMap { analysis.trace.spans[$0].llm?.input }.map(llm.input.sharedBeginning)?.count ?? 0
      if shared > 0, let before {
        blocks.append(
          "\(Formatting.count(shared, "message")) as \(StepText(before, of: analysis).address) had, and new:")
      }
      for message in llm.input.dropFirst(shared) {
        blocks += ["\(message.role.name):", whole(StepText.text(of: message))]
      }
      blocks.append("wrote:")
    }
    for body in step.texts() {
      if let label = body.label { blocks.append("\(label):") }
      blocks.append(whole(body.text))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The step's attributes as the source has them, JSON with a newline at its end.
  public static func raw(_ name: String, of analysis: AnalysedTrace) -> String? {
    guard let span = find(name, in: analysis) else { return nil }
    var writer = JSONWriter()
    writer.object {
      for attribute in analysis.trace.spans[span].attributes {
        $0.name(attribute.name)
        $0.value(attribute.value)
      }
    }
    return PlainText.clean(writer.text) + "\n"
  }

  /// Where the file that was read has the step's record; `nil` where there is no such step, or no place is known.
  public static func source(_ name: String, of analysis: AnalysedTrace) -> SourcePlace? {
    find(name, in: analysis).flatMap { analysis.trace.spans[$0].source }
  }

  /// A line for each step whose texts hold the words, however they are written; empty where none does.
  public static func find(words: String, in analysis: AnalysedTrace) -> String {
    let wanted = words.lowercased()
    return analysis.numbers.steps.compactMap { span -> String? in
      let step = StepText(span, of: analysis)
      let hit = step.texts().lazy.compactMap { body -> String? in
        let lower = body.text.lowercased()
        guard let range = lower.firstRange(of: wanted) else { return nil }
        let from = lower.distance(from: lower.startIndex, to: range.lowerBound)
        return String(body.text.dropFirst(max(0, from - 30))).preview(100)
      }.first
      return hit.map { "\(step.line)\n\(Quotation.block($0, limit: 200))\n" }
    }.joined(separator: "\n")
  }

  private static func whole(_ text: String) -> String { Quotation.block(text, limit: .max) }

  private static func find(_ name: String, in analysis: AnalysedTrace) -> Int? {
    if let number = StepNumbers.Number(name), let span = analysis.numbers.step(number) { return span }
    let id = name.hasPrefix("s-") ? String(name.dropFirst(2)) : name
    return analysis.trace.spans.firstIndex { $0.id == id }
  }
}
