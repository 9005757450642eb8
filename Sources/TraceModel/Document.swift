/// One document that a retrieval or reranking returned.
public struct Document: Hashable, Sendable {
  public var id: String?
  /// A short name: the metadata's title, source or file name.
  public var title: String?
  public var content: String
  /// The retriever's score; its range is the retriever's own.
  public var score: Double?
  /// The place in the result list, from 1.
  public var rank: Int
  public var metadata: [Attribute]

  /// Creates a document.
  public init(
    id: String? = nil, title: String? = nil, content: String, score: Double? = nil, rank: Int,
    metadata: [Attribute] = []
  ) {
    self.id = id
    self.title = title
    self.content = content
    self.score = score
    self.rank = rank
    self.metadata = metadata
  }
}
