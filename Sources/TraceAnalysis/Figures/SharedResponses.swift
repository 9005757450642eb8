import TraceModel

/// Model calls that carry one response id though they ran one after the other: the id is not unique, since a cache, a
/// proxy, a stub or a server that draws it among few gave it out again.
public struct SharedResponse: Hashable, Sendable {
  /// One span for each stretch of time or each call, in order of time; two or more.
  public let spans: [Int]
  /// Whether each is counted, since prompts, words or tokens differ; else nothing tells them from one, and they count
  /// once.
  public let isCountedEach: Bool

  /// Finds them among the counted calls and the spans that `duplicates` takes out for their response id. O(n log n).
  static func find(counted: [Int], _ duplicates: [DuplicateCall], in spans: [Span]) -> [SharedResponse] {
    each(counted, in: spans) + once(duplicates, in: spans)
  }

  private static func each(_ counted: [Int], in spans: [Span]) -> [SharedResponse] {
    counted.grouped { spans[$0].llm?.responseID ?? "" }
      .filter { !$0.key.isEmpty && $0.values.count > 1 }
      .map { SharedResponse(spans: $0.values, isCountedEach: true) }
  }

  private static func once(_ duplicates: [DuplicateCall], in spans: [Span]) -> [SharedResponse] {
    var members: [Int: [Int]] = [:]
    for duplicate in duplicates where duplicate.reason == .sameResponse {
      members[duplicate.of, default: [duplicate.of]].append(duplicate.span)
    }
    return members.sorted { $0.key < $1.key }.compactMap { counted, members in
      let stretches = apart(members, in: spans)
      guard stretches.count > 1 else { return nil }
      // Of several records of one call the counted one, else the one with messages, stands for it.
      let chosen = stretches.compactMap { stretch in
        stretch.first { $0 == counted } ?? stretch.first { spans[$0].llm?.output.isEmpty == false }
          ?? stretch.first
      }
      return SharedResponse(spans: chosen, isCountedEach: false)
    }
  }

  /// The spans by stretches of time that do not touch; those without both times say nothing and are left out.
  private static func apart(_ members: [Int], in spans: [Span]) -> [[Int]] {
    var timed: [(span: Int, start: Timestamp, end: Timestamp)] = []
    for span in members {
      guard let start = spans[span].start, let end = spans[span].end, end > start else { continue }
      timed.append((span, start, end))
    }
    timed.sort { ($0.start, $0.span) < ($1.start, $1.span) }
    var stretches: [[Int]] = []
    var last: Timestamp?
    for record in timed {
      if let end = last, record.start < end, !stretches.isEmpty {
        stretches[stretches.count - 1].append(record.span)
        last = max(end, record.end)
      } else {
        stretches.append([record.span])
        last = record.end
      }
    }
    return stretches
  }
}
