import TraceModel

/// What one document lent to the answer, and how it fits the question.
public struct DocumentUse: Hashable, Sendable {
  /// Where a document's text stands in the prompt of the answering call.
  public struct PromptPosition: Hashable, Sendable {
    /// UTF-8 bytes before it, over all input messages.
    public let offset: Int
    /// The place among the documents found there, from 0.
    public let order: Int
  }

  /// The retrieval's span, and the document in its list.
  public let reference: DocumentReference
  /// The part of the answer's content words that stands in phrases of this document, from 0 to 1.
  public let share: Double
  /// UTF-8 offsets in the answer that repeat the document, in order, apart from each other.
  public let answerRanges: [Range<Int>]
  /// UTF-8 offsets in the document's content that the answer repeats, in order, apart from each other.
  public let documentRanges: [Range<Int>]
  /// The question's content words that the content or title holds, in the question's order.
  public let questionTerms: [String]
  /// Where they stand in the content, as UTF-8 offsets.
  public let questionTermRanges: [Range<Int>]
  /// Where they stand in the title, as UTF-8 offsets.
  public let titleRanges: [Range<Int>]
  /// The question's content words that it holds in no form.
  public let missingTerms: [String]
  /// Where its text stands in the prompt; `nil` where it was not found.
  public let promptPosition: PromptPosition?
  /// The tokens of its text, estimated at four bytes each.
  public let tokensEstimate: Int

  /// The answer's content words it covers, by their place; findings compare documents by these.
  let covered: Set<Int>

  /// The retrieval's span.
  public var span: Int { reference.span }
  /// The index in that span's `retrieval.documents`.
  public var index: Int { reference.index }
}

/// Which documents the answer follows: lexical and deterministic, so a heuristic.
public struct Attribution: Hashable, Sendable {
  /// The run's question, where known.
  public let question: String?
  /// The answer's text.
  public let answer: String
  /// The span that holds the answer.
  public let answerSpan: Int
  /// Every document of each retrieval that counts, in order of time, then rank.
  ///
  /// A rerank stands for the retrieval whose documents it ranked.
  public let documents: [DocumentUse]
  /// The question's content words as it spells them, in order, each once.
  public let questionTerms: [String]
  /// Those of them that some documents hold and others do not.
  public let decisiveTerms: [String]
  /// How it was done, and what was left out for size.
  public let method: String

  /// The answer's content words, by place.
  let answerWords: [Word]
}
