package import TraceModel
import TraceText

/// Finds times that were written in seconds, milliseconds or microseconds where nanoseconds are expected.
///
/// Such a number read as nanoseconds lies in the first days of 1970. Beside times of our days it would stretch the
/// run over decades, so it is set aside; a trace that holds no others is shown as it is read, and told.
package enum MisreadTimes {
  /// Units and how many nanoseconds they have.
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("microseconds", 1_000), ("milliseconds", 1_000_000), ("seconds", 1_000_000_000),
  ]
  /// 2010-01-01 and 2040-01-01, in nanoseconds.
  private static let years: Range<Int64> = 1_262_304_000_000_000_000..<2_208_988_800_000_000_000

  /// Takes misread times away from spans that stand beside others; each stays as an attribute. O(n).
  package static func setAside(in spans: inout [Span], places: [SourcePlace]) -> [Diagnostic] {
    let found = spans.indices.filter { index in
      [spans[index].start, spans[index].end].contains { $0.flatMap(unit) != nil }
    }
    guard let first = found.first,
      let moment = [spans[first].start, spans[first].end].lazy
        .compactMap(\.self).first(where: { unit($0) != nil }), let unit = unit(moment)
    else { return [] }
    let others = spans.contains { span in
      [span.start, span.end].contains { $0.map { years.contains($0.nanoseconds) } ?? false }
    }
    let reading =
      "looks like \(unit): \(moment.nanoseconds) read as nanoseconds is "
      + Formatting.exactMoment(nanoseconds: moment.nanoseconds)
    if !others {
      // Seconds may as well be the first of a clock that starts with the run.
      guard unit != "seconds", spans.allSatisfy({ $0.start.map { Self.unit($0) == unit } ?? true }) else {
        return []
      }
      return [
        Diagnostic(
          severity: .note, place: places[first], message: "the first time \(reading)",
          action: "all times are shown as they are read")
      ]
    }
    for index in found { spans[index].setMisreadTimesAside(where: { Self.unit($0) != nil }) }
    let subject =
      found.count == 1
      ? "a time of the span “\(spans[first].name)”"
      : "times of \(found.count) spans look so; the first, of “\(spans[first].name)”,"
    return [
      Diagnostic(
        severity: .note, place: places[first], message: "\(subject) \(reading)",
        action: "not used; it stands among the attributes")
    ]
  }

  /// The unit in which the number would be a moment of our days.
  private static func unit(_ time: Timestamp) -> String? {
    units.first { unit in
      let (moment, isTooLarge) = time.nanoseconds.multipliedReportingOverflow(by: unit.nanoseconds)
      return !isTooLarge && years.contains(moment)
    }?.name
  }
}

extension Span {
  fileprivate mutating func setMisreadTimesAside(where isMisread: (Timestamp) -> Bool) {
    if let time = start, isMisread(time) {
      attributes.append(Attribute("start_time_unix_nano", .int(time.nanoseconds)))
      start = nil
    }
    if let time = end, isMisread(time) {
      attributes.append(Attribute("end_time_unix_nano", .int(time.nanoseconds)))
      end = nil
    }
  }
}
