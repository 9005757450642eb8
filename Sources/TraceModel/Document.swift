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

extension Document {
  /// What stands where its score was to be and is no number that orders anything: `NaN`, `Infinity`.
  public var brokenScore: String? {
    guard score == nil else { return nil }
    for attribute in metadata {
      let name = attribute.name.lowercased()
      guard name.contains("score") || name.contains("similarity") else { continue }
      switch attribute.value {
      case .double(let number) where number.isNaN: return "NaN"
      case .double(let number) where number.isInfinite: return number < 0 ? "−Infinity" : "Infinity"
      case .string(let text) where text.lowercased() == "nan": return "NaN"
      default: break
      }
    }
    return nil
  }
}
