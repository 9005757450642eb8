import TraceModel

/// Reads lists of documents: OpenInference's indexed ones, LangChain's, and those of hand-written JSON.
enum DocumentReader {
  /// The documents in a list, or in a map that holds one; ranked by their order.
  static func documents(_ value: AttributeValue) -> [Document] {
    guard let elements = list(value) else { return [] }
    var documents: [Document] = []
    for element in elements {
      if var document = document(element.unwrapped) {
        document.rank = documents.count + 1
        documents.append(document)
      }
    }
    return documents
  }

  private static let listNames = [
    "documents", "results", "docs", "chunks", "matches", "hits", "items", "passages", "output", "outputs",
    "result",
    "data", "nodes", "source_nodes",
  ]

  /// The list of documents in a value, at most three wrappers deep.
  private static func list(_ value: AttributeValue, depth: Int = 0) -> [AttributeValue]? {
    let value = value.unwrapped
    if let elements = value.array { return elements }
    guard depth < 3, value.map != nil else { return nil }
    for name in listNames {
      if let inner = value[name], let found = list(inner, depth: depth + 1) { return found }
    }
    return nil
  }

  private static func document(_ value: AttributeValue) -> Document? {
    if case .string(let text) = value { return text.isEmpty ? nil : Document(content: text, rank: 0) }
    for wrapper in ["document", "node", "kwargs"] {
      if let inner = value[wrapper], inner.map != nil { return document(outer: value, inner: inner) }
    }
    return document(outer: value, inner: value)
  }

  private static func document(outer: AttributeValue, inner: AttributeValue) -> Document? {
    guard inner.map != nil else { return nil }
    let metadata = (first(inner, ["metadata", "meta", "payload"]) ?? .null).unwrapped
    let content =
      first(inner, ["content", "page_content", "text", "pageContent", "snippet", "preview", "chunk", "body"])
      ?? first(metadata, ["text", "content", "page_content"])
    let id = first(inner, ["id", "doc_id", "document_id", "chunk_id"])?.plainText
    let score = score(outer) ?? score(inner) ?? score(metadata)
    let title =
      first(inner, ["title", "source", "name", "file"])?.plainText
      ?? first(metadata, ["title", "source", "name", "file", "file_name", "filename", "src", "doc_uri"])?
      .plainText
    guard content != nil || id != nil || title != nil else { return nil }
    return Document(
      id: id, title: title, content: content?.plainText ?? "", score: score, rank: 0,
      metadata: metadata.map ?? extras(inner))
  }

  private static func first(_ value: AttributeValue, _ names: [String]) -> AttributeValue? {
    for name in names {
      if let found = value[name], !found.isVoid { return found }
    }
    return nil
  }

  /// The retriever's score; real files hide it in the metadata.
  private static func score(_ value: AttributeValue) -> Double? {
    first(value, ["score", "similarity", "relevance_score", "similarity_score", "_score", "rerank_score"])?
      .double
  }

  private static let readNames: Set<String> = [
    "content", "page_content", "text", "pageContent", "snippet", "preview", "chunk", "body", "id", "doc_id",
    "document_id", "chunk_id", "score", "similarity", "relevance_score", "similarity_score", "_score",
    "rerank_score", "title", "metadata", "type",
  ]

  /// Members of a flat document that have no field of their own.
  private static func extras(_ value: AttributeValue) -> [Attribute] {
    (value.map ?? []).filter { !readNames.contains($0.name) && !$0.value.isVoid }
  }
}
