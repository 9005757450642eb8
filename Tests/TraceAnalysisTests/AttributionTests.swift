import Testing
import TraceAnalysis
import TraceModel

/// A question, what was retrieved for it, and what was answered.
struct Pipeline {
  var question = "What is your return policy for electronics?"
  var answer =
    "You can return any item of clothing within 60 days of purchase, unworn and with its tags attached, for a full refund."
  var documents = [
    Document(
      title: "Clothing returns",
      content:
        "Clothing may be returned within 60 days of purchase if it is unworn and has its tags attached.",
      score: 0.89, rank: 1),
    Document(
      title: "Electronics returns",
      content:
        "Electronics may be returned within 15 days, unopened. Opened items carry a 15% restocking fee.",
      score: 0.87, rank: 2),
    Document(
      title: "Shipping times", content: "Orders leave our warehouse within two working days.", score: 0.63,
      rank: 3),
    Document(title: "Shipping costs", content: "Free above $50 within the country.", score: 0.61, rank: 4),
    Document(
      title: "Tracking a parcel", content: "A link to follow the parcel comes by e-mail.", score: 0.58,
      rank: 5),
  ]
  var finishReason = "stop"

  var analysis: AnalysedTrace {
    let retrieval = span("search", in: "root", .retrieval, 10...1_800, name: "vector_search") {
      $0.retrieval = Retrieval(query: question, documents: documents)
    }
    let call = llm("call", in: "root", 1_810...3_200, input: 3_200, output: 141, says: answer) {
      let context = documents.map(\.content).joined(separator: "\n\n")
      $0.llm?.input = [
        Message(role: .system, text: "Answer from the context."),
        Message(role: .user, text: "Context:\n\(context)\n\nQuestion: \(question)"),
      ]
      $0.llm?.finishReasons = [finishReason]
    }
    let root = span("root", .chain, 0...3_210, name: "rag_chat") { $0.input = Payload(question) }
    return AnalysedTrace(trace(root, retrieval, call))
  }
}

private func slice(_ text: String, _ range: Range<Int>) -> String {
  String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

@Suite struct AttributionTests {
  @Test func `phrases of the answer are found in the document they come from`() throws {
    let pipeline = Pipeline()
    let attribution = try #require(pipeline.analysis.attribution)
    let used = try #require(attribution.documents.first)
    #expect(used.share > 0.5)
    #expect(
      used.answerRanges.map { slice(attribution.answer, $0) }.contains {
        $0.contains("within 60 days of purchase")
      })
    #expect(
      used.documentRanges.map { slice(pipeline.documents[0].content, $0) }.contains {
        $0.contains("within 60 days")
      })
    #expect(attribution.documents.dropFirst(2).allSatisfy { $0.share == 0 })
  }

  @Test func `the question's terms are named as it spells them, with their places`() throws {
    let attribution = try #require(Pipeline().analysis.attribution)
    #expect(attribution.questionTerms == ["return", "policy", "electronics"])
    #expect(attribution.decisiveTerms.contains("electronics"))
    #expect(attribution.documents[0].missingTerms.contains("electronics"))
    #expect(attribution.documents[1].questionTerms.contains("electronics"))
    #expect(attribution.documents[1].titleRanges == [0..<11, 12..<19])
  }

  @Test func `documents are located in the prompt in order`() throws {
    let attribution = try #require(Pipeline().analysis.attribution)
    #expect(attribution.documents.map { $0.promptPosition?.order } == [0, 1, 2, 3, 4])
  }

  @Test func `a rerank stands for the retrieval it ranked`() throws {
    let documents = Pipeline().documents
    let search = span("search", .retrieval, 0...1) { $0.retrieval = Retrieval(documents: documents) }
    let rerank = span("rerank", .rerank, 2...3) {
      $0.retrieval = Retrieval(documents: Array(documents.prefix(2)), inputDocuments: documents)
    }
    let analysis = AnalysedTrace(trace(search, rerank, llm("call", 4...5, says: Pipeline().answer)))
    #expect(analysis.attribution?.documents.map(\.span) == [1, 1])
  }

  @Test func `ideographs are words, and offsets are bytes`() throws {
    let attribution = try #require(
      Pipeline(
        question: "电子产品可以退货吗？", answer: "衣服可以在六十天内退货。",
        documents: [Document(content: "所有衣服可以在六十天内退货，须保留标签。", rank: 1)]
      ).analysis.attribution)
    let repeated = attribution.documents[0].answerRanges.map { slice(attribution.answer, $0) }
    #expect(repeated.contains { $0.contains("六十天内") })
  }

  @Test func `without documents or without an answer there is no attribution`() {
    #expect(Pipeline(documents: []).analysis.attribution == nil)
    #expect(Pipeline(answer: "").analysis.attribution == nil)
  }
}

