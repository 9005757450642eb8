import TraceText
package import TraceModel
import TraceSource

/// Reads token counts out of a provider's usage object.
package enum UsageReader {
  /// The counts that can be true: a sum of millions of them does not overflow.
  static let plausible = 0...(1 << 40)

  /// The usage in an object or its JSON text; `nil` where no shape fits.
  package static func usage(_ value: AttributeValue) -> TokenUsage? { reading(value)?.usage }

  /// The usage in an object or its JSON text, and whether every count above zero of the object stands in it:
  /// audio tokens by side and predicted tokens have no field.
  package static func reading(_ value: AttributeValue) -> (usage: TokenUsage, isWhole: Bool)? {
    let value = value.unwrapped
    guard value.map != nil else { return nil }
    if let usage = ClassedUsage(value)?.usage { return (usage, true) }
    for shape in UsageShape.all {
      if let mark = shape.mark, value[mark]?.isVoid ?? true { continue }
      var counts = Counts(value: value)
      guard let usage = usage(of: shape, in: &counts) else { continue }
      return (usage, counts.isWhole)
    }
    return nil
  }

  private static func usage(of shape: UsageShape, in counts: inout Counts) -> TokenUsage? {
    let input = counts.take([shape.input])
    let output = counts.take([shape.output])
    guard input != nil || output != nil else { return nil }
    var usage = TokenUsage(
      input: input, cacheRead: counts.take(shape.cacheRead), cacheWrite: counts.take(shape.cacheWrite),
      cacheWriteHour: counts.take(shape.cacheWriteHour), output: output,
      reasoning: counts.take(shape.reasoning), reportedTotal: counts.take(shape.total))
    if let minutes = counts.take(shape.cacheWriteMinutes), usage.cacheWrite == nil {
      usage.cacheWrite = minutes.saturatingAdd(usage.cacheWriteHour ?? 0)
    }
    usage.audio = counts.audio
    usage.includeCached(shape.cachedTokens)
    usage.includeReasoning(isOutside: shape.reasoningOutsideOutput)
    if let further = counts.take(shape.furtherInput), let input = usage.input {
      usage.input = input.saturatingAdd(further)
    }
    return usage
  }
}

/// The counts of a usage object, with a tally of those that have been read.
private struct Counts {
  let value: AttributeValue
  private var taken: Set<[String]> = []

  init(value: AttributeValue) { self.value = value }

  /// The first count among the paths; one that repeats it counts as read too.
  mutating func take(_ paths: [[String]]) -> Int? {
    var result: Int?
    for path in paths {
      guard let count = value[path: path]?.tokenCount else { continue }
      if result == nil { result = count }
      if count == result { taken.insert(path) }
    }
    return result
  }

  /// The audio tokens of both sides, which providers in OpenAI's manner count; `nil` for none.
  var audio: Int? {
    let sides = ["prompt", "completion", "input", "output"].map { "\($0)_tokens_details" }
    let counts = sides.compactMap { value[path: [$0, "audio_tokens"]]?.int }
    let sum = counts.reduce(0) { $0.saturatingAdd(max(0, $1)) }
    return sum > 0 ? sum : nil
  }

  /// Whether no other count above zero is left, at the top or one level below.
  var isWhole: Bool {
    (value.map ?? []).allSatisfy { member in
      guard case .map(let inner) = member.value else { return isRead([member.name], member.value) }
      return inner.allSatisfy { details in
        guard case .map(let deepest) = details.value else {
          return isRead([member.name, details.name], details.value)
        }
        return deepest.allSatisfy { isRead([member.name, details.name, $0.name], $0.value) }
      }
    }
  }

  private func isRead(_ path: [String], _ value: AttributeValue) -> Bool {
    taken.contains(path) || value.isVoid || value.int == 0
  }
}

extension TokenUsage {
  /// Makes `input` include cached reads and writes.
  ///
  /// The source's own total overrules the convention where it adds up in one way only, since servers that mimic a
  /// provider keep its names and not always its sums. Cached tokens that exceed the input cannot lie inside it.
  package mutating func includeCached(_ convention: CachedTokens) {
    let cached = (cacheRead ?? 0).saturatingAdd(cacheWrite ?? 0)
    guard let input, cached > 0 else { return }
    var isOutside = convention == .outsideInput
    if let total = reportedTotal, let output {
      let sum = input.saturatingAdd(output)
      let sums = [sum, sum.saturatingAdd(reasoning ?? 0)]
      let fitsInside = sums.contains(total)
      let fitsOutside = sums.contains { $0.saturatingAdd(cached) == total }
      if fitsInside != fitsOutside { isOutside = fitsOutside }
    }
    if isOutside || cached > input { self.input = input.saturatingAdd(cached) }
  }

  /// Makes `output` include reasoning, where the source counts it outside or its total says so, as xAI's does.
  fileprivate mutating func includeReasoning(isOutside: Bool) {
    guard let reasoning, reasoning > 0 else { return }
    let sum = (input ?? 0).saturatingAdd(output ?? 0)
    guard isOutside || output != nil && reportedTotal == sum.saturatingAdd(reasoning) else { return }
    // Gemini leaves out a count of zero: where a model only thought, there is none of candidates.
    output = (output ?? 0).saturatingAdd(reasoning)
  }
}

extension AttributeValue {
  /// The value as a count of tokens; `nil` for what cannot be one.
  package var tokenCount: Int? { int.flatMap { UsageReader.plausible.contains($0) ? $0 : nil } }
}
