import ChatReading
import TraceModel
import TraceSource

/// What OpenHands counts beside the events: costs, tokens and waiting times of calls.
struct OpenHandsMetrics {
  private let value: AttributeValue

  init(_ value: AttributeValue) { self.value = value }

  /// The whole run's.
  var total: LLMCall {
    let tokens = value["accumulated_token_usage"]
    return LLMCall(
      usage: tokens.flatMap(Self.usage), reportedCost: value["accumulated_cost"]?.knownCost,
      contextWindow: tokens?["context_window"]?.int.flatMap { $0 > 0 ? $0 : nil })
  }

  /// Tells calls what is known of each: by the id of the response, and costs by their order where there is one for
  /// each call.
  func apply(to draft: inout TraceDraft, calls: [String]) {
    let usages = value["token_usages"]?.array ?? []
    let costs = value["costs"]?.array ?? []
    for (place, usage) in usages.enumerated() {
      guard let id = usage["response_id"]?.string, draft[id]?.llm != nil else { continue }
      if draft[id]?.llm?.usage == nil { draft[id]?.llm?.usage = Self.usage(usage) }
      if draft[id]?.llm?.responseModel == nil { draft[id]?.llm?.requestModel = usage["model"]?.string }
      if costs.count == usages.count { draft[id]?.llm?.reportedCost = Self.cost(costs[place]) }
    }
    if usages.isEmpty, costs.count == calls.count {
      for (id, cost) in zip(calls, costs) { draft[id]?.llm?.reportedCost = Self.cost(cost) }
    }
    for latency in value["response_latencies"]?.array ?? [] {
      guard let id = latency["response_id"]?.string, let end = draft[id]?.end,
        let length = NativeTime.length(seconds: latency["latency"]),
        end.nanoseconds > length
      else { continue }
      draft[id]?.start = Timestamp(nanoseconds: end.nanoseconds - length)
    }
  }

  private static func cost(_ value: AttributeValue) -> ReportedCost? {
    (value["cost"] ?? value).double.map { ReportedCost(total: $0) }
  }

  /// Prompt tokens include those read from and written to the cache, as litellm counts.
  private static func usage(_ value: AttributeValue) -> TokenUsage? {
    let usage = UsageReader.usage(value)
    return usage?.total ?? 0 > 0 ? usage : nil
  }
}
