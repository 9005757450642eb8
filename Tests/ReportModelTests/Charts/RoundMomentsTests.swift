import Testing

@testable import ReportModel

/// Round moments of a run, and what they are called.
@Suite struct RoundMomentsTests {
  private let minute: Int64 = 60_000_000_000

  @Test("Moments are steps of a clock, and none lies within idle time")
  func moments() {
    let idle = [5 * minute..<2_885 * minute]
    let moments = RoundMoments(about: Double(2 * minute), duration: 2_890 * minute, idle: idle)
    #expect(moments.map { $0 / minute } == [0, 2, 4, 2_886, 2_888, 2_890])
  }

  @Test("Of two moments that read alike the later one says how far it is from the earlier")
  func words() {
    var words = RoundMoments.Words()
    let named = [1_440, 1_443, 1_446, 1_500].map { words.next($0 * minute) }
    #expect(named == ["1 d", "1 d 3 m", "1 d 6 m", "1 d 1 h"])
    #expect([3_001, 3_002].map { words.next($0 * minute) } == ["2 d 2 h", "+1 m"])
  }
}
