public import TraceModel
import TraceText

/// How what a model call was given differs from what another call was given.
public struct PromptComparison: Hashable, Sendable {
  /// A piece of the later prompt beside the earlier one; places count messages from 0.
  public enum Change: Hashable, Sendable {
    /// Messages that both have.
    case same(before: Int, after: Int, count: Int)
    /// A message that only the later prompt has.
    case new(after: Int)
    /// A message that stands in both in the same role and place, with other words.
    case changed(before: Int, after: Int)
    /// Messages that only the earlier prompt has.
    case gone(before: Int, count: Int)
  }

  /// The pieces in the order of the later prompt; what is gone stands where it was.
  public let changes: [Change]

  /// Compares two prompts: their common beginning, then the longest common subsequence of the rest.
  ///
  /// O(messages beyond the beginning that both were grown from). Rests whose lengths multiply to more than a million
  /// are compared by their common end alone.
  public init(from before: Conversation, to after: Conversation) {
    let shared = after.sharedBeginning(with: before).count
    let (old, new) = (before.dropFirst(shared), after.dropFirst(shared))
    var ids: [MessageKey: Int] = [:]
    func id(_ message: Message) -> Int {
      let key = MessageKey(message)
      if let known = ids[key] { return known }
      ids[key] = ids.count
      return ids.count - 1
    }
    var walk = ChangeWalk(shared: shared)
    let pairs = CommonSubsequence.pairs(old.map(id), new.map(id))
    var (from, to) = (0, 0)
    for (oldPlace, newPlace) in pairs + [(old.count, new.count)] {
      walk.gap(old, from..<oldPlace, new, to..<newPlace)
      if oldPlace < old.count { walk.same(oldPlace, newPlace) }
      (from, to) = (oldPlace + 1, newPlace + 1)
    }
    changes = walk.changes
  }

  /// Whether the prompts share a message or a version of one.
  public var isRelated: Bool {
    changes.contains { change in
      switch change {
      case .same, .changed: true
      case .new, .gone: false
      }
    }
  }

  /// Whether the later prompt is the earlier one with messages added at its end.
  public var isContinuation: Bool {
    changes.enumerated().allSatisfy { index, change in
      switch change {
      case .same: index == 0
      case .new: true
      case .changed, .gone: false
      }
    }
  }
}

/// The pieces of a comparison, in the making.
private struct ChangeWalk {
  private let shared: Int
  private(set) var changes: [PromptComparison.Change] = []

  init(shared: Int) {
    self.shared = shared
    if shared > 0 { changes.append(.same(before: 0, after: 0, count: shared)) }
  }

  mutating func same(_ old: Int, _ new: Int) {
    let (before, after) = (old + shared, new + shared)
    if case .same(let start, let place, let count)? = changes.last, start + count == before,
      place + count == after
    {
      changes[changes.count - 1] = .same(before: start, after: place, count: count + 1)
    } else {
      changes.append(.same(before: before, after: after, count: 1))
    }
  }

  /// What stands between two messages that both prompts have: pairs of one role that say much the same, in order.
  mutating func gap(_ old: [Message], _ removed: Range<Int>, _ new: [Message], _ added: Range<Int>) {
    var rest = removed
    for place in added {
      let next = rest.first { Self.isVersion(old[$0], of: new[place]) }
      guard let next else {
        changes.append(.new(after: place + shared))
        continue
      }
      gone(rest.lowerBound..<next)
      changes.append(.changed(before: next + shared, after: place + shared))
      rest = next + 1..<rest.upperBound
    }
    gone(rest)
  }

  private mutating func gone(_ range: Range<Int>) {
    if !range.isEmpty { changes.append(.gone(before: range.lowerBound + shared, count: range.count)) }
  }

  /// Whether a message has another's place with other words: instructions always, else if half of the words stayed.
  private static func isVersion(_ old: Message, of new: Message) -> Bool {
    guard old.role == new.role else { return false }
    let isInstruction = new.role == .system || new.role == .developer
    return isInstruction || WordBag.share(old.text, new.text) >= 0.5
  }
}

/// The words of two texts in common, whatever their order.
enum WordBag {
  /// The share of the longer text's words that the shorter one has, between 0 and 1; 0 for texts without words. O(n),
  /// from the first 64 KB of each.
  static func share(_ one: String, _ other: String) -> Double {
    let (left, right) = (words(of: one), words(of: other))
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    var counts: [Int: Int] = [:]
    for word in left { counts[word, default: 0] += 1 }
    var common = 0
    for word in right {
      guard let count = counts[word], count > 0 else { continue }
      counts[word] = count - 1
      common += 1
    }
    return Double(common) / Double(max(left.count, right.count))
  }

  /// A number for each word between ASCII's white space: the same for the same word, in this run of the program.
  private static func words(of text: String) -> [Int] {
    text.utf8.prefix(65_536).split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { word in
      var hasher = Hasher()
      if word.withContiguousStorageIfAvailable({ hasher.combine(bytes: .init($0)) }) == nil {
        for byte in word { hasher.combine(byte) }
      }
      return hasher.finalize()
    }
  }
}
