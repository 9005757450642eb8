package import TraceModel
import TraceSource

/// Reads lists of documents: OpenInference's indexed ones, LangChain's, and those of hand-written JSON.
package struct DocumentReader {
  /// Whether everything read so far stands in what was returned.
  package private(set) var isComplete = true

  /// Creates a reader that has left nothing out yet.
  package init() {}

  /// The documents in a list, or in a map that holds one; ranked by their order.
  package mutating func documents(_ value: AttributeValue) -> [Document] {
    guard let elements = list(value) else { return [] }
    var documents: [Document] = []
    for element in elements {
      if var document = document(element.unwrapped) {
        document.rank = documents.count + 1
        documents.append(document)
      } else if !element.isVoid {
        isComplete = false
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
  private mutating func list(_ value: AttributeValue, depth: Int = 0) -> [AttributeValue]? {
    var value = value.unwrapped
    if let object = value.string.flatMap(PythonText.value) { value = object }
    if let elements = value.array { return elements }
    guard depth < 3, let members = value.map else { return nil }
    for name in Self.listNames {
      guard let inner = value[name], let found = list(inner, depth: depth + 1) else { continue }
      if members.contains(where: { $0.name != name && !$0.value.isVoid }) { isComplete = false }
      return found
    }
    return nil
  }

  private func document(_ value: AttributeValue) -> Document? {
    if case .string(let text) = value {
      // Code that merely looks like an object is a text like any other.
      if let object = PythonText.value(text), object.map != nil, let document = document(object) {
        return document
      }
      return text.isEmpty || PythonText.isOpaque(text) ? nil : Document(content: text, rank: 0)
    }
    guard var outer = Members(value) else { return nil }
    for wrapper in Self.wrapperNames {
      guard let inner = outer.take(wrapper).flatMap({ Members($0) }) else { continue }
      outer.ignore("lc", "type", "id")
      guard var document = Self.document(inner) else { return nil }
      if let score = Self.score(&outer) { document.score = score }
      document.metadata += outer.rest
      return document
    }
    return Self.document(outer)
  }

  private static func document(_ source: Members) -> Document? {
    var members = source
    var inner = members.take("metadata", "meta", "payload", "_source").flatMap { Members($0.unwrapped) }
    let content = members.text(textNames) ?? inner?.text(textNames)
    let id = members.text(
      "id", "id_", "_id", "node_id", "doc_id", "document_id", "chunk_id", "index", "chunk_idx", "chunk_index")
    let score = score(&members) ?? inner?.peek(scoreNames)?.double
    let title =
      members.text("title", "source", "name", "file")
      ?? inner?.peek(titleNames)?.plainText
    guard content != nil || id != nil || title != nil else { return nil }
    members.ignore("type")
    return Document(
      id: id, title: title, content: content ?? "", score: score, rank: 0,
      metadata: (inner?.rest ?? []) + members.rest)
  }

  /// Names of a document's text, the most telling first.
  package static let textNames = [
    "content", "page_content", "text", "pageContent", "snippet", "preview", "chunk", "body", "text_snippet",
    "chunk_text", "passage", "excerpt", "document",
  ]
  /// Names of the map that is the document, where its score stands beside it.
  package static let wrapperNames = ["document", "node", "kwargs"]
  private static let titleNames = [
    "title", "source", "name", "file", "file_name", "filename", "src", "doc_uri",
  ]
  /// Names of the score, the most telling first. Real files hide it in the metadata.
  package static let scoreNames = [
    "score", "similarity", "relevance_score", "similarity_score", "_score", "final_score", "combined_score",
    "hybrid_score", "rerank_score", "relevanceScore", "cosine_similarity",
  ]

  /// The score, which may be the last of several that stand in a map.
  private static func score(_ members: inout Members) -> Double? {
    guard let score = members.peek(scoreNames)?.double else {
      return members.peek(["scores"]).flatMap { Members($0) }?.peek(scoreNames + ["final", "total"])?.double
    }
    _ = members.take(scoreNames)
    return score
  }
}
