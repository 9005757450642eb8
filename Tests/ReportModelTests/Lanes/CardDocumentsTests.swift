import Testing
import TraceAnalysis
import TraceModel

@testable import ReportModel

@Suite("Documents on a card")
struct CardDocumentsTests {
  private func rows(_ documents: [Document]) -> [CardDocument] {
    let search = span("search", .retrieval, 0...1) { $0.retrieval = Retrieval(documents: documents) }
    return page([trace([search])]).traces[0].graph.cards.first?.documents ?? []
  }

  @Test("A document with a title has it, and its text below")
  func titled() {
    let row = rows([Document(title: "Returns", content: "Clothing goes back within 30 days.", rank: 1)]).first
    #expect(row?.title == "Returns" && row?.text == "Clothing goes back within 30 days.")
  }

  @Test("Without titles the texts are parted between words, and what all begin with is left out")
  func untitled() {
    let texts = [
      "Clothing may go back within 30 days of the purchase, unworn.", "Electronics: 14 days.",
      "Gifts: never.",
    ]
    let rows = rows(
      texts.enumerated().map { Document(content: "[Source: Returns and Refunds Policy] \($1)", rank: $0 + 1) }
    )
    #expect(
      rows.map(\.title) == [
        "… Clothing may go back within 30 days of the …", "… Electronics: 14 days.", "… Gifts: never.",
      ])
    #expect(rows.map(\.text) == ["… purchase, unworn.", "", ""])
  }
}
