import Testing
import TraceModel

@testable import TraceSource

@Suite("Native times")
struct NativeTimeTests {
  @Test("a number in seconds keeps all digits that the source wrote")
  func seconds() {
    #expect(NativeTime.seconds(.double(1_763_000_000.123456))?.nanoseconds == 1_763_000_000_123_456_000)
    #expect(NativeTime.seconds(.int(1_763_000_000))?.nanoseconds == 1_763_000_000_000_000_000)
    #expect(NativeTime.seconds(.string("1763000000.5"))?.nanoseconds == 1_763_000_000_500_000_000)
  }

  @Test("nanoseconds are read exactly, and as a double where the source wrote one")
  func nanoseconds() {
    #expect(
      NativeTime.nanoseconds(.int(1_790_000_000_123_456_789))?.nanoseconds == 1_790_000_000_123_456_789)
    #expect(NativeTime.nanoseconds(.double(1.79e18))?.nanoseconds == 1_790_000_000_000_000_000)
    #expect(NativeTime.milliseconds(.int(1_790_000_000_123))?.nanoseconds == 1_790_000_000_123_000_000)
  }

  @Test("what is no time after 1970 is none", arguments: ["", "-1", "1e99", "12:30", "1.2.3", "0", "9e30"])
  func none(text: String) {
    #expect(NativeTime.seconds(.string(text)) == nil)
  }

  @Test("a length of time may be zero")
  func zero() {
    #expect(NativeTime.length(seconds: .int(0)) == 0)
    #expect(NativeTime.length(milliseconds: .double(1.5)) == 1_500_000)
  }
}
