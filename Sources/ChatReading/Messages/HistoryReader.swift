import JSONReader
package import TraceModel
import TraceSource

/// Reads what calls were given where each repeats the history before it: what a text or list begins with is read
/// once, and the conversation grows from there.
///
/// Without it, a run of n calls costs n² messages. Lists are compared before anything in them is decoded.
package struct HistoryReader {
  /// A conversation, and whether it says all that the source does.
  package struct Reading {
    package var conversation: Conversation
    package var isComplete: Bool
  }

  /// A list that was read element by element.
  private struct Known {
    var source: HistorySource
    let role: Role
    /// The first element that is no part without a message: with it, each element is read by itself.
    let firstWhole: Int
    /// What the elements up to each one say.
    var readings: [Reading]

    func prefix(_ length: Int) -> Known {
      Known(
        source: source.prefix(length), role: role, firstWhole: firstWhole,
        readings: Array(readings.prefix(length)))
    }
  }

  /// A conversation behind instructions. What it was made of is kept, so that its identity stays its own.
  private struct Led {
    let lead: [Message]
    let original: Conversation
    let conversation: Conversation
  }

  /// How many lists are compared: agents that run side by side take turns.
  private static let compared = 8

  /// The list that was read last comes last.
  private var known: [Known] = []
  private var led: [ObjectIdentifier: Led] = [:]

  /// Creates a reader that has read nothing yet.
  package init() {}

  /// What a value says: a list of messages, one message, a text, a body of a request.
  ///
  /// - Parameters:
  ///   - role: The role of what names none.
  ///   - inner: The value behind JSON in strings, where it is known.
  package mutating func reading(
    of value: AttributeValue, role: Role, unwrapped inner: AttributeValue? = nil
  ) -> Reading {
    if let source = HistorySource(value), let reading = reading(of: source, role: role) { return reading }
    var reader = ChatReader()
    let messages = reader.conversation(value, role: role, unwrapped: inner)
    return Reading(conversation: Conversation(messages), isComplete: reader.isComplete)
  }

  /// The conversation behind instructions that the source tells apart from it.
  ///
  /// O(messages that are new behind the same instructions).
  package mutating func conversation(_ conversation: Conversation, ledBy lead: [Message]) -> Conversation {
    if lead.isEmpty { return conversation }
    let growth = conversation.growth { earlier -> Conversation? in
      guard let found = earlier.identity.flatMap({ led[$0] }), found.lead == lead else { return nil }
      return found.conversation
    }
    var result = growth.known ?? Conversation(lead)
    for grown in growth.grown {
      guard let message = grown.last, let identity = grown.identity else { continue }
      result.append(message)
      led[identity] = Led(lead: lead, original: grown, conversation: result)
    }
    return result
  }

  private mutating func reading(of source: HistorySource, role: Role) -> Reading? {
    if let (index, shared) = longestBeginning(of: source, role: role) {
      let found = known[index]
      let isWhole = shared == found.readings.count
      let beginning = isWhole ? found : found.prefix(shared)
      guard let rest = source.elements(from: beginning.source) else { return nil }
      if isWhole { known.remove(at: index) }
      return extend(beginning, by: rest, to: source)
    }
    guard let elements = source.elements(from: nil),
      let firstWhole = elements.firstIndex(where: { !ChatReader.isBarePart($0.value) })
    else { return nil }
    let nothing = Known(source: source.prefix(0), role: role, firstWhole: firstWhole, readings: [])
    return extend(nothing, by: elements, to: source)
  }

  /// The known list with which the source shares the most elements, the latest of several, and how many these are.
  private func longestBeginning(of source: HistorySource, role: Role) -> (index: Int, shared: Int)? {
    var best: (index: Int, shared: Int)?
    for index in known.indices.reversed() where known[index].role == role {
      let shared = source.sharedElements(with: known[index].source)
      if shared > known[index].firstWhole, shared > best?.shared ?? 0 { best = (index, shared) }
    }
    return best
  }

  /// Reads what a source has beyond a list that it begins with, and remembers the longer list.
  private mutating func extend(
    _ beginning: Known, by elements: [(value: AttributeValue, end: Int)], to source: HistorySource
  ) -> Reading {
    var result = beginning
    var last = result.readings.last ?? Reading(conversation: [], isComplete: true)
    for element in elements {
      var reader = ChatReader()
      last.conversation.append(contentsOf: reader.element(element.value, role: result.role))
      last.isComplete = last.isComplete && reader.isComplete
      result.readings.append(last)
    }
    result.source = source.ending(at: beginning.source.ends + elements.map(\.end))
    known.append(result)
    if known.count > Self.compared { known.removeFirst() }
    return last
  }
}

