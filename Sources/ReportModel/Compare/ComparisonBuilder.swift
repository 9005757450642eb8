public import TraceAnalysis
import TraceCheck
import TraceCompare
import TraceModel
import TraceText

extension ReportBuilder {
  /// Two runs beside each other.
  ///
  /// - Parameters:
  ///   - a: The run that is compared with, and its name.
  ///   - b: The other run, and its name.
  public static func comparison(
    _ a: (name: String, run: AnalysedTrace), _ b: (name: String, run: AnalysedTrace)
  ) -> ComparisonView {
    ComparisonBuilder(names: (a.name, b.name), comparison: RunComparison(a.run, b.run)).view()
  }
}

/// Puts a comparison in words.
struct ComparisonBuilder {
  /// So many steps that differ are told in full.
  private static let changes = 40
  /// Texts up to this many bytes are compared.
  private static let longText = 400_000
  /// Texts up to so many words are compared word by word, longer ones line by line first.
  private static let words = 4_000

  let names: (a: String, b: String)
  let comparison: RunComparison

  func view() -> ComparisonView {
    let words = ComparisonWords(comparison: comparison)
    let (a, b) = (comparison.a, comparison.b)
    let questions = [a.conversation.question, b.conversation.question].compactMap(\.self)
    let differing = comparison.steps.indices.filter { comparison.steps[$0].relation != .same }
    let answers = answers
    let paired = differing.filter { comparison.steps[$0].a != nil && comparison.steps[$0].b != nil }
    return ComparisonView(
      title: a.displayName, sentence: words.sentence, notes: words.notes, isSame: differing.isEmpty,
      questions: Set(questions).count == 1 ? Array(questions.prefix(1)) : questions,
      a: side(names.a, a, \.a, answers.a), b: side(names.b, b, \.b, answers.b),
      figures: ComparisonFigures(a, b).rows,
      rows: ComparisonRows(comparison: comparison).rows,
      changes: paired.prefix(Self.changes).map { change(comparison.steps[$0]) },
      more: paired.count > Self.changes
        ? "\(Formatting.count(paired.count - Self.changes)) more steps differ." : nil)
  }

  /// Both answers with what the other has not.
  private var answers: (a: [DifferenceView.Run], b: [DifferenceView.Run]) {
    guard let a = comparison.a.conversation.answer, let b = comparison.b.conversation.answer, a != b,
      Self.isShort(a, b)
    else { return ([], []) }
    let runs = DifferenceView.Run.words(from: a, to: b)
    return (runs.filter { $0.fate != .set }, runs.filter { $0.fate != .struck })
  }

  private static func isShort(_ a: String, _ b: String) -> Bool {
    (a.split(whereSeparator: \.isWhitespace).count + b.split(whereSeparator: \.isWhitespace).count) <= words
  }

  private func side(
    _ name: String, _ run: AnalysedTrace, _ span: KeyPath<RunComparison.Step, Int?>,
    _ words: [DifferenceView.Run]
  ) -> ComparisonView.Side {
    ComparisonView.Side(
      name: name, outcome: TonedWord(text: run.outcome.title, tone: run.outcome.kind.tone),
      answer: run.conversation.answer, answerWords: words,
      steps: comparison.steps.count { $0[keyPath: span] != nil })
  }

  private func change(_ step: RunComparison.Step) -> ComparisonView.Change {
    guard let a = step.a, let b = step.b else {
      return ComparisonView.Change(step: "", documents: [], parameters: [], sameParameters: [])
    }
    let left = comparison.a.trace.spans[comparison.a.record(of: a)]
    let right = comparison.b.trace.spans[comparison.b.record(of: b)]
    let documents = documents(left, right)
    let tellsInput = step.hasOtherInput && !isToldElsewhere(left.kind)
    return ComparisonView.Change(
      step: ComparisonWords.step(a, b, comparison), documents: documents,
      parameters: step.parameters.map { ($0.name, $0.a ?? "–", $0.b ?? "–") },
      sameParameters: step.sameParameters,
      input: tellsInput ? difference(inputs(left, right)) : nil,
      output: step.hasOtherOutput && documents.isEmpty && left.kind != .prompt && left.kind != .output
        ? outputDifference(StepContents.output(of: left), StepContents.output(of: right)) : nil)
  }

  /// A call is given what a prompt step put together, and a run hands out what a call wrote: each text stands once.
  private func isToldElsewhere(_ kind: SpanKind) -> Bool {
    func differs(_ other: SpanKind) -> Bool {
      comparison.steps.contains { step in
        step.relation != .same && step.b != nil && step.a.map { comparison.a.trace.spans[$0].kind } == other
      }
    }
    return kind == .llm ? differs(.prompt) : kind == .output ? differs(.llm) : false
  }

  private func difference(_ texts: (String, String)) -> DifferenceView? {
    guard texts.0.utf8.count + texts.1.utf8.count <= Self.longText else { return nil }
    return DifferenceView(TextDifference(from: texts.0, to: texts.1))
  }

  /// What was written, by words where it is no long text.
  private func outputDifference(_ a: String, _ b: String) -> DifferenceView? {
    guard a.utf8.count + b.utf8.count <= Self.longText else { return nil }
    return Self.isShort(a, b) ? DifferenceView(wordsFrom: a, to: b) : difference((a, b))
  }

  private func documents(_ left: Span, _ right: Span) -> [ComparisonView.Document] {
    guard let a = left.retrieval?.documents, let b = right.retrieval?.documents else { return [] }
    let moves = DocumentMoves(a, b)
    if moves.areSame { return [] }
    return moves.moves.map { move in
      let (old, new) = (move.a.map { a[$0] }, move.b.map { b[$0] })
      let document = new ?? old
      func score(_ document: Document?) -> String { document?.scoreWords ?? "–" }
      return ComparisonView.Document(
        title: (document?.title ?? document?.id ?? document?.content ?? "").preview(80),
        rankA: move.a.map { $0 + 1 }, rankB: move.b.map { $0 + 1 }, scoreA: score(old),
        scoreB: score(new), change: Self.words(move, old?.score, new?.score))
    }
  }

  private static func words(_ move: DocumentMoves.Move, _ old: Double?, _ new: Double?) -> String {
    guard let a = move.a else { return "new" }
    guard let b = move.b else { return "gone" }
    let place = a == b ? "" : a > b ? "up \(a - b)" : "down \(b - a)"
    let score = TraceCheck.Figure.score("")
    let change = old.flatMap { old in new.flatMap { score.change(from: old, to: $0) } } ?? ""
    let isSame = old.map(Formatting.score) == new.map(Formatting.score)
    let parts = [place, isSame ? "" : change, move.hasOtherText ? "other text" : ""].filter { !$0.isEmpty }
    return parts.isEmpty ? "=" : parts.joined(separator: ", ")
  }
}

extension ComparisonBuilder {
  /// What two steps were given; of model calls the messages beyond those that both were given.
  private func inputs(_ left: Span, _ right: Span) -> (String, String) {
    guard left.kind == .llm, let a = left.llm?.input, let b = right.llm?.input else {
      return (StepContents.input(of: left), StepContents.input(of: right))
    }
    // Conversations of two runs share no memory, so they are gone through.
    let (old, new) = (a.map { StepContents.text(of: $0) }, b.map { StepContents.text(of: $0) })
    let shared = zip(old, new).prefix { $0 == $1 }.count
    return (
      old.dropFirst(shared).joined(separator: "\n\n"), new.dropFirst(shared).joined(separator: "\n\n")
    )
  }
}
