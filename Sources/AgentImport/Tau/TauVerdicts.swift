import TraceModel
import TraceSource
import TraceText

/// Reads what a simulation of τ²-bench was worth.
///
/// The reward is 1 where all that it is based on holds and 0 else. A run may do other things than were expected and
/// still leave the database as it should be, so that an action which is missing decides nothing unless it is part of
/// what the reward is based on.
struct TauVerdicts {
  private let reward: AttributeValue
  private let criteria: AttributeValue
  private let place: SourcePlace

  init(_ simulation: SourceRecord, task: AttributeValue?) {
    reward = simulation["reward_info"] ?? .null
    criteria = task?["evaluation_criteria"] ?? .null
    place = simulation.place
  }

  var scores: [Score] {
    guard let value = Score.Value(reward["reward"]) else { return [] }
    var whole = Score(name: "reward", value: value, explanation: explanation, judge: .program, target: target)
    if case .number(let number) = value { whole.verdict = Score.Verdict(share: number) }
    let parts = (reward["reward_breakdown"]?.map ?? []).compactMap { part -> Score? in
      guard let value = Score.Value(part.value) else { return nil }
      var score = Score(name: part.name, value: value)
      // The reward is their product, so that its verdict is that of all of them.
      score.judge = part.name == "NL_ASSERTION" ? .model : .program
      return score
    }
    return [whole] + parts
  }

  private func checks(_ name: String) -> [AttributeValue] { reward[name]?.array ?? [] }

  /// What was expected: what had to be said, actions, what had to hold in the end; a line for each.
  private var target: String? {
    let checked = checks("action_checks").compactMap { $0["action"] }
    let actions = (checked.isEmpty ? criteria["actions"]?.array ?? [] : checked).map(Self.line)
    let said = criteria["communicate_info"]?.array ?? checks("communicate_checks").compactMap { $0["info"] }
    let stated = criteria["nl_assertions"]?.array ?? checks("nl_assertions").compactMap { $0["nl_assertion"] }
    let held =
      criteria["env_assertions"]?.array ?? checks("env_assertions").compactMap { $0["env_assertion"] }
    let lines =
      said.map { "say: \($0.plainText)" } + actions + stated.map(\.plainText)
      + held.map { Self.line($0, name: "func_name") }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// What did not hold, a line for each, and what the benchmark notes.
  private var explanation: String? {
    var lines: [String] = []
    if reward["db_check"]?["db_match"]?.bool == false {
      lines.append("the database is not as it should be")
    }
    lines += checks("action_checks").filter { $0["action_match"]?.bool == false }
      .map { "not done: \(Self.line($0["action"] ?? .null))" }
    lines += checks("communicate_checks").filter { $0["met"]?.bool == false }
      .map { "not said: \(Self.sentence($0, "info"))" }
    lines += checks("nl_assertions").filter { $0["met"]?.bool == false }
      .map { "not met: \(Self.sentence($0, "nl_assertion"))" }
    lines += checks("env_assertions").filter { $0["met"]?.bool == false }
      .map { "not met: \(Self.line($0["env_assertion"] ?? .null, name: "func_name"))" }
    if let note = reward["info"]?["note"]?.tellingString { lines.append(note) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func sentence(_ check: AttributeValue, _ name: String) -> String {
    [check[name]?.plainText, check["justification"]?.tellingString].compactMap(\.self).joined(separator: ": ")
  }

  /// An action as a call: `cancel_order({"order_id": "1"})`.
  private static func line(_ action: AttributeValue) -> String { line(action, name: "name") }

  private static func line(_ action: AttributeValue, name: String) -> String {
    let arguments = action["arguments"] ?? action["kwargs"]
    return (action[name]?.plainText ?? "?") + "(" + (arguments?.jsonText ?? "") + ")"
  }

  /// The actions that a task of τ-bench expects, a line for each.
  static func lines(ofActions actions: AttributeValue?) -> [String] { (actions?.array ?? []).map(line) }
}
