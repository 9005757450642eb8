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
    // Cohere states what it bills beside what the model was given and wrote, which is what counts.
    if value["billed_units"]?.map != nil {
      let counts = value["tokens"].flatMap { $0.map == nil ? nil : $0 }
      return (counts ?? value["billed_units"]).flatMap(reading).map { ($0.usage, counts == nil) }
    }
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
      input: input, output: output, audio: counts.audio, reportedTotal: counts.take(shape.total),
      isUnfinished: counts.isDamaged([shape.input, shape.output]))
    if let further = counts.take(shape.furtherInput), let input = usage.input {
      usage.input = input.saturatingAdd(further)
    }
    usage.setDetails(counts.details())
    usage.settle(shape.cachedTokens, isReasoningOutside: shape.reasoningOutsideOutput)
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

  /// The largest count of each class that the object names, at the top or up to two levels below: servers that
  /// keep several names write zeros under those that they do not count by.
  mutating func details() -> [TokenDetail: Int] {
    var found: [(path: [String], detail: TokenDetail, count: Int)] = []
    func collect(_ members: [Attribute], below path: [String]) {
      for member in members {
        let path = path + [member.name]
        if case .map(let inner) = member.value {
          if path.count < 3 { collect(inner, below: path) }
        } else if let count = member.value.tokenCount,
          let detail = TokenDetail(path.joined(separator: "."), isOfTokens: true)
        {
          found.append((path, detail, count))
        }
      }
    }
    collect(value.map ?? [], below: [])
    let details = Dictionary(found.map { ($0.detail, $0.count) }, uniquingKeysWith: max)
    taken.formUnion(found.lazy.filter { details[$0.detail] == $0.count }.map(\.path))
    return details
  }

  /// Whether one of the places holds what is no count, such as NaN.
  func isDamaged(_ paths: [[String]]) -> Bool {
    paths.contains { path in
      value[path: path].map { !$0.isVoid && $0.tokenCount == nil } ?? false
    }
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
  /// Takes the counts of classes as they are named.
  package mutating func setDetails(_ details: [TokenDetail: Int]) {
    cacheRead = details[.cacheRead]
    cacheWrite = details[.cacheWrite]
    cacheWriteHour = details[.cacheWriteHour]
    reasoning = details[.reasoning]
    // LangChain's sum is zero where its parts are told apart.
    if details[.cacheWriteMinutes] != nil || cacheWriteHour != nil {
      let parts = (details[.cacheWriteMinutes] ?? 0).saturatingAdd(cacheWriteHour ?? 0)
      cacheWrite = max(cacheWrite ?? 0, parts)
    }
  }

  /// Makes `input` include cached reads and writes, and `output` reasoning.
  ///
  /// The source's own total overrules the conventions where it adds up in one way only, since servers that mimic a
  /// provider keep its names and not always its sums. A part that exceeds its whole cannot lie inside it.
  package mutating func settle(_ cached: CachedTokens, isReasoningOutside: Bool = false) {
    includeCached(cached)
    includeReasoning(isOutside: isReasoningOutside)
  }

  private mutating func includeCached(_ convention: CachedTokens) {
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

  private mutating func includeReasoning(isOutside convention: Bool) {
    guard let reasoning, reasoning > 0 else { return }
    var isOutside = convention
    if let total = reportedTotal, let output {
      let sum = (input ?? 0).saturatingAdd(output)
      if total == sum || total == sum.saturatingAdd(reasoning) { isOutside = total != sum }
    }
    guard isOutside || output.map({ reasoning > $0 }) ?? false else { return }
    // Gemini leaves out a count of zero: where a model only thought, there is none of candidates.
    output = (output ?? 0).saturatingAdd(reasoning)
  }
}

extension AttributeValue {
  /// The value as a count of tokens; `nil` for what cannot be one.
  package var tokenCount: Int? { int.flatMap { UsageReader.plausible.contains($0) ? $0 : nil } }

  /// The value as a stated cost in US dollars, which may be zero; `nil` for what can be none.
  package var knownCost: ReportedCost? { double.flatMap { $0 >= 0 ? ReportedCost(total: $0) : nil } }
}
