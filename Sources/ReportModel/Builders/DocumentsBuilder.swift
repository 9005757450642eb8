import TraceAnalysis
import TraceModel
import TraceText

/// The table of a retrieval's documents.
struct DocumentsBuilder {
  let context: TraceContext

  func table(_ retrieval: Retrieval, span: Int, store: inout TextStore) -> DocumentTable {
    let place = context.title(span)
    let attribution = context.analysis.attribution
    let uses = attribution?.documents.filter { $0.span == span } ?? []
    let largest = uses.map(\.share).max() ?? 0
    let placed = uses.filter { $0.promptPosition != nil }.count
    var rows: [DocumentRow] = []
    for (index, document) in retrieval.documents.enumerated() {
      let use = uses.first { $0.index == index }
      rows.append(
        row(document, use: use, largest: largest, placed: placed, place: place, store: &store))
    }
    return DocumentTable(
      query: retrieval.query.map { store.text($0, form: .value, at: place) }, rows: rows,
      before: Self.before(retrieval), note: note(retrieval, of: span), hasShares: !uses.isEmpty,
      hasScores: retrieval.documents.contains { $0.score != nil || $0.brokenScore != nil },
      hasPlaces: placed > 0)
  }

  private static func before(_ retrieval: Retrieval) -> [String] {
    let before = retrieval.inputDocuments.map(\.displayTitle)
    return before == retrieval.documents.map(\.displayTitle) ? [] : before
  }

  private func note(_ retrieval: Retrieval, of span: Int) -> String? {
    if retrieval.documents.isEmpty {
      if context.spans[span].foundNothing { return "No document came back." }
      guard let count = retrieval.reportedCount else { return "No document was recorded." }
      return "\(Formatting.count(count, "document")) came back; the source kept their texts to itself."
    }
    guard let count = retrieval.reportedCount, count > retrieval.documents.count else { return nil }
    return "The source says \(Formatting.count(count, "document")); it recorded \(retrieval.documents.count)."
  }

  private func row(
    _ document: Document, use: DocumentUse?, largest: Double, placed: Int, place: String,
    store: inout TextStore
  ) -> DocumentRow {
    let claim = store.claim(document.content, at: place)
    let titleIsBody = document.title?.isEmpty ?? true
    let marks = (use?.documentRanges ?? []) + (use?.questionTermRanges ?? [])
    let cut = store.cut(document.content)
    return DocumentRow(
      rank: document.rank, score: document.scoreWords ?? "–",
      title: [TextRun](marking: titleIsBody ? [] : use?.titleRanges ?? [], in: document.displayTitle),
      body: [TextRun](marking: cut == nil ? marks : [], in: cut ?? document.content),
      reference: claim.reference, anchor: claim.anchor,
      share: use.map { Formatting.percent($0.share) } ?? "–",
      isFollowed: use.map { $0.share == largest && $0.share >= 0.3 } ?? false,
      place: use?.promptPosition.map { "\(Self.ordinal($0.order + 1)) of \(placed)" } ?? "–",
      terms: use.flatMap(terms), metadata: metadata(document))
  }

  /// The words that tell the documents apart: which of them this one lacks.
  private func terms(_ use: DocumentUse) -> String? {
    guard let decisive = context.analysis.attribution?.decisiveTerms, !decisive.isEmpty else { return nil }
    let missing = decisive.filter { use.missingTerms.contains($0) }
    let found = decisive.filter { use.questionTerms.contains($0) }
    if !found.isEmpty && missing.isEmpty { return nil }
    if missing.isEmpty { return nil }
    return "Lacks the question's " + missing.map { "“\($0)”" }.joined(separator: ", ") + "."
  }

  private func metadata(_ document: Document) -> [LabelledValue] {
    var values = document.metadata.map {
      LabelledValue(label: $0.name, value: $0.value.words(limit: 400), explanation: "")
    }
    if let id = document.id { values.insert(LabelledValue(label: "id", value: id, explanation: ""), at: 0) }
    return values
  }

  private static func ordinal(_ number: Int) -> String {
    let suffix =
      switch (number % 10, number % 100) {
      case (1, let last) where last != 11: "st"
      case (2, let last) where last != 12: "nd"
      case (3, let last) where last != 13: "rd"
      default: "th"
      }
    return "\(number)\(suffix)"
  }
}

extension Document {
  /// Its score in words, or what stands in its place.
  var scoreWords: String? { score.map(Formatting.score) ?? brokenScore }
}
