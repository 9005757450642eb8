import ChatReading
import TraceModel
import TraceSource
import TraceText

/// What the record of a result says of a session's end, cost and refusals.
enum ClaudeCodeResult {
  /// The end that `subtype` and `is_error` tell of.
  static func ending(_ record: AttributeValue) -> RecordedEnding {
    let subtype = record["subtype"]?.tellingString
    if subtype?.hasPrefix("error_max_") == true { return RecordedEnding(.limit, words: subtype) }
    let isFailed = subtype?.hasPrefix("error") == true || record["is_error"]?.bool == true
    guard isFailed else { return RecordedEnding(.finished, words: subtype) }
    let message = record["errors"]?.array?.first?.tellingString ?? record["result"]?.tellingString
    return RecordedEnding(.failed, words: message ?? subtype)
  }

  /// What the session cost and used in all; `nil` where the record does not tell.
  ///
  /// `modelUsage` counts the calls of all models, `usage` those of the main conversation alone.
  ///
  /// - Parameter isMainAll: Whether there is nothing but the main conversation; else its tokens are a lower bound.
  static func sum(_ record: AttributeValue, isMainAll: Bool) -> LLMCall? {
    let cost = record["total_cost_usd"]?.knownCost
    let models = (record["modelUsage"]?.map ?? []).map {
      ModelUse(name: $0.name, usage: tokens(ofModel: $0.value), cost: $0.value["costUSD"]?.knownCost?.total)
    }
    var usage = sum(of: models)
    if usage == nil {
      usage = record["usage"].flatMap(UsageReader.usage)
      if !isMainAll { usage?.isUnfinished = true }
    }
    return cost == nil && usage == nil ? nil : LLMCall(usage: usage, reportedCost: cost, models: models)
  }

  private static func sum(of models: [ModelUse]) -> TokenUsage? {
    var sum = TokenUsage(input: 0, cacheRead: 0, cacheWrite: 0, output: 0)
    for model in models {
      // A count that one model lacks is not known of the whole.
      guard let usage = model.usage else { return nil }
      for count in [\TokenUsage.input, \.output, \.cacheRead, \.cacheWrite] {
        sum[keyPath: count] = sum[keyPath: count]?.saturatingAdd(usage[keyPath: count] ?? 0)
      }
    }
    return sum.total ?? 0 > 0 ? sum : nil
  }

  private static func tokens(ofModel counts: AttributeValue) -> TokenUsage? {
    func count(_ name: String) -> Int? { counts[name]?.tokenCount }
    guard let input = count("inputTokens"), let output = count("outputTokens") else { return nil }
    var usage = TokenUsage(
      input: input, cacheRead: count("cacheReadInputTokens") ?? 0,
      cacheWrite: count("cacheCreationInputTokens") ?? 0, output: output)
    usage.settle(.outsideInput)
    return usage
  }

  /// How long the session took, in nanoseconds.
  static func duration(_ record: AttributeValue) -> Int64? {
    NativeTime.length(milliseconds: record["duration_ms"]).flatMap { $0 > 0 ? $0 : nil }
  }

  /// How long it was until the model began to write, in nanoseconds.
  static func firstToken(_ record: AttributeValue) -> Int64? {
    NativeTime.length(milliseconds: record["ttft_ms"]).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The ids of the tool calls that were not permitted.
  static func denials(_ record: AttributeValue) -> [String] {
    (record["permission_denials"]?.array ?? []).compactMap { $0["tool_use_id"]?.tellingString }
  }
}
