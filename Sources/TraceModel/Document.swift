/// One document that a retrieval or reranking returned.
public struct Document: Hashable, Sendable {
  /// The store's id of the document.
  public var id: String?
  /// A short name: the metadata's title, source or file name.
  public var title: String?
  /// The text; empty where the source keeps it to itself.
  public var content: String
  /// The retriever's score; its range is the retriever's own.
  public var score: Double?
  /// The place in the result list, from 1.
  public var rank: Int
  /// What the store says of the document besides.
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
