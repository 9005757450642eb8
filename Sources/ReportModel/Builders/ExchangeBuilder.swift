import TraceAnalysis
import TraceModel
import TraceText

/// What the run was asked and answered, and of a session what its user did in between.
struct ExchangeBuilder {
  /// Longer texts link to where they stand whole.
  private static let sideLimit = 260
  /// So much of a text may be on the first screen: what three lines of the answer's side hold.
  private static let shownLimit = 400
  /// A line of the answer's side holds no more.
  private static let noteLimit = 140
  /// What a person did on the way; more would not be read.
  private static let markLimit = 5

  let context: TraceContext

  private var analysis: AnalysedTrace { context.analysis }

  /// Whether a run that ended with an error gave something back that no step wrote.
  private var isAnsweredAllTheSame: Bool {
    let exchange = analysis.conversation
    guard analysis.outcome.kind == .error, let holder = exchange.answerSpan else { return false }
    return exchange.answerStep == holder && context.spans[holder].kind != .llm
  }

  func exchange() -> ExchangeView? { exchange(hasMarks: false) }

  private func exchange(hasMarks: Bool) -> ExchangeView? {
    let exchange = analysis.conversation
    let lengths = FirstScreen.lengths(hasMarks: hasMarks)
    let question = exchange.question.map {
      // What every run of a program is asked alike does not tell what this one was asked.
      side(
        "Question", text: $0, from: PromptWords.telling($0), marks: [], source: exchange.questionSpan,
        line: lengths.question)
    }
    var answer = exchange.answer.map {
      side(
        isAnsweredAllTheSame ? "Given back all the same" : "Answer", text: $0, from: $0[...],
        marks: followedRanges, source: exchange.answerStep,
        line: lengths.answer)
    }
    answer?.lead = exchange.answer.flatMap(PatchFiles.init).map {
      ExchangeView.Note(label: "Changes", text: $0.words)
    }
    answer?.expected = analysis.untoldExpectedAnswer.map {
      ExchangeView.Note(label: "Expected", text: $0.preview(Self.sideLimit))
    }
    return question == nil && answer == nil ? nil : ExchangeView(question: question, answer: answer)
  }

  /// Of a session: what was asked first, what its user refused and stopped and what they wrote then, what it said last.
  func story(of session: Session) -> ExchangeView? {
    guard var view = exchange(hasMarks: !session.story.isEmpty) else { return nil }
    if session.turnCount > 1 {
      func words(_ label: String, _ span: Int?, else turn: Int) -> String {
        let number = session.number(ofTurn: span.flatMap { session.turnOfSpan[$0] } ?? turn)
        return label + (number > 0 ? " · turn \(Formatting.count(number))" : "")
      }
      let last = session.turns.count - 1
      view.isApart = true
      view.question?.label = words("Goal", analysis.conversation.questionSpan, else: 0)
      let earlier = view.answer == nil ? earlierAnswer(in: session) : nil
      if let earlier {
        let line = FirstScreen.lengths(hasMarks: !session.story.isEmpty).answer
        view.answer = side(
          "Answer", text: earlier.text, from: earlier.text[...], marks: [], source: earlier.span, line: line)
      }
      view.answer?.label = words("Last answer", earlier?.span ?? analysis.conversation.answerStep, else: last)
      if let asked = askedLast(in: session) { view.answer?.lead = asked }
    }
    view.marks = session.story.suffix(Self.markLimit).map { mark in
      let sign: Sign =
        switch mark.kind {
        case .refused: .refused
        case .cancelled: .cancelled
        case .replied: .replied
        }
      return ExchangeView.Mark(
        sign: sign, word: mark.kind.rawValue, text: mark.words.preview(72),
        target: context.reference(context.shown(mark.span)), step: context.stepLink(mark.span))
    }
    let earlier = session.story.count - view.marks.count
    view.earlier = earlier > 0 ? "+\(Formatting.count(earlier)) earlier" : nil
    return view
  }

  /// What was answered last in a session that ends in the middle of its last turn.
  private func earlierAnswer(in session: Session) -> (text: String, span: Int)? {
    for call in analysis.figures.calls.map(\.span).reversed() {
      let isMain = session.agentOfSpan[call].map { analysis.tree.parent[$0] == nil } ?? true
      guard isMain, session.turnOfSpan[call] != session.turns.count - 1,
        let said = context.spans[call].llm?.output.last, said.toolCalls.isEmpty, !said.text.trimmed.isEmpty
      else { continue }
      return (said.text, call)
    }
    return nil
  }

  /// What a session was asked last, and whether it wrote anything to it.
  private func askedLast(in session: Session) -> ExchangeView.Note? {
    let last = session.turns.count - 1
    guard let prompt = session.turns[last].prompt, prompt != analysis.conversation.questionSpan,
      let text = context.spans[prompt].input?.text
    else { return nil }
    let isAnswered = analysis.conversation.answerStep.flatMap { session.turnOfSpan[$0] } == last
    return ExchangeView.Note(
      label: isAnswered ? "Asked last" : "Asked last, not answered",
      text: String(PromptWords.telling(text)).gist(Self.noteLimit))
  }

