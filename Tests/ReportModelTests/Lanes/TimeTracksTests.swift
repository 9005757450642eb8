import Testing

@testable import ReportModel

@Suite("Bars of one row of true time")
struct TimeTracksTests {
  static func bar(_ x: Double, _ end: Double) -> TrueTimeView.Bar {
    TrueTimeView.Bar(
      x: x, width: end - x, color: .llm, words: "#1", isCritical: true, target: "t", label: "#1")
  }

  /// Of each bar its track and how many there are, as `0 of 2`.
  static func laid(_ bars: TrueTimeView.Bar...) -> [String] {
    var bars = bars
    TimeTracks.lay(&bars)
    return bars.map { "\($0.track) of \($0.tracks)\($0.words.isEmpty ? "" : ", named")" }
  }

  @Test("Bars that follow each other have the row to themselves, also where they all but touch")
  func sequence() {
    #expect(
      Self.laid(Self.bar(0, 50), Self.bar(50, 80), Self.bar(79, 90))
        == Array(repeating: "0 of 1, named", count: 3))
  }

  @Test("What ran at once lies below each other, without words that would lie over each other")
  func parallel() {
    #expect(
      Self.laid(Self.bar(0, 100), Self.bar(10, 40), Self.bar(50, 90), Self.bar(100, 120)) == [
        "0 of 2", "1 of 2", "1 of 2", "0 of 1, named",
      ])
  }

  @Test("A moment within a longer step takes nothing of its height")
  func moments() {
    #expect(Self.laid(Self.bar(0, 50), Self.bar(20, 22)) == ["0 of 1, named", "0 of 1, named"])
  }

  @Test("More than three at once share the last track")
  func many() {
    #expect(
      Self.laid(Self.bar(0, 90), Self.bar(1, 91), Self.bar(2, 92), Self.bar(3, 93), Self.bar(4, 94)) == [
        "0 of 3", "1 of 3", "2 of 3", "2 of 3", "2 of 3",
      ])
  }
}
