import TraceModel
import TraceText

extension FindingRules {
  /// The answer repeats a document that lacks the question's own words, though another one has them.
  ///
  /// Silent unless all of these hold: one document lends far more phrases than any that has the word; the
  /// word is more than a turn of phrase; the document that has it fits the question better and most of it;
  /// nothing that only that document says, and no number of it, stands in the answer.
  static let answerFollowsOtherDocument: Rule = { context in
    guard let attribution = context.attribution, let found = WrongDocument(attribution, context) else {
      return []
    }
    let (followed, better) = (found.followed, found.better)
    let apart = followed.span != better.span
    let words = found.terms.map { "“\($0)”" }
    var detail: [FindingText] = [
      .plain(
        "It shares \(Formatting.percent(followed.share)) of its phrases with "
          + "\(context.name(followed, withSpan: apart)). The question's \(words.count == 1 ? "word" : "words") "
      )
    ]
    for (place, term) in found.terms.enumerated() {
      if place > 0 { detail.append(.plain(place == found.terms.count - 1 ? " and " : ", ")) }
      detail += [.plain("“"), .term(term), .plain("”")]
    }
    let verb = words.count == 1 ? "stands" : "stand"
    let only = found.isOnlyHolder ? " \(verb) only in " : " \(verb) not there but in "
    detail.append(.plain(only + context.name(better, withSpan: apart)))
    if !apart, let rank = context.document(better)?.rank {
      detail.append(.plain(", which came \(Wording.ordinal(rank))"))
    }
    detail.append(.plain("."))
    return [
      Finding(
        .answerFollowsOtherDocument, .warning, "The answer follows a document about something else.", detail,
        spans: apart ? [followed.span, better.span] : [followed.span],
        documents: [followed.reference, better.reference], method: attribution.method)
    ]
  }
}

/// The comparison behind the finding.
private struct WrongDocument {
  let followed: DocumentUse
  let better: DocumentUse
  /// The question's words that `better` holds and `followed` lacks.
  let terms: [String]
  /// Whether no other document holds them.
  let isOnlyHolder: Bool

  init?(_ attribution: Attribution, _ context: FindingContext) {
    let uses = attribution.documents
    // Of equal shares the one that fits the question better is taken: it may be the true source.
    let followed = uses.max { left, right in
      left.share != right.share ? left.share < right.share : Self.fit(left) < Self.fit(right)
    }
    guard let followed, followed.share >= 0.35, followed.covered.count >= 4 else { return nil }
    let weight = attribution.questionTerms.reduce(0) { $0 + Self.weight($1) }

    let decisive = followed.missingTerms.filter { !Self.isWeak($0) }
    let candidates = uses.filter { use in
      decisive.contains(where: use.questionTerms.contains)
    }
    guard !candidates.isEmpty else { return nil }
    // Were the answer drawn from any of them, the claim would be false.
    for use in candidates {
      guard Self.isLeftAside(use, for: followed, attribution), !Self.isSameSource(use, followed, context)
      else {
        return nil
      }
    }
    let fitting = candidates.filter { use in
      let fit = Self.fit(use)
      return fit > Self.fit(followed) && fit * 2 >= weight
    }
    guard let better = fitting.max(by: { (Self.fit($0), $1.index) < (Self.fit($1), $0.index) }) else {
      return nil
    }

    let terms = decisive.filter(better.questionTerms.contains)
    // An answer that says the word may know of whom the document speaks; then only titles can tell.
    let answered = Set(attribution.answerWords.map(\.key))
    let isNamed = terms.contains { term in
      let keys = WordScanner.words(term).map(\.key)
      return keys.contains { key in answered.contains { Stem.mayBeSame($0, key) } }
    }
    if isNamed {
      guard let title = context.document(followed)?.title, !title.isEmpty, !better.titleRanges.isEmpty else {
        return nil
      }
    }
    self.followed = followed
    self.better = better
    self.terms = terms
    isOnlyHolder = uses.allSatisfy { use in
      use.reference == better.reference || terms.allSatisfy(use.missingTerms.contains)
    }
  }

  private static func isWeak(_ term: String) -> Bool { StopWords.weak.contains(Stem.key(term.lowercased())) }

  private static func weight(_ term: String) -> Double { isWeak(term) ? 0.5 : 1 }

  private static func fit(_ use: DocumentUse) -> Double { use.questionTerms.reduce(0) { $0 + weight($1) } }

  /// Whether the answer takes next to nothing from `use` that `followed` does not say.
  private static func isLeftAside(
    _ use: DocumentUse, for followed: DocumentUse, _ attribution: Attribution
  ) -> Bool {
    let own = use.covered.subtracting(followed.covered)
    guard own.count <= 2, followed.covered.subtracting(use.covered).count >= 2 * own.count + 3 else {
      return false
    }
    return !own.contains { attribution.answerWords[$0].isNumber }
  }

  /// Pieces of one text: what the second does not name, the first may have named for it.
  private static func isSameSource(_ left: DocumentUse, _ right: DocumentUse, _ context: FindingContext)
    -> Bool
  {
    guard let left = context.document(left), let right = context.document(right) else { return true }
    if let title = left.title, !title.isEmpty, title == right.title { return true }
    for name in ["source", "file_name", "file_path", "url", "doc_id", "document_id", "parent_id"] {
      if let value = left.metadata[name]?.string, !value.isEmpty, value == right.metadata[name]?.string {
        return true
      }
    }
    return false
  }
}
