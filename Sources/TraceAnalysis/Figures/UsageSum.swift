public import TraceModel
import TraceText

extension TokenUsage {
  /// The sum of what is known; `nil` where nothing is. Sums stop at the largest integer.
  public static func sum(_ usages: some Sequence<TokenUsage>) -> TokenUsage? {
    var sum = TokenUsage()
    var (lacksInput, hasTotalAlone, hasGap) = (false, false, false)
    for usage in usages where !usage.isEmpty {
      sum.input = add(sum.input, usage.input)
      sum.cacheRead = add(sum.cacheRead, usage.cacheRead)
      sum.cacheWrite = add(sum.cacheWrite, usage.cacheWrite)
      sum.cacheWriteHour = add(sum.cacheWriteHour, usage.cacheWriteHour)
      sum.output = add(sum.output, usage.output)
      sum.reasoning = add(sum.reasoning, usage.reasoning)
      sum.audio = add(sum.audio, usage.audio)
      sum.reportedTotal = add(sum.reportedTotal, usage.total)
      sum.isUnfinished = sum.isUnfinished || usage.isUnfinished
      hasGap = hasGap || usage.hasGap
      sum.isRounded = sum.isRounded || usage.isRounded
      let isTotalAlone = usage.input == nil && usage.output == nil && usage.total != nil
      hasTotalAlone = hasTotalAlone || usage.isUnsplit || isTotalAlone
      lacksInput = lacksInput || usage.input == nil && !isTotalAlone
    }
    let isSplit = sum.input != nil || sum.output != nil
    // Embeddings have no output; a call whose input is not known took more than is counted.
    if lacksInput && (isSplit || hasTotalAlone) { sum.isUnfinished = true }
    sum.isUnsplit = hasTotalAlone && isSplit
    // Beside totals alone a gap cannot be told any more from what they hold.
    if hasGap, !sum.hasGap { sum.isUnfinished = true }
    return sum.isEmpty ? nil : sum
  }

  private static func add(_ left: Int?, _ right: Int?) -> Int? {
    guard let left else { return right }
    guard let right else { return left }
    return left.saturatingAdd(right)
  }
}
