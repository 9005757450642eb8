import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a row into a trace: what the program was given, the texts that it is told to have found, its answer, its scores.
struct PromptflowReader {
  private static let questions = [
    "query", "question", "chat_input", "user_input", "input", "prompt", "topic", "conversation",
  ]
  private static let answers = ["response", "answer", "output", "reply", "result", "completion", "text"]
  private static let contexts = ["context", "contexts", "retrieved_documents", "documents", "chunks"]
  private static let references = ["ground_truth", "truth", "expected_response", "expected", "reference"]
  /// What is measured against the reference.
  private static let comparing = ["similarity", "f1", "bleu", "rouge", "meteor", "gleu", "completeness"]

  private let row: SourceRecord
  private let id: String
  /// The column's value for each name of an input, and for each of what was given back.
  private let inputs: [Attribute]
  private let outputs: [Attribute]

  /// `nil` for what has no columns of either.
  init?(_ row: SourceRecord, id: String) {
    func columns(_ prefix: String) -> [Attribute] {
      (row.value.map ?? []).filter { $0.name.hasPrefix(prefix) }
        .map { Attribute(String($0.name.dropFirst(prefix.count)), $0.value) }
    }
    (inputs, outputs) = (columns("inputs."), columns("outputs."))
    guard !inputs.isEmpty || !outputs.isEmpty else { return nil }
    (self.row, self.id) = (row, id)
  }

  func trace(format: String) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    let number = row["line_number"]?.int
    var root = Span(id: id, name: number.map { "row \($0)" } ?? "row", kind: .chain)
    let question = first(Self.questions, in: inputs)
    root.input = (question?.value ?? .map(inputs)).payload
    let answer = first(Self.answers, in: outputs) ?? first(Self.answers, in: inputs)
    root.output = answer?.value.payload
    root.keep(row.value, represented: represented)
    draft.add(root, at: row.place)
    if let context = first(Self.contexts, in: outputs) ?? first(Self.contexts, in: inputs) {
      var search = Span(id: "\(id)/context", parentID: id, name: "context", kind: .retrieval)
      search.retrieval = Retrieval(
        query: question?.value.string, documents: Self.documents(of: context.value))
      draft.add(search, at: row.place)
    }
    for score in scores { draft.add(score, of: nil) }
    return draft.finish()
  }

  private func first(_ names: [String], in columns: [Attribute]) -> Attribute? {
    names.lazy.compactMap { name in columns.first { $0.name == name && !$0.value.isVoid } }.first
  }

  private var represented: Set<String> {
    let given = (Self.questions + Self.answers + Self.contexts).map { "inputs.\($0)" }
    return Set(given + (Self.answers + Self.contexts).map { "outputs.\($0)" })
  }

  /// One text, or the documents of a list.
  private static func documents(of context: AttributeValue) -> [Document] {
    guard context.unwrapped.array != nil else { return [Document(content: context.plainText, rank: 1)] }
    var reader = DocumentReader()
    return reader.documents(context.unwrapped) ?? [Document(content: context.plainText, rank: 1)]
  }

  // MARK: Scores

  /// What an evaluator's columns say beside its scores.
  private static let besides = [
    "_reason", "_result", "_threshold", "_tokens", "_model", "_sample_input", "_sample_output",
    "_finish_reason",
  ]

  /// The scores of all evaluators: `outputs.EVALUATOR.METRIC`. What another name repeats is left out.
  private var scores: [Score] {
    let columns = Dictionary(outputs.map { ($0.name, $0.value) }) { first, _ in first }
    return outputs.compactMap { column in
      let parts = column.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, !Self.besides.contains(where: parts[1].hasSuffix) else { return nil }
      let name = parts[1]
      // Its name of old beside the new one.
      if name.hasPrefix("gpt_"), columns["\(parts[0]).\(name.dropFirst(4))"] != nil { return nil }
      return score(name, column.value, of: parts[0], columns)
    }
  }

  private static let harms = ["violence", "sexual", "self_harm", "hate_unfairness"]

  private func score(
    _ name: String, _ value: AttributeValue, of evaluator: String, _ columns: [String: AttributeValue]
  ) -> Score? {
    func beside(_ ending: String) -> AttributeValue? {
      columns["\(evaluator).\(name)\(ending)"] ?? columns["\(evaluator).\(evaluator)\(ending)"]
    }
    let isNone = value == .null || value.isNaN
    var score =
      isNone
      ? Score(name: name, failure: "the evaluator gave no value")
      : Score(name: name, value: Score.Value(value))
    guard isNone || score.value != nil else { return nil }
    score.explanation = beside("_reason")?.tellingString
    // Of a harm the threshold is what may not be reached.
    let isHarm = Score.isWorseWhenHigher(name) || Self.harms.contains(where: name.contains)
    score.target =
      isHarm ? nil : beside("_threshold")?.double.map { Score.atLeast(Formatting.score($0)) }
    if score.target == nil, Self.comparing.contains(where: name.contains) {
      score.target = first(Self.references, in: inputs)?.value.plainText
    }
    switch beside("_result")?.string?.lowercased() {
    case "pass", "true": score.verdict = .right
    case "fail", "false": score.verdict = .wrong
    default: break
    }
    if name.hasPrefix("gpt_") || columns["\(evaluator).gpt_\(name)"] != nil { score.judge = .model }
    return score
  }
}
