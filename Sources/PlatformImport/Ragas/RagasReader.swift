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
  private let averages: RagasAverages
  private let id: String
  private let name: String
  private let question: String
  private let answer: String
  /// What was found, where the row tells of a search.
  private let documents: [Document]?
  private let reference: String?
  /// What the program chose, where what it wrote stands beside it.
  private let choice: String?

  /// `nil` where the row has no question, no answer, or neither texts nor what would have been right.
  init?(_ row: SourceRecord, number: Int, source: String, averages: RagasAverages) {
    func first(_ names: [String]) -> AttributeValue? {
      names.lazy.compactMap { row[$0]?.telling }.first
    }
    let predicted = first(RagasColumns.predicted)?.plainText
    // Beside a prediction an “answer” is the right one, unless there is another.
    let stated = first(RagasColumns.reference).map { $0.array?.first?.plainText ?? $0.plainText }
    let written = first(predicted == nil ? RagasColumns.answer : ["response", "actual_output"])?.string
    reference = stated ?? (predicted == nil ? nil : row["answer"]?.tellingString)
    documents = first(RagasColumns.contexts).flatMap(Self.documents)
    guard let question = first(RagasColumns.question)?.string, let answer = written ?? predicted,
      documents != nil || reference != nil
    else { return nil }
    self.row = row
    self.averages = averages
    (self.question, self.answer) = (question, answer)
    choice = written == nil ? nil : predicted
    name = "sample \(number)"
    id = "\(source)#\(number)"
  }

  func trace(format: String) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    var root = Span(id: id, name: name, kind: .chain)
    root.input = Payload(([question] + options.map(\.line)).joined(separator: "\n"))
    root.output = Payload(answer)
    let scores = scores
    let texts = RagasColumns.question + RagasColumns.contexts + RagasColumns.answer + ["options"]
    root.keep(row.value, represented: Set(texts + scores.map(\.name) + scoreMaps.map(\.name)))
    draft.add(root, at: row.place)
    if let documents {
      var search = Span(id: "\(id)/search", parentID: id, name: "retrieved contexts", kind: .retrieval)
      search.retrieval = Retrieval(query: question, documents: documents)
      draft.add(search, at: row.place)
    }
    for score in scores { draft.add(score, of: nil) }
    return draft.finish()
  }

  /// The texts of a cell, or the documents with what else is known of them.
  private static func documents(of cell: AttributeValue) -> [Document]? {
    guard let texts = RagasColumns.texts(of: cell) else { return nil }
    guard texts.contains(where: { $0.map != nil }) else {
      return texts.enumerated().map { Document(content: $1.plainText, rank: $0 + 1) }
    }
    var reader = DocumentReader()
    return reader.documents(.array(texts))
  }

  /// The answers that were to choose from, by letter.
  private var options: [(name: String, line: String)] {
    let members = row["options"]?.map ?? row["choices"]?.map ?? []
    return members.map { ($0.name, "\($0.name): \($0.value.plainText)") }
  }

  /// An answer that is the letter of an option, with the option.
  private func spelled(_ answer: String?) -> String? {
    answer.map { text in options.first { $0.name == text }?.line ?? text }
  }

  /// The columns that tell of the row itself.
  private var columns: [Attribute] { (row.value.map ?? []).filter { !averages.columns.contains($0.name) } }

  /// Those that hold a score for each metric, and nothing else.
  private var scoreMaps: [Attribute] { columns.filter(Self.isScoreMap) }

  private static func isScoreMap(_ column: Attribute) -> Bool {
    guard let members = column.value.map, !members.isEmpty, column.name != "options" else { return false }
    return members.allSatisfy { metric in
      metric.value.isNaN || metric.value.double.map { (0...1).contains($0) } ?? false
    } && members.contains { metric in Self.scoring.contains { metric.name.lowercased().contains($0) } }
  }

  /// The columns, and in the place of maps of scores what these hold; one that stands in several has the map's name
  /// too, be one of them what another judge gave all rows together.
  private var cells: [Attribute] {
    let maps = scoreMaps
    let names = (row.value.map ?? []).filter(Self.isScoreMap).flatMap { $0.value.map?.map(\.name) ?? [] }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return columns.flatMap { column -> [Attribute] in
      guard maps.contains(where: { $0.name == column.name }) else { return [column] }
      return (column.value.map ?? []).map { metric in
        let isOnly = counts[metric.name] == 1
        return Attribute(isOnly ? metric.name : "\(metric.name), \(column.name)", metric.value)
      }
    }
  }

  /// The columns of numbers. A share between 0 and 1 is a score whatever it is called, since programs name their own.
  private var scores: [Score] {
    cells.compactMap { column in
      let name = column.name.lowercased()
      guard !Self.notScores.contains(name), !name.hasSuffix("_id") else { return nil }
      if column.value.isNaN {
        // So RAGAS says that a metric could not be taken; in other columns a table's empty cells say nothing.
        guard Self.scoring.contains(where: name.contains) else { return nil }
        return Score(name: column.name, failure: "it could not be scored (NaN)")
      }
      let value: Score.Value
      switch column.value {
      case .bool(let flag): value = .flag(flag)
      case .int(let number) where (0...1).contains(number): value = .number(Double(number))
      case .double(let number) where (0...1).contains(number): value = .number(number)
      case .string(let text) where RagasColumns.judging.contains(name):
        guard let flag = RagasColumns.flag(text) else { return nil }
        value = .flag(flag)
      case .string(let text) where Self.scoring.contains(where: name.contains):
        guard let number = Double(text), (0...1).contains(number) else { return nil }
        value = .number(number)
      default: return nil
      }
      var score = Score(name: column.name, value: value)
      if Self.comparing.contains(where: name.contains) || RagasColumns.judging.contains(name) {
        score.target = spelled(reference)
        score.answer = spelled(choice)
      }
      if RagasColumns.judging.contains(name), case .flag = value { score.concludeVerdict() }
      return score
    }
  }
}

extension AttributeValue {
  /// Whether it says that there is no number, as evaluators write that could not give one.
  var isNaN: Bool {
    switch self {
    case .string(let text), .number(let text): text.lowercased() == "nan"
    case .double(let number): number.isNaN
    default: false
    }
  }
}
