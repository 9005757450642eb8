import Testing
import TraceModel

@testable import ReportModel

/// Ids of the source become ids of the page: safe in every context, never twice.
@Suite struct AnchorTableTests {
  private func anchors(_ ids: String...) -> [String] {
    var table = AnchorTable()
    return table.spans(ids.map { Span(id: $0, name: "step") })
  }

  @Test("Ordinary ids can be read")
  func ordinary() {
    #expect(anchors("74676d94e70815f5", "run-1.2") == ["s-74676d94e70815f5", "s-run-1.2"])
    var table = AnchorTable()
    #expect(table.trace("6c7aef6d") == "t-6c7aef6d")
  }

  @Test(
    "Hostile ids are spelled in a safe alphabet",
    arguments: [
      "__proto__", #"s-1"><b>"#, "a b", "'", "../x", "#top", "\u{0}", "é", "👩‍👩‍👧", "%22", "a&amp;b", "",
    ])
  func hostile(id: String) {
    let anchor = anchors(id)[0]
    let safe = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
    #expect(anchor.hasPrefix("s-"))
    #expect(anchor.allSatisfy(safe.contains), "\(anchor)")
  }

  @Test("Each id has its own anchor, even those that are spelled alike")
  func distinct() {
    let ids = ["a_b", "a_5fb", "a_", "a", "a~2", "a", "a", "", "", "__proto__", "__proto__"]
    var table = AnchorTable()
    let all = table.spans(ids.map { Span(id: $0, name: "step") })
    #expect(Set(all).count == ids.count)
  }

  @Test("Spans of two traces never share an anchor")
  func acrossTraces() {
    var table = AnchorTable()
    let first = table.spans([Span(id: "1", name: "a")])
    let second = table.spans([Span(id: "1", name: "b"), Span(id: "1~2", name: "c")])
    #expect(first == ["s-1"])
    #expect(Set(first + second).count == 3)
    #expect(table.trace("x") != table.trace("x"))
  }
}
