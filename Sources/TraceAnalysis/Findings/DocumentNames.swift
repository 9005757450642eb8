import TraceModel
import TraceText

extension FindingContext {
  func document(_ use: DocumentUse) -> Document? {
    let documents = spans[use.span].retrieval?.documents ?? []
    return documents.indices.contains(use.index) ? documents[use.index] : nil
  }

  /// `document 1 “Clothing returns” (score 0.89)`.
  func name(_ use: DocumentUse, withSpan: Bool = false) -> String {
    let document = document(use)
    var name = "document \(document?.rank ?? use.index + 1)"
    if withSpan { name += " of “\(spans[use.span].name.preview(40))”" }
    let title = document?.title.map { $0.preview(60) }
    if let title, !title.isEmpty {
      name += " “\(title)”"
    } else if let content = document?.content, !content.isEmpty {
      name += " “\(content.preview(40))”"
    }
    if let score = document?.score { name += " (score \(Formatting.score(score)))" }
    return name
  }
}
