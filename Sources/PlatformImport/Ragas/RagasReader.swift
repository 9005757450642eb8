import ChatReading
import TraceModel
import TraceSource

/// Turns a row into a trace: a question, a search of which only the texts are known, an answer, and its scores.
struct RagasReader {
  /// What says which row it is, and is no score though it is a number.
  private static let notScores: Set = [
    "id", "index", "row", "seed", "epoch", "year", "level_0", "unnamed: 0",
  ]
  /// Words in the names of scores, by which a cell that is a text is known to be one.
  private static let scoring =
    comparing + ["faithful", "relevan", "precision", "grounded", "noise", "harm", "coheren", "score"]
  /// What is measured against the reference.
  private static let comparing = [
    "correct", "similarity", "recall", "bleu", "rouge", "exact_match", "entity",
  ]

  private let row: SourceRecord
  private let id: String
  private let name: String
  private let question: String
  private let answer: String
  private let contexts: [AttributeValue]
  private let reference: String?

  /// `nil` where the row has no question, no texts or no answer.
  init?(_ row: SourceRecord, number: Int, source: String) {
    func first(_ names: [String]) -> AttributeValue? {
      names.lazy.compactMap { row[$0]?.telling }.first
    }
    guard let question = first(RagasColumns.question)?.string,
      let answer = first(RagasColumns.answer)?.string,
      let contexts = first(RagasColumns.contexts).flatMap(RagasColumns.texts)
    else { return nil }
    self.row = row
    (self.question, self.answer, self.contexts) = (question, answer, contexts)
    reference = first(RagasColumns.reference).map { $0.array?.first?.plainText ?? $0.plainText }
    name = "sample \(number)"
    id = "\(source)#\(number)"
  }

  func trace(format: String) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    var root = Span(id: id, name: name, kind: .chain)
    root.input = Payload(question)
    root.output = Payload(answer)
    let texts = RagasColumns.question + RagasColumns.contexts + RagasColumns.answer
    root.keep(row.value, represented: Set(texts + scores.map(\.name)))
    draft.add(root, at: row.place)
    var search = Span(id: "\(id)/search", parentID: id, name: "retrieved contexts", kind: .retrieval)
    search.retrieval = Retrieval(
      query: question,
      documents: contexts.enumerated().map { Document(content: $1.plainText, rank: $0 + 1) })
    draft.add(search, at: row.place)
    for score in scores { draft.add(score, of: nil) }
    return draft.finish()
  }

  /// The columns of numbers. A share between 0 and 1 is a score whatever it is called, since programs name their own.
  private var scores: [Score] {
    (row.value.map ?? []).compactMap { column in
      let name = column.name.lowercased()
      guard !Self.notScores.contains(name), !name.hasSuffix("_id") else { return nil }
      let value: Score.Value
      switch column.value {
      case .bool(let flag): value = .flag(flag)
      case .int(let number) where (0...1).contains(number): value = .number(Double(number))
      case .double(let number) where (0...1).contains(number): value = .number(number)
      case .string(let text) where Self.scoring.contains(where: name.contains):
        guard let number = Double(text), (0...1).contains(number) else { return nil }
        value = .number(number)
      default: return nil
      }
      var score = Score(name: column.name, value: value)
      if Self.comparing.contains(where: name.contains) { score.target = reference }
      return score
    }
  }
}
