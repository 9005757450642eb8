/// A class of tokens within input or output, known by the many names that providers and instrumentations give it.
///
/// This is the one table of such names: dialects say under which prefix counts stand, usage objects are searched
/// by the same words.
package enum TokenDetail: Hashable, CaseIterable, Sendable {
  /// Input read from a cache.
  case cacheRead
  /// Input written to a cache.
  case cacheWrite
  /// Of the written: what is kept for five minutes.
  case cacheWriteMinutes
  /// Of the written: what is kept for an hour.
  case cacheWriteHour
  /// Output spent on thinking.
  case reasoning

  /// The class that a name means; `nil` for every other name.
  ///
  /// - Parameters:
  ///   - name: such as `cachedInputTokens`, `cache_read.input_tokens` or `input_tokens_details.cached_tokens`.
  ///   - isOfTokens: Whether the place says that tokens are counted; elsewhere the name must say so.
  package init?(_ name: String, isOfTokens: Bool) {
    let words = Self.words(name)
    guard isOfTokens || words.contains(where: Self.units.contains) else { return nil }
    let telling = words.filter { !Self.units.contains($0) && !Self.fillers.contains($0) }
    guard let detail = Self.names[telling.joined(separator: " ")] else { return nil }
    self = detail
  }

  /// Words that say what is counted.
  private static let units: Set<String> = ["token", "tokens"]

  /// Words that tell nothing more: the side of the call is that of the class.
  private static let fillers: Set<String> = [
    "input", "prompt", "output", "completion", "candidates", "content", "count", "detail", "details", "usage",
    "total",
  ]

  /// The classes by what else a name says, in lower case.
  private static let names: [String: TokenDetail] = [
    "cache": .cacheRead, "cached": .cacheRead, "cache read": .cacheRead, "cache reads": .cacheRead,
    "cached read": .cacheRead, "cache hit": .cacheRead, "cache hits": .cacheRead,
    // LangChain puts the service tier before it.
    "priority cache read": .cacheRead, "flex cache read": .cacheRead,
    "cache write": .cacheWrite, "cache writes": .cacheWrite, "cached write": .cacheWrite,
    "cache creation": .cacheWrite, "cache create": .cacheWrite, "cache created": .cacheWrite,
    "ephemeral 5m": .cacheWriteMinutes, "cache creation 5m": .cacheWriteMinutes,
    "cache creation ephemeral 5m": .cacheWriteMinutes, "cache write 5m": .cacheWriteMinutes,
    "ephemeral 1h": .cacheWriteHour, "cache creation 1h": .cacheWriteHour,
    "cache creation ephemeral 1h": .cacheWriteHour, "cache write 1h": .cacheWriteHour,
    // MLflow's.
    "cache creation above 1hr": .cacheWriteHour,
    "reasoning": .reasoning, "thinking": .reasoning, "thought": .reasoning, "thoughts": .reasoning,
    "priority reasoning": .reasoning, "flex reasoning": .reasoning,
  ]

  /// The words of a name in snake case, camel case or with dots, in lower case.
  private static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasUpper = true
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in name.utf8 {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard isUpper || isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else {
        close()
        continue
      }
      if isUpper && !wasUpper { close() }
      word.append(isUpper ? byte | 0x20 : byte)
      wasUpper = isUpper
    }
    close()
    return words
  }
}
