import TraceAnalysis
import TraceModel
import TraceText

/// The top documents of a retrieval as its card lists them.
struct CardDocuments {
  private static let limit = 5
  /// So many stand in the title of one that has none.
  private static let titleLimit = 48

  let rows: [CardDocument]

  init(context: TraceContext, span: Int) {
    let documents = context.spans[span].retrieval?.documents ?? []
    let uses = context.analysis.attribution?.documents.filter { $0.span == span } ?? []
    let best = documents.compactMap(\.score).map(abs).max() ?? 0
    let scale = best > 0 && best <= 1 ? 1 : best
    let listed = documents.prefix(Self.limit)
    let texts = listed.map { $0.content.preview(CardText.limit) }
    let shared = LabelCut.sharedWords(of: texts)
    rows = listed.enumerated().map { index, document in
      let use = uses.first { $0.index == index }
      let covers = use.map { !$0.questionTerms.isEmpty && Self.coversDecisive($0, context) } ?? false
      let words = Self.words(of: document, text: texts[index], shared: shared)
      return CardDocument(
        score: document.scoreWords ?? "",
        share: document.score.map { scale > 0 ? min(1, abs($0) / scale) : 0 } ?? 0,
        title: words.title, note: Self.note(use, of: uses, covers: covers, context), text: words.text,
        isUsed: (use?.share ?? 0) >= 0.1, isRelevant: covers,
        isFaint: !covers && (use?.share ?? 0) < 0.1)
    }
  }

  /// A document's title and the beginning of its text. Where it has no title, the text is parted, and what all of them
  /// begin with is left out.
  private static func words(of document: Document, text: String, shared: String) -> (
    title: String, text: String
  ) {
    if let title = document.title, !title.isEmpty { return (title, text) }
    let own = text.dropFirst(shared.count)
    let lead = shared.isEmpty ? "" : "… "
    guard own.count > titleLimit, let space = own.prefix(titleLimit).lastIndex(of: " ") else {
      return (
        own.isEmpty ? document.displayTitle : lead + own.prefix(70),
        own.count > 70 ? "…" + own.dropFirst(70) : ""
      )
    }
    return (lead + own[..<space] + " …", "… " + own[own.index(after: space)...])
  }

  /// How much of the answer stands in a document, else which of the question's own words only some documents have.
  private static func note(
    _ use: DocumentUse?, of uses: [DocumentUse], covers: Bool, _ context: TraceContext
  ) -> String {
    guard let use else { return "" }
    if use.share >= 0.1 { return "\(Formatting.percent(use.share)) of answer" }
    let decisive = context.analysis.attribution?.decisiveTerms ?? []
    let words = use.questionTerms.filter(decisive.contains)
    // The words that fewest documents have tell most.
    let counts = words.map { word in uses.filter { $0.questionTerms.contains(word) }.count }
    let rarest = zip(words, counts).filter { $0.1 == counts.min() }.prefix(2).map { "“\($0.0)”" }
    return covers && !rarest.isEmpty ? "has \(rarest.joined(separator: " "))" : ""
  }

  private static func coversDecisive(_ use: DocumentUse, _ context: TraceContext) -> Bool {
    guard let decisive = context.analysis.attribution?.decisiveTerms, !decisive.isEmpty else { return false }
    return use.questionTerms.contains { decisive.contains($0) }
  }
}

extension Document {
  /// What to call a document: its title, else its beginning, else its id.
  var displayTitle: String {
    if let title, !title.isEmpty { return title }
    let beginning = content.preview(70)
    return beginning.isEmpty ? id ?? "document \(rank)" : beginning
  }
}

/// A document on a retrieval's card.
public struct CardDocument: Sendable {
  /// The score in words.
  public var score: String
  /// The score against the best one, between 0 and 1.
  public var share: Double
  /// The title, cut to fit.
  public var title: String
  /// `71% of answer`, `has “electronics”`, or empty.
  public var note: String = ""
  /// Whether the note stands below the title, for want of room beside it.
  public var isNoteBelow: Bool = false
  /// Its beginning; empty where that is its title.
  public var text: String = ""
  /// As much of the beginning as has room, in lines.
  public var lines: [String] = []
  /// Whether the note tells of a part of the answer.
  public var isUsed: Bool = false
  /// Whether it covers the question's own words.
  public var isRelevant: Bool
  /// Whether it is neither relevant nor used.
  public var isFaint: Bool

  /// How many lines stand below its title.
  var linesBelow: Int { lines.count + (isNoteBelow ? 1 : 0) }
}