/// A list of messages as a source holds it: the text of a JSON array, or a list of values.
private struct HistorySource {
  private enum Content {
    case text(String)
    case values([AttributeValue])
  }

  private let content: Content
  /// Where each element ends: in bytes of the text, or as its number.
  private(set) var ends: [Int] = []

  /// `nil` for what is no list.
  init?(_ value: AttributeValue) {
    switch value {
    case .string(let text) where text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "["):
      content = .text(text)
    case .array(let values): content = .values(values)
    default: return nil
    }
  }

  private init(_ content: Content, ends: [Int]) {
    self.content = content
    self.ends = ends
  }

  func ending(at ends: [Int]) -> HistorySource { HistorySource(content, ends: ends) }

  /// The list as far as its first elements.
  func prefix(_ length: Int) -> HistorySource { HistorySource(content, ends: Array(ends.prefix(length))) }

  /// How many whole elements of a list that was read this one begins with.
  func sharedElements(with other: HistorySource) -> Int {
    switch (content, other.content) {
    case (.text(let text), .text(let known)):
      let shared = text.sharedUTF8Prefix(with: known)
      // An element that ends where the texts part could be longer here; objects and lists say where they end.
      return other.ends.partitionPoint { $0 > shared }
    case (.values(let values), .values(let known)):
      return zip(values, known.prefix(other.ends.count)).prefix { $0.isSame(as: $1) }.count
    default: return 0
    }
  }

  /// The elements behind those of a list that this one begins with; `nil` where they are no JSON.
  func elements(from beginning: HistorySource?) -> [(value: AttributeValue, end: Int)]? {
    switch content {
    case .values(let values):
      let start = beginning?.ends.count ?? 0
      return values.indices.dropFirst(start).map { (values[$0], $0 + 1) }
    case .text(let text):
      guard let start = beginning?.ends.last else { return Self.parse(text, movedBy: 0) }
      let rest = text.utf8.dropFirst(start)
      guard let next = rest.firstIndex(where: { $0 > 0x20 }) else { return nil }
      switch rest[next] {
      case UInt8(ascii: "]"): return rest[next...].dropFirst().allSatisfy { $0 <= 0x20 } ? [] : nil
      case UInt8(ascii: ","):
        let tail = text.utf8[text.utf8.index(after: next)...]
        let moved = text.utf8.distance(from: text.startIndex, to: tail.startIndex) - 1
        let elements = Self.parse("[" + Substring(tail), movedBy: moved)
        return elements?.isEmpty == true ? nil : elements
      default: return nil
      }
    }
  }

  private static func parse(_ text: String, movedBy start: Int) -> [(value: AttributeValue, end: Int)]? {
    guard let document = try? JSONDocument.parse(text), document.root.kind == .array else { return nil }
    return document.root.elements.map { (AttributeValue($0), $0.range.upperBound + start) }
  }
}

extension [Int] {
  /// The first place of a sorted list from which on this is true; the list's length where it never is.
  fileprivate func partitionPoint(_ isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension String {
  /// How many bytes both texts begin with. Compares eight at a time.
  func sharedUTF8Prefix(with other: String) -> Int {
    let fast = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        Self.sharedPrefix(UnsafeRawBufferPointer(mine), UnsafeRawBufferPointer(theirs))
      }
    }
    return fast.flatMap(\.self) ?? zip(utf8, other.utf8).prefix { $0 == $1 }.count
  }

  private static func sharedPrefix(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
    let length = Swift.min(one.count, other.count)
    if one.baseAddress == other.baseAddress { return length }
    var place = 0
    while place + 8 <= length {
      let difference =
        one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        ^ other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if difference != 0 { return place + difference.littleEndian.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < length, one[place] == other[place] { place += 1 }
    return place
  }
}
