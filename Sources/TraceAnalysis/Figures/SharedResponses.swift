import TraceModel

/// Model calls that carry one response id though they ran one after the other.
///
/// Two records of one call overlap in time. Those that do not are calls of their own under an id that is not
/// unique: a cache, a proxy or a stub gave it out again. They count once all the same (rule 1 of truth).
public struct SharedResponse: Hashable, Sendable {
  /// One span for each stretch of time, in order of time; two or more.
  public let spans: [Int]

  /// Finds them among the spans that `duplicates` takes out for their response id. O(n log n).
  static func find(_ duplicates: [DuplicateCall], in spans: [Span]) -> [SharedResponse] {
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
      return SharedResponse(spans: chosen)
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
