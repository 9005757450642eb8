import Testing

@testable import ReportModel

@Suite("A cycle's row in the folded drawing")
struct MachineCycleTests {
  @Test("Long words end before the count", arguments: [false, true])
  func words(isLoop: Bool) {
    let names = Array(repeating: "search_everything", count: 6).joined(separator: " → ")
    let cycle = MachineCycle(words: names, count: "×12", place: "from #2", isLoop: isLoop, target: "a")
      .fitted(to: 350)
    let end = MachineCycle.wordsStart + TextMeasure.width(cycle.drawn, size: 11, bold: isLoop)
    #expect(cycle.drawn.hasSuffix("…") && cycle.words == names)
    #expect(end < 350 - MachineCycle.countEnd - TextMeasure.width("×12", size: 11, bold: true))
  }

  @Test("Short words stay whole")
  func short() {
    let cycle = MachineCycle(words: "Edit → Bash", count: "×2", place: "turn 1", isLoop: false, target: "a")
    #expect(cycle.fitted(to: 350).drawn == "Edit → Bash")
  }
}
