/// What each model call saw and wrote, so that a call whose input begins with all of it refers to the call
/// instead of listing every message again: a conversation of n turns would take n² lines.
struct Transcripts {
  private struct Transcript {
    var span: Int
    var anchors: [String]
  }

  private var byLast: [String: [Transcript]] = [:]

  /// Remembers a call by the anchors of its messages; those without a home are left out.
  mutating func add(_ anchors: [String], span: Int) {
    guard anchors.count >= 3, let last = anchors.last else { return }
    byLast[last, default: []].append(Transcript(span: span, anchors: anchors))
  }

  /// The call whose whole transcript is the longest beginning of the messages with these anchors, and its length.
  func call(before anchors: [String]) -> (span: Int, count: Int)? {
    for count in stride(from: anchors.count, through: 3, by: -1) {
      let match = byLast[anchors[count - 1]]?.last {
        $0.anchors.count == count && $0.anchors.elementsEqual(anchors[..<count])
      }
      if let match { return (match.span, count) }
    }
    return nil
  }
}