  /// What of the answer repeats the document that a finding says it follows.
  private var followedRanges: [Range<Int>] {
    guard let finding = analysis.findings.first(where: { !$0.documents.isEmpty && $0.isHeuristic }),
      let document = finding.documents.first, let attribution = analysis.attribution,
      attribution.answer == analysis.conversation.answer
    else { return [] }
    return attribution.documents
      .first { $0.span == document.span && $0.index == document.index }?.answerRanges ?? []
  }

  /// - Parameter line: How many characters a line of the side holds.
  private func side(
    _ label: String, text whole: String, from telling: Substring, marks: [Range<Int>], source: Int?,
    line: Int
  ) -> ExchangeView.Side {
    let text = telling.startIndex > whole.startIndex ? "… " + telling : whole
    // Data flows in lines, whatever white space it was written with.
    let isData = JSONNode.isTree(text)
    let isLong =
      text != whole || text.hasMoreCharacters(than: Self.sideLimit)
      || FirstScreen.lines(text, of: line) > 3
      || text.utf8.lazy.filter { $0 == UInt8(ascii: "\n") }.prefix(3).count == 3
    let shown = isLong || isData ? text.preview(Self.shownLimit) : text
    // A shortened text has other offsets than the whole one once its white space is folded.
    let runs = [TextRun](
      marking: isLong && shown.dropLast() != text.prefix(shown.count - 1) ? [] : marks, in: shown)
    let set =
      marks.isEmpty && !isData
      ? TextView(
        text: Self.beginning(of: text), form: .markdown, citations: citations(of: text, at: source))
      : nil
    // The lines of a patch are its meaning.
    let lines = set.flatMap { $0.isMarkdown ? nil : [TextRun($0.text, style: .code)] }
    return ExchangeView.Side(
      label: ([label] + media(beside: whole, at: source)).joined(separator: " · "), runs: lines ?? runs,
      text: lines == nil ? set : nil,
      source: source.map(context.reference), step: source.flatMap(context.stepLink),
      more: isLong ? "Read all \(Formatting.count(whole.characterCount, "character"))" : nil)
  }

  /// What else than words the message that holds the text has, such as `1 image`.
  private func media(beside text: String, at span: Int?) -> [String] {
    // Where a root holds the text alone, the first call was given the whole.
    let calls = [span, analysis.figures.calls.first.map { context.shown($0.span) }].compactMap(\.self)
      .compactMap { context.spans[$0].llm }
    let isText = { (message: Message) in message.text.trimmed == text.trimmed }
    let message = calls.lazy.compactMap { $0.input.last(where: isText) ?? $0.output.last(where: isText) }
      .first
    let kinds = (message?.parts ?? []).compactMap { part -> String? in
      guard case .media(let media) = part else { return nil }
      let kind = media.mediaType.map { String($0.prefix { $0 != "/" }) }
      return ["image", "audio", "video"].first { $0 == kind } ?? "file"
    }
    return kinds.grouped { $0 }.map { kind, all in
      kind == "audio" ? "audio" : Formatting.count(all.count, kind)
    }
  }

  /// The citations of the message that holds the text, where its step shows one.
  private func citations(of text: String, at span: Int?) -> [CitationMark] {
    let messages =
      [span, analysis.conversation.answeringCall].compactMap(\.self)
      .compactMap { context.spans[$0].llm?.output.last }
    guard let message = messages.first(where: { $0.text.trimmed == text.trimmed }) else { return [] }
    return CitationMark.all(in: message)
  }

  /// Whole lines from the beginning of a text, as many as the first screen may show. Linear in what is kept.
  private static func beginning(of text: String) -> String {
    let bytes = text.utf8.span
    guard bytes.count > shownLimit else { return text }
    func piece(_ range: Range<Int>) -> Substring {
      text[
        text.utf8.index(
          text.startIndex, offsetBy: range.lowerBound)..<text.utf8.index(
            text.startIndex, offsetBy: range.upperBound)]
    }
    var result = ""
    var start = 0
    while start <= bytes.count {
      var feed = start
      while feed < bytes.count, bytes[feed] != 0x0A { feed += 1 }
      let end = feed > start && feed < bytes.count && bytes[feed - 1] == 0x0D ? feed - 1 : feed
      if result.utf8.count + end - start > shownLimit {
        // A heading alone tells nothing: what follows it is shown as far as there is room.
        let room = shownLimit - result.utf8.count
        guard room > shownLimit / 2 else { return result }
        let rest = String(piece(start..<end)).preview(room)
        return result.isEmpty ? rest : result + "\n" + rest
      }
      result += (result.isEmpty ? "" : "\n") + piece(start..<end)
      start = feed + 1
    }
    return result
  }
}
