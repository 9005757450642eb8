import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Tells the steps of a trajectory that are no calls of a model: converters of spans also make steps of those that
/// lie around calls, or are tools.
struct ATIFStepKinds {
  /// What an agent's step stands for.
  enum Kind: Equatable {
    case call
    /// It states the tokens of so many other steps within its time.
    case sum(of: Int)
    /// It states a time and no tokens, beside steps that do.
    case other
  }

  private var kinds: [Kind]
  /// The tokens that calls state, and with them those that their sums state again.
  private(set) var tokens = (calls: 0, all: 0)
  /// What each of several calls states as its cost, where it cannot be one: the same whole number for all.
  private(set) var doubtfulCost: Double?

  subscript(step: Int) -> Kind { kinds[step] }

  /// Reads the steps of a trajectory. O(n log n).
  init(_ steps: [AttributeValue]) {
    let facts = steps.map(Facts.init)
    kinds = [Kind](repeating: .call, count: steps.count)
    findSums(facts)
    findOthers(facts)
    for (step, fact) in facts.enumerated() {
      tokens.all = tokens.all.saturatingAdd(fact.tokens.first ?? 0)
      if kinds[step] == .call { tokens.calls = tokens.calls.saturatingAdd(fact.tokens.first ?? 0) }
    }
    let costs = steps.indices.filter { kinds[$0] == .call }
      .compactMap { steps[$0]["metrics"]?["cost_usd"]?.double }
    let first = costs.first { $0 >= 1 && $0.rounded() == $0 }
    doubtfulCost = costs.count > 1 && costs.allSatisfy { $0 == first } ? first : nil
  }

  /// When a step began: before its time, which is its end, where it states how long it took.
  static func start(of step: AttributeValue) -> Timestamp? {
    let stated = [step["metrics"]?["extra"], step["extra"]].lazy.compactMap { $0?["duration_ms"] }.first
    guard let length = NativeTime.length(milliseconds: stated), length > 0 else { return nil }
    return NativeTime.iso(step["timestamp"])?.advanced(by: -length)
  }

  /// What a step states of itself.
  private struct Facts {
    /// Input, output and cached tokens; empty where the step states none.
    var tokens: [Int] = []
    var start: Timestamp?
    var end: Timestamp?
    var hasText = false
    var response: String?

    init(_ step: AttributeValue) {
      guard step["source"]?.string == "agent" else { return }
      let metrics = step["metrics"]
      let counts = ["prompt_tokens", "completion_tokens", "cached_tokens"].map { metrics?[$0]?.tokenCount }
      if counts.contains(where: { $0 != nil }) { tokens = counts.map { $0 ?? 0 } }
      start = ATIFStepKinds.start(of: step)
      end = NativeTime.iso(step["timestamp"])
      hasText = step["message"]?.telling != nil
      response = step["extra"]?["response_id"]?.tellingString
    }
  }

  /// Finds the steps whose tokens are those of the steps that end within their time; again without those found, since
  /// sums may lie within sums.
  private mutating func findSums(_ facts: [Facts]) {
    for _ in 0..<4 {
      let timed = facts.indices.compactMap { step in
        facts[step].tokens.isEmpty || kinds[step] != .call
          ? nil : facts[step].end.map { (step: step, end: $0) }
      }
      .sorted { ($0.end, $0.step) < ($1.end, $1.step) }
      let (parts, ends) = (timed.map(\.step), timed.map(\.end))
      var before = [[0, 0, 0]]
      for part in parts {
        before.append(zip(before[before.count - 1], facts[part].tokens).map { $0.saturatingAdd($1) })
      }
      let found = parts.indices.compactMap { place in
        count(of: facts[parts[place]], at: place, parts: parts, ends: ends, before: before, facts)
          .map { (step: parts[place], count: $0) }
      }
      if found.isEmpty { return }
      for sum in found { kinds[sum.step] = .sum(of: sum.count) }
    }
  }

  /// How many other steps a step is the sum of; `nil` where it is none.
  private func count(
    of step: Facts, at place: Int, parts: [Int], ends: [Timestamp], before: [[Int]], _ facts: [Facts]
  ) -> Int? {
    guard let start = step.start, let end = step.end, step.tokens.contains(where: { $0 > 0 }) else {
      return nil
    }
    let first = ends.firstPlace { $0 >= start }
    let last = ends.firstPlace { $0 > end }
    let count = last - first - 1
    let total = zip(before[last], before[first]).map { $0 - $1 }
    guard count > 0, total == step.tokens.map({ $0.saturatingAdd($0) }) else { return nil }
    if count > 1 { return count }
    // One other with the same tokens is the same call where its id says so, and it took no longer.
    let other = parts[first == place ? last - 1 : first]
    let isInner = facts[other].start.map { $0 > start } == true
    return isInner && step.response != nil && facts[other].response == step.response ? 1 : nil
  }

  /// Finds the steps without tokens and words around a call that states tokens, or in the midst of one.
  private mutating func findOthers(_ facts: [Facts]) {
    let calls = facts.indices.filter { kinds[$0] == .call && !facts[$0].tokens.isEmpty }
      .compactMap { call in
        facts[call].start.flatMap { start in facts[call].end.map { (start: start, end: $0) } }
      }
      .sorted { ($0.end, $0.start) < ($1.end, $1.start) }
    let ends = calls.map(\.end)
    // The earliest start of the calls that ended at one's end or later.
    var earliest = calls.map(\.start)
    for place in earliest.indices.dropLast().reversed() {
      earliest[place] = min(earliest[place], earliest[place + 1])
    }
    for (step, fact) in facts.enumerated() where fact.tokens.isEmpty && !fact.hasText {
      guard let start = fact.start, let end = fact.end else { continue }
      let next = ends.firstPlace { $0 >= end }
      let isWithin = next < calls.count && earliest[next] <= start
      if isWithin || ends.firstPlace(where: { $0 >= start }) < ends.firstPlace(where: { $0 > end }) {
        kinds[step] = .other
      }
    }
  }
}
