import TraceModel

extension SpanFields {
  /// The search for documents, or their new ranking, on spans of those kinds.
  mutating func retrieval() -> Retrieval? {
    guard kind == .retrieval || kind == .rerank else { return nil }
    var retrieval = Retrieval()
    retrieval.query = text(.query) ?? payloadQuery()
    retrieval.topK = count(.topK)
    retrieval.documents = documents(.documents)
    retrieval.inputDocuments = documents(.inputDocuments)
    if retrieval.documents.isEmpty { retrieval.documents = columnDocuments() }
    if retrieval.documents.isEmpty { retrieval.documents = payloadDocuments() }
    completeDocuments(&retrieval)
    retrieval.reportedCount = count(.documentCount)
    return retrieval
  }

  private mutating func documents(_ concept: Concept) -> [Document] {
    var result: [Document] = []
    for found in all(concept) {
      var reader = DocumentReader()
      let documents = reader.documents(found.value)
      guard !documents.isEmpty else { continue }
      if result.isEmpty { result = documents }
      if documents == result && reader.isComplete { represent(found) }
    }
    return result
  }

  /// Documents given as parallel lists: one of texts, one of scores, one of titles, one of ids.
  private mutating func columnDocuments() -> [Document] {
    let texts = column(.documentTexts)
    let titles = column(.documentTitles)
    let ids = column(.documentIDs)
    let scores = column(.documentScores).map(\.double)
    let count = [texts.count, titles.count, ids.count, scores.count].max() ?? 0
    return (0..<count).map { row in
      Document(
        id: element(ids, row)?.plainText, title: element(titles, row)?.plainText,
        content: element(texts, row)?.plainText ?? "", score: element(scores, row) ?? nil, rank: row + 1)
    }
  }

  private mutating func column(_ concept: Concept) -> [AttributeValue] {
    first(concept) { $0.unwrapped.array } ?? []
  }

  private func element<T>(_ list: [T], _ index: Int) -> T? {
    list.indices.contains(index) ? list[index] : nil
  }

  /// The general input as a query: a text, or the query within a map of arguments.
  private mutating func payloadQuery() -> String? {
    for found in all(.input) {
      let value = Envelope.peel(found.value).value
      if case .string(let text) = value {
        if found.value.string == text { represent(found) }
        return text
      }
      for name in ["query", "question", "input", "text", "search_query", "q", "prompt"] {
        if let text = value[name]?.string, !text.isEmpty { return text }
      }
    }
    return nil
  }

  private mutating func payloadDocuments() -> [Document] {
    for found in all(.output) {
      var reader = DocumentReader()
      let content = Envelope.peel(found.value)
      let documents = reader.documents(content.value)
      guard !documents.isEmpty else { continue }
      if reader.isComplete && content.isWhole { represent(found) }
      return documents
    }
    return []
  }

  /// A reranker's output may name its documents by id alone: their texts stand in the input.
  private func completeDocuments(_ retrieval: inout Retrieval) {
    let inputs = Dictionary(
      retrieval.inputDocuments.compactMap { document in document.id.map { ($0, document) } },
      uniquingKeysWith: { first, _ in first })
    for index in retrieval.documents.indices where retrieval.documents[index].content.isEmpty {
      guard let id = retrieval.documents[index].id, let input = inputs[id] else { continue }
      retrieval.documents[index].content = input.content
      retrieval.documents[index].title = retrieval.documents[index].title ?? input.title
    }
  }
}
