import ChatReading
import TraceModel
import TraceSource

/// What a sample's events refer to instead of repeating it: texts by their hash, messages by their place.
///
/// Ignoring either gives empty prompts.
struct InspectPool {
  private let attachments: [String: AttributeValue]
  private let order: [String]
  private var messages: [AttributeValue] = []
  private var parsed: [Int: InspectMessages.Parsed] = [:]
  /// What the first messages of the pool are as a conversation, by their number.
  private var beginnings = [Input(conversation: [], isComplete: true)]
  private(set) var rebuilding = RebuiltConversations()
  private var used: Set<String> = []
  /// The hashes that events name and the sample does not have.
  private(set) var missing: Set<String> = []

  init(_ sample: AttributeValue) {
    // Until the autumn of 2024 they stood in `transcript.content`.
    let texts = sample["attachments"]?.map ?? sample["transcript"]?["content"]?.map ?? []
    order = texts.map(\.name)
    attachments = Dictionary(texts.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    // From February to March of 2026 the messages stood in `message_pool`.
    let pool = sample["events_data"]?["messages"]?.array ?? sample["message_pool"]?.array ?? []
    messages = pool.map { resolved($0) }
  }

  /// The value with its references to attachments, at any depth, put in place.
  mutating func resolved(_ value: AttributeValue) -> AttributeValue {
    switch value {
    case .string(let text):
      guard let hash = Self.hash(in: text) else { return value }
      guard let attachment = attachments[hash] else {
        missing.insert(hash)
        return value
      }
      used.insert(hash)
      return attachment
    case .array(let elements): return .array(elements.map { resolved($0) })
    case .map(let members): return .map(members.map { Attribute($0.name, resolved($0.value)) })
    default: return value
    }
  }

  /// The hash in `attachment://HASH`, or in `tc://HASH`, as it was spelled at first.
  private static func hash(in text: String) -> String? {
    for scheme in ["attachment://", "tc://"] where text.hasPrefix(scheme) {
      let hash = text.dropFirst(scheme.count)
      let isHash = !hash.isEmpty && hash.utf8.count <= 64 && hash.allSatisfy { $0.isHexDigit }
      return isHash ? String(hash) : nil
    }
    return nil
  }

  /// The attachments that nothing referred to, in the order of the sample.
  var unusedAttachments: [Attribute] {
    order.filter { !used.contains($0) }.compactMap { name in attachments[name].map { Attribute(name, $0) } }
  }

  /// What a call was given, and whether all that the source says of it was read.
  struct Input {
    var conversation: Conversation
    var isComplete: Bool
  }

  /// The messages in ranges of the pool, each read once, behind those that the call has of its own.
  ///
  /// Calls mostly see the pool from its beginning on: those share what they have in common.
  mutating func input(_ refs: AttributeValue?, after own: [Message]) -> Input {
    var ranges = Self.ranges(refs)[...]
    var result = Input(conversation: Conversation(own), isComplete: true)
    if own.isEmpty, let first = ranges.first, first.lowerBound == 0 {
      result = beginning(min(first.upperBound, messages.count))
      if first.upperBound > messages.count { result.isComplete = false }
      ranges = ranges.dropFirst()
    }
    for range in ranges {
      if range.upperBound > messages.count { result.isComplete = false }
      for place in range.clamped(to: 0..<messages.count) {
        guard rebuilding.allow(1) else {
          result.isComplete = false
          break
        }
        append(place, to: &result)
      }
    }
    return result
  }

  private mutating func beginning(_ length: Int) -> Input {
    while beginnings.count <= length {
      var next = beginnings[beginnings.count - 1]
      append(beginnings.count - 1, to: &next)
      beginnings.append(next)
    }
    return beginnings[length]
  }

  private mutating func append(_ place: Int, to input: inout Input) {
    let message = parsed[place] ?? InspectMessages.read(messages[place])
    parsed[place] = message
    input.conversation.append(contentsOf: message.messages)
    input.isComplete = input.isComplete && message.isComplete
  }

  /// The half-open ranges in `[[0, 4], [6, 7]]`.
  static func ranges(_ refs: AttributeValue?) -> [Range<Int>] {
    (refs?.array ?? []).compactMap { pair in
      guard let bounds = pair.array, bounds.count == 2, let start = bounds[0].int, let end = bounds[1].int,
        0 <= start, start <= end
      else { return nil }
      return start..<end
    }
  }

  /// The elements that stand in the ranges.
  static func pick(_ ranges: [Range<Int>], from elements: [AttributeValue]) -> [AttributeValue] {
    ranges.flatMap { elements[$0.clamped(to: 0..<elements.count)] }
  }
}

extension InspectPool {
  /// The same as `resolved`, for a glance: nothing is counted as used or missing.
  func copyResolved(_ value: AttributeValue) -> AttributeValue {
    var copy = self
    return copy.resolved(value)
  }
}
