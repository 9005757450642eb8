import TraceModel

/// What each model call saw and wrote, so that a call whose input begins with all of it refers to the call
/// instead of listing every message again: a conversation of n turns would take n² lines.
struct Transcripts {
  private struct Transcript {
    var span: Int
    var anchors: [String]
  }

  private var byLast: [String: [Transcript]] = [:]

  /// Remembers a call; messages without a home are left out.
  mutating func add(_ messages: [Message], span: Int, store: TextStore) {
    let anchors = messages.compactMap { store.anchor(of: $0) }
    guard anchors.count >= 3, let last = anchors.last else { return }
    byLast[last, default: []].append(Transcript(span: span, anchors: anchors))
  }

  /// The call whose whole transcript is the longest beginning of these messages, and its length.
  func call(before messages: ArraySlice<Message>, store: TextStore) -> (span: Int, count: Int)? {
    let anchors = messages.map { store.anchor(of: $0) ?? "" }
    for count in stride(from: anchors.count, through: 3, by: -1) {
      let match = byLast[anchors[count - 1]]?.last {
        $0.anchors.count == count && $0.anchors.elementsEqual(anchors[..<count])
      }
      if let match { return (match.span, count) }
    }
    return nil
  }
}
