import ChatReading
import TraceModel
import TraceSource

extension SpanFields {
  /// The search for documents, or their new ranking, on spans of those kinds.
  mutating func retrieval() -> Retrieval? {
    guard kind == .retrieval || kind == .rerank else { return nil }
    var retrieval = Retrieval()
    retrieval.query = text(.query) ?? payloadQuery()
    retrieval.topK = count(.topK)
    retrieval.documents = documents(.documents)
    retrieval.inputDocuments = documents(.inputDocuments)
    if retrieval.documents.isEmpty { retrieval.documents = payloadDocuments() }
    addColumns(to: &retrieval.documents)
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

  /// Adds what parallel lists say of the documents: one of ids, one of titles, one of texts, one of scores.
  ///
  /// Without documents the lists make them. Lists of another length belong to something else and stay attributes.
  private mutating func addColumns(to documents: inout [Document]) {
    let columns: [Concept] = [.documentIDs, .documentTitles, .documentTexts, .documentScores]
    let count = documents.isEmpty ? columns.map { column($0).count }.max() ?? 0 : documents.count
    guard count > 0 else { return }
    if documents.isEmpty { documents = (1...count).map { Document(content: "", rank: $0) } }
    fill(&documents, .documentIDs) { document, value in
      document.id = document.id ?? value.plainText
      return document.id == value.plainText
    }
    fill(&documents, .documentTitles) { document, value in
      document.title = document.title ?? value.plainText
      return document.title == value.plainText
    }
    fill(&documents, .documentTexts) { document, value in
      if document.content.isEmpty { document.content = value.plainText }
      return document.content == value.plainText
    }
    fill(&documents, .documentScores) { document, value in
      document.score = document.score ?? value.double
      return document.score != nil && document.score == value.double
    }
  }

  /// Gives each document its element of a list; the list is represented where every document took its own.
  private mutating func fill(
    _ documents: inout [Document], _ concept: Concept, _ set: (inout Document, AttributeValue) -> Bool
  ) {
    for found in all(concept) {
      guard let values = found.value.unwrapped.array, values.count <= documents.count else { continue }
      var isWhole = true
      for (place, value) in values.enumerated() {
        let isTaken = set(&documents[place], value)
        isWhole = isWhole && isTaken
      }
      if isWhole { represent(found) }
    }
  }

  private mutating func column(_ concept: Concept) -> [AttributeValue] {
    all(concept).first?.value.unwrapped.array ?? []
  }

  /// The general input as a query: a text, or the query within a map of arguments.
  private mutating func payloadQuery() -> String? {
    for found in all(.input) {
      let value = Envelope.peel(found.value).value
      if case .string(let text) = value {
        if found.value.string == text { represent(found) }
        return text
      }
      for name in ["query", "question", "input", "text", "search_query", "q", "prompt", "query_str"] {
        if let text = value[name]?.string, !text.isEmpty { return text }
      }
      // LlamaIndex hands a query on as an object.
      for name in ["query_bundle", "str_or_query_bundle"] {
        let bundle = value[name]
        if let text = bundle?["query_str"]?.string ?? bundle?.string, !text.isEmpty { return text }
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
