import Testing
import TraceText

/// Every figure reads the same everywhere: these are the rules, and what happens at their borders.
@Suite struct FormattingTests {
  @Test(
    "Counts have a comma for each thousand",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (99_999, "99,999"), (1_234_567, "1,234,567"),
      (-1_000, "−1,000"), (Int.max, "9,223,372,036,854,775,807"), (Int.min, "−9,223,372,036,854,775,808"),
    ])
  func count(value: Int, words: String) { #expect(Formatting.count(value) == words) }

  @Test(
    "Large counts are shortened from 100,000",
    arguments: [
      (99_999, "99,999"), (100_000, "100k"), (412_545, "413k"), (999_600, "1.00 M"), (1_000_000, "1.00 M"),
      (2_410_000, "2.41 M"),
      (1_234_567_890, "1234.57 M"),
    ])
  func shortCount(value: Int, words: String) { #expect(Formatting.shortCount(value) == words) }

  @Test("A noun follows its count")
  func noun() {
    #expect(Formatting.count(0, "error") == "0 errors")
    #expect(Formatting.count(1, "error") == "1 error")
    #expect(Formatting.count(2, "data loss", plural: "data losses") == "2 data losses")
    #expect(Formatting.count(-1, "step") == "−1 steps")
  }

  @Test(
    "A time has the unit that suits it",
    arguments: [
      (0, "0 s"), (1, "1 ns"), (999, "999 ns"), (1_000, "1 µs"), (999_999, "999 µs"), (1_000_000, "1 ms"),
      (999_400_000, "999 ms"), (999_600_000, "1.00 s"), (999_999_999, "1.00 s"), (1_000_000_000, "1.00 s"),
      (1_804_000_000, "1.80 s"), (10_000_000_000, "10.0 s"), (59_900_000_000, "59.9 s"),
      (60_000_000_000, "1 m 0 s"), (862_000_000_000, "14 m 22 s"), (3_599_000_000_000, "59 m 59 s"),
      (3_600_000_000_000, "1 h 0 m"), (172_740_000_000_000, "47 h 59 m"), (172_800_000_000_000, "2 d 0 h"),
      (-4_000_000, "−4 ms"),
    ] as [(Int64, String)])
  func duration(nanoseconds: Int64, words: String) { #expect(Formatting.duration(nanoseconds) == words) }

  @Test(
    "A moment has one unit more than a length above an hour",
    arguments: [
      (59_900_000_000, "59.9 s"), (3_599_000_000_000, "59 m 59 s"), (4_143_000_000_000, "1 h 9 m 3 s"),
      (173_700_000_000_000, "2 d 0 h 15 m"),
    ] as [(Int64, String)])
  func offset(nanoseconds: Int64, words: String) { #expect(Formatting.offset(nanoseconds) == words) }

  @Test("A figure that rounding carries over a border takes the next unit")
  func roundingBorders() {
    #expect(Formatting.duration(9_996_000_000) == "10.0 s")
    #expect(Formatting.duration(59_960_000_000) == "1 m 0 s")
    #expect(Formatting.bytes(999_500) == "1.0 MB")
  }

  @Test("The longest times do not trap", arguments: [Int64.min, Int64.max])
  func longestDuration(nanoseconds: Int64) {
    #expect(Formatting.duration(nanoseconds).hasSuffix("106751 d 23 h"))
  }

  @Test(
    "Dollars have cents, and two telling digits below a dollar",
    arguments: [
      (0, "$0.00"), (1.87, "$1.87"), (0.999, "$1.00"), (0.5, "$0.50"), (0.0094, "$0.0094"),
      (0.00002, "$0.000020"),
      (0.01, "$0.010"), (1234.5, "$1,234.50"), (-0.5, "−$0.50"), (-3, "−$3.00"),
    ])
  func dollars(amount: Double, words: String) { #expect(Formatting.dollars(amount) == words) }

  @Test(
    "A share has one digit below ten percent",
    arguments: [
      (0, "0%"), (0.0005, "<0.1%"), (0.001, "0.1%"), (0.026, "2.6%"), (0.02, "2%"), (0.0994, "9.9%"),
      (0.1, "10%"),
      (0.714, "71%"), (0.996, "99%"), (0.99999, "99%"), (1, "100%"), (1.5, "150%"), (.infinity, "∞"),
    ])
  func percent(share: Double, words: String) { #expect(Formatting.percent(share) == words) }

  @Test(
    "A price has two to five digits behind the point",
    arguments: [
      (3, "$3.00"), (0.075, "$0.075"), (1.25, "$1.25"), (0.00625, "$0.00625"), (1_000, "$1,000.00"),
    ])
  func rate(dollars: Double, words: String) { #expect(Formatting.rate(dollars) == words) }

  @Test(
    "Scores have two digits, tiny ones four",
    arguments: [
      (0, "0.00"), (0.871, "0.87"), (0.01, "0.01"), (0.0042, "0.0042"), (-0.5, "−0.50"), (12.345, "12.35"),
      (.nan, "not a number"), (.infinity, "∞"), (-.infinity, "−∞"),
    ])
  func score(value: Double, words: String) { #expect(Formatting.score(value) == words) }

  @Test("A score that rounds to nothing has no sign")
  func negativeZero() {
    #expect(Formatting.score(-0.00001) == "0.0000")
    #expect(Formatting.decimal(-0.004, digits: 2) == "0.00")
  }

  @Test(
    "Bytes go by powers of 1,000",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1 KB"), (48_499, "48 KB"),
      (48_500, "49 KB"),
      (999_499, "999 KB"), (1_000_000, "1.0 MB"), (1_550_000, "1.6 MB"),
    ])
  func bytes(value: Int, words: String) { #expect(Formatting.bytes(value) == words) }

  @Test(
    "Moments are in UTC by the Gregorian calendar, leap years and the time before 1970 included",
    arguments: [
      (0, "1970-01-01 00:00:00 UTC"), (-1, "1969-12-31 23:59:59 UTC"),
      (951_782_400, "2000-02-29 00:00:00 UTC"),
      (951_868_800, "2000-03-01 00:00:00 UTC"), (1_709_251_199, "2024-02-29 23:59:59 UTC"),
      (4_107_542_399, "2100-02-28 23:59:59 UTC"), (4_107_542_400, "2100-03-01 00:00:00 UTC"),
      (-2_203_891_200, "1900-03-01 00:00:00 UTC"), (-2_203_977_600, "1900-02-28 00:00:00 UTC"),
    ] as [(Int64, String)])
  func moment(seconds: Int64, words: String) {
    #expect(Formatting.moment(nanoseconds: seconds * 1_000_000_000) == words)
  }

  @Test("Exact moments keep each nanosecond")
  func exactMoment() {
    #expect(Formatting.exactMoment(nanoseconds: 1) == "1970-01-01T00:00:00.000000001Z")
    #expect(Formatting.exactMoment(nanoseconds: -1) == "1969-12-31T23:59:59.999999999Z")
    #expect(Formatting.exactMoment(nanoseconds: .max) == "2262-04-11T23:47:16.854775807Z")
    #expect(Formatting.exactMoment(nanoseconds: .min) == "1677-09-21T00:12:43.145224192Z")
  }

  @Test("Decimals round half away from zero and have no locale")
  func decimal() {
    #expect(Formatting.decimal(0.125, digits: 2) == "0.13")
    #expect(Formatting.decimal(-0.125, digits: 2) == "−0.13")
    #expect(Formatting.decimal(2.5, digits: 0) == "3")
    #expect(Formatting.decimal(1234567.891, digits: 1, grouped: true) == "1,234,567.9")
    #expect(Formatting.decimal(1e300, digits: 2) == "1e+300")
  }
}
