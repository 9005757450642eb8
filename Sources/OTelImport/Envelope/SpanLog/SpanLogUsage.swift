import ChatReading
import TraceModel
import TraceSource

/// Token counts and costs of a span log, which stand beside each other or in an object.
enum SpanLogUsage {
  private static let inputs: Set = [
    "prompt_tokens", "input_tokens", "tokens_in", "tokens_input", "tokens_prompt", "num_input_tokens",
    "num_prompt_tokens", "input_token_count", "prompt_token_count", "total_input_tokens",
    "total_prompt_tokens",
  ]
  private static let outputs: Set = [
    "completion_tokens", "output_tokens", "tokens_out", "tokens_output", "tokens_completion",
    "num_output_tokens", "num_completion_tokens", "output_token_count", "completion_token_count",
    "total_output_tokens", "total_completion_tokens",
  ]
  private static let totals: Set = [
    "total_tokens", "tokens_total", "tokens_used", "total_token_count", "num_tokens", "tokens", "token_count",
  ]
  private static let objects: Set = ["usage", "token_usage", "tokens", "token_counts"]
  /// Names of the model.
  static let models: Set = ["model", "model_name", "model_id", "llm_model", "model_used"]
  private static let costs = [
    "cost_usd", "total_cost_usd", "cost", "total_cost", "estimated_cost_usd", "usd_cost", "estimated_cost",
  ]

  /// Whether a plain name is that of a count of tokens.
  static func isCount(_ name: String) -> Bool {
    inputs.contains(name) || outputs.contains(name) || totals.contains(name) || objects.contains(name)
  }

  /// Whether a plain name is that of a cost in US dollars.
  static func isCost(_ name: String) -> Bool { costs.contains(name) }

  /// Whether plain names count what went in and what came out.
  static func hasBothSides(_ names: Set<String>) -> Bool {
    !names.isDisjoint(with: inputs) && !names.isDisjoint(with: outputs)
  }

  /// What wrote something took tokens: counts that are all zero are nobody's.
  static func forgetZeros(_ attributes: inout [Attribute]) {
    let counts = attributes.filter { isCount(SpanLogNames.plain($0.name)) }
    guard !counts.isEmpty, counts.allSatisfy({ isZero($0.value) }) else { return }
    attributes = attributes.map { counts.contains($0) ? Attribute("stated." + $0.name, $0.value) : $0 }
  }

  private static func isZero(_ value: AttributeValue) -> Bool {
    guard let members = value.unwrapped.map else { return value.tokenCount == 0 }
    return !members.isEmpty && members.allSatisfy { isZero($0.value) }
  }

  /// Puts the counts together as one object of usage, and names the cost as the dialects do.
  static func gather(from attributes: inout [Attribute], called names: inout [String]) {
    nameCost(&attributes, &names)
    var counts: [String: AttributeValue] = [:]
    var taken: Set<Int> = []
    for place in attributes.indices {
      let value = attributes[place].value
      if objects.contains(names[place]), let members = value.unwrapped.map {
        guard UsageReader.reading(value) == nil else {
          attributes[place].name = "llm.usage"
          names[place] = "llm.usage"
          return
        }
        guard take(members, into: &counts) else { continue }
        taken.insert(place)
      } else if let key = key(of: names[place]), value.tokenCount != nil, counts[key] == nil {
        counts[key] = value
        taken.insert(place)
      }
    }
    guard !counts.isEmpty else { return }
    let kept = attributes.indices.filter { !taken.contains($0) }
    attributes = kept.map { attributes[$0] }
    names = kept.map { names[$0] }
    if counts["input"] == nil && counts["output"] == nil, counts.count == 1, let total = counts["total"] {
      append(Attribute("llm.total_tokens", total))
    } else {
      append(Attribute("llm.usage", .map(members(of: counts))))
    }

    func append(_ attribute: Attribute) {
      attributes.append(attribute)
      names.append(attribute.name)
    }
  }

  /// What a name counts: `input`, `output`, `total`, or a class of tokens by its own name.
  private static func key(of name: String) -> String? {
    if inputs.contains(name) { return "input" }
    if outputs.contains(name) { return "output" }
    if totals.contains(name) { return "total" }
    return name.hasSuffix("tokens") && TokenDetail(name, isOfTokens: true) != nil ? name : nil
  }

  /// The members of an object of counts that name a side and nothing else.
  private static func take(_ members: [Attribute], into counts: inout [String: AttributeValue]) -> Bool {
    let sides = ["prompt": "input", "in": "input", "completion": "output", "out": "output", "total": "total"]
    var found: [String: AttributeValue] = [:]
    for member in members {
      let name = SpanLogNames.plain(member.name)
      guard let key = sides[name] ?? key(of: name), member.value.tokenCount != nil else { return false }
      found[key] = member.value
    }
    counts.merge(found) { known, _ in known }
    return !found.isEmpty
  }

  /// The counts under the names of the provider whose classes they have: Anthropic counts what the cache gave beside
  /// the input, others within it.
  private static func members(of counts: [String: AttributeValue]) -> [Attribute] {
    let isAnthropic = counts.keys.contains { $0.hasPrefix("cache_") && $0.hasSuffix("_input_tokens") }
    let sides = [
      "input": isAnthropic ? "input_tokens" : "prompt_tokens",
      "output": isAnthropic ? "output_tokens" : "completion_tokens", "total": "total_tokens",
    ]
    return counts.sorted { $0.key < $1.key }.map { Attribute(sides[$0.key] ?? $0.key, $0.value) }
  }

  /// Names the cost as the dialects do.
  private static func nameCost(_ attributes: inout [Attribute], _ names: inout [String]) {
    for name in costs {
      guard let place = names.firstIndex(of: name), attributes[place].value.double.map({ $0 >= 0 }) ?? false
      else { continue }
      attributes[place].name = "llm.cost"
      names[place] = "llm.cost"
      return
    }
  }
}
