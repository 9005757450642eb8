/// A moment in time as whole nanoseconds since 1970-01-01T00:00:00Z.
///
/// Integers only: OpenTelemetry times exceed 2^53, so a `Double` would lose digits.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Nanoseconds since the Unix epoch; valid until the year 2262.
  public var nanoseconds: Int64

  /// Creates a moment from nanoseconds since the Unix epoch.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Orders moments by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The nanoseconds from `earlier` to this moment; negative if `earlier` is later. Saturates.
  public func nanoseconds(since earlier: Timestamp) -> Int64 {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    guard overflow else { return difference }
    return nanoseconds < earlier.nanoseconds ? .min : .max
  }
}