@Suite struct AnswerFollowsOtherDocumentTests {
  private func finding(_ pipeline: Pipeline) -> Finding? {
    pipeline.analysis.finding(.answerFollowsOtherDocument)
  }

  @Test func `the answer follows clothing though electronics were asked for`() throws {
    let findings = Pipeline().analysis.findings
    let first = try #require(findings.first)
    #expect(first.id == .answerFollowsOtherDocument)
    #expect(first.title == "The answer follows a document about something else.")
    #expect(first.detail.contains(.term("electronics")))
    #expect(first.detailText.contains("of its phrases with document 1 “Clothing returns” (score 0.89)."))
    #expect(
      first.detailText.hasSuffix(
        "stands only in document 2 “Electronics returns” (score 0.87), which came second."))
    #expect(first.documents.map(\.index) == [0, 1])
    #expect(first.isHeuristic && first.method == "phrase overlap and term coverage")
  }

  @Test func `a term in the title alone counts`() throws {
    var pipeline = Pipeline()
    pipeline.documents[1].content = "May be returned within 15 days, unopened."
    #expect(finding(pipeline) != nil)
  }

  @Test func `documents without scores are named without them`() throws {
    var pipeline = Pipeline()
    for index in pipeline.documents.indices { pipeline.documents[index].score = nil }
    let text = try #require(finding(pipeline)?.detailText)
    #expect(!text.contains("score"))
  }

  @Test func `documents without titles are named by their beginning`() throws {
    var pipeline = Pipeline()
    for index in pipeline.documents.indices { pipeline.documents[index].title = nil }
    let text = try #require(finding(pipeline)?.detailText)
    #expect(text.contains("document 1 “Clothing may be returned"))
  }

  @Test(arguments: [
    "Electronics may be returned within 15 days, unopened. Opened items carry a 15% restocking fee.",
    "Clothing may be returned within 60 days of purchase, electronics within 15 days, unopened.",
    "I do not know.",
  ])
  func `it is silent where the answer follows electronics, both or nothing`(answer: String) {
    #expect(finding(Pipeline(answer: answer)) == nil)
  }

  @Test(arguments: [
    "What is your return policy for gadgets?", "Can I send back clothing?",
    "How long do I have to return a shirt or other clothing?", "What can I return within 60 days?",
  ])
  func `it is silent where no other document has the question's words`(question: String) {
    #expect(finding(Pipeline(question: question)) == nil)
  }

  @Test func `it is silent for two pieces of one text`() {
    var pipeline = Pipeline()
    for index in 0...1 {
      pipeline.documents[index].metadata = [Attribute("source", .string("returns.md"))]
    }
    #expect(finding(pipeline) == nil)
  }

  @Test func `it is silent where a chunk speaks of its subject by a pronoun`() {
    let answer = "Acme was founded in 1990 by Jane Roe in a small garage in Ohio."
    let pipeline = Pipeline(
      question: "Who founded Acme?", answer: answer,
      documents: [
        Document(content: "It was founded in 1990 by Jane Roe in a small garage in Ohio.", rank: 1),
        Document(content: "Acme sells anvils. The founded company prospers.", rank: 2),
      ])
    #expect(finding(pipeline) == nil)
  }

  @Test func `across two searches each document is named with its search`() throws {
    let documents = Pipeline().documents
    func search(_ id: String, _ document: Document) -> Span {
      span(id, .retrieval, 0...1) { $0.retrieval = Retrieval(documents: [document]) }
    }
    let call = llm("call", 4...5, says: Pipeline().answer) {
      $0.llm?.input = [Message(role: .user, text: Pipeline().question)]
    }
    let analysis = AnalysedTrace(trace(search("kb", documents[0]), search("faq", documents[1]), call))
    let found = try #require(analysis.finding(.answerFollowsOtherDocument))
    #expect(found.detailText.contains("of “kb”") && found.detailText.contains("of “faq”"))
    #expect(found.spans == [0, 1])
  }
}

@Suite struct UnusedDocumentsTests {
  @Test func `documents that share nothing with the answer are counted`() throws {
    let found = try #require(Pipeline().analysis.finding(.documentsUnused))
    #expect(found.title.hasSuffix("of five documents were not used."))
    #expect(found.detailText.contains("~"))
    #expect(found.documents.map(\.index).contains(2))
  }

  @Test func `it is silent where the answer follows no document`() {
    #expect(Pipeline(answer: "I do not know.").analysis.finding(.documentsUnused) == nil)
  }
}
