import TraceModel
import TraceText

extension Attribution {
  /// Documents beyond this number are not read.
  static let documentLimit = 200
  /// Bytes of each document, the question and the answer beyond this number are not read.
  static let byteLimit = 10_000

  init?(_ trace: Trace, tree: SpanTree, figures: Figures, exchange: Exchange) {
    guard let answer = exchange.answer, let answerSpan = exchange.answerSpan else { return nil }
    let retrievals = CountedRetrievals.spans(trace.spans, tree: tree)
    let all = retrievals.flatMap { span in
      (trace.spans[span].retrieval?.documents ?? []).enumerated().map {
        (reference: DocumentReference(span: span, index: $0.offset), document: $0.element)
      }
    }
    guard !all.isEmpty else { return nil }
    let read = all.prefix(Self.documentLimit)
    let isCapped =
      all.count > read.count || answer.utf8.count > Self.byteLimit
      || read.contains { $0.document.content.utf8.count > Self.byteLimit }

    let terms = QuestionTerms(exchange.question, limit: Self.byteLimit)
    let matcher = PhraseMatcher(
      answer: WordScanner.words(answer, limit: Self.byteLimit), questionKeys: Set(terms.keys))
    let offsets = PromptPlaces.offsets(
      of: read.map(\.document.content), in: exchange.answeringCall.map { trace.spans[$0] })
    let found = offsets.enumerated().filter { $0.element != nil }
    let order = found.sorted { ($0.element ?? 0, $0.offset) < ($1.element ?? 0, $1.offset) }.map(\.offset)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })

    question = exchange.question
    self.answer = answer
    self.answerSpan = answerSpan
    answerWords = matcher.words
    questionTerms = terms.spelled
    let uses = read.enumerated().map { number, entry in
      let position = offsets[number].flatMap { offset in
        places[number].map { DocumentUse.PromptPosition(offset: offset, order: $0) }
      }
      return DocumentUse(
        entry.document, reference: entry.reference, matcher: matcher, terms: terms, position: position)
    }
    documents = uses
    decisiveTerms = terms.spelled.filter { term in
      let holders = uses.count { $0.questionTerms.contains(term) }
      return holders > 0 && holders < uses.count
    }
    method =
      "phrase overlap and term coverage"
      + (isCapped
        ? " over the first \(Formatting.count(read.count, "document")) and \(Formatting.count(Self.byteLimit)) bytes of each text"
        : "")
  }
}

extension DocumentUse {
  fileprivate init(
    _ document: Document, reference: DocumentReference, matcher: PhraseMatcher, terms: QuestionTerms,
    position: PromptPosition?
  ) {
    let content = WordScanner.words(document.content, limit: Attribution.byteLimit)
    let title = WordScanner.words(document.title ?? "", limit: Attribution.byteLimit)
    let match = matcher.match(content)
    let coverage = terms.coverage(content: content, title: title)
    self.reference = reference
    covered = match.covered
    share = matcher.words.isEmpty ? 0 : Double(match.covered.count) / Double(matcher.words.count)
    answerRanges = match.answerRanges
    documentRanges = match.documentRanges
    questionTerms = coverage.held.sorted().map { terms.spelled[$0] }
    questionTermRanges = coverage.contentRanges
    titleRanges = coverage.titleRanges
    missingTerms = coverage.missing.sorted().map { terms.spelled[$0] }
    promptPosition = position
    tokensEstimate = (document.content.utf8.count + 3) / 4
  }
}
