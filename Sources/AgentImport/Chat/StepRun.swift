import JSONReader
import TraceModel
import TraceSource

/// A run that a program tells by steps of its own: what the agent thought, what it did, and what it saw then.
///
/// Agents that reason and act are written by many hands, and each names these three in its own way. What a step thought is a
/// model's answer, which asks for what it did; an action without a thought is a tool, and nothing tells of a call before it.
enum StepRun {
  static let thoughts = ["thought", "thoughts", "reasoning", "thinking", "rationale"]
  /// Names of what a step did.
  static let deeds = ["action", "tool", "tool_name", "tool_used"]
  /// The same of a call alone, which has no other name.
  static let actions = deeds + ["function", "function_name", "name"]
  static let inputs = [
    "action_input", "action_inputs", "tool_input", "action_args", "action_arguments", "action_parameters",
    "tool_args", "tool_arguments", "args", "arguments", "parameters", "params", "kwargs", "input",
  ]
  /// Names of results that nothing but a step of an agent has.
  private static let sureResults = [
    "observation", "observations", "obs", "tool_result", "tool_output", "action_result", "action_output",
  ]
  static let results = sureResults + ["result", "output"]
  static let answers = ["final_answer", "answer", "final_response", "final_output"]

  /// Names of lists of steps. Under `trajectory` they are SWE-agent's.
  static let lists = [
    "steps", "trace", "react_loop", "react_trace", "react_steps", "agent_steps", "agent_trace",
    "reasoning_steps", "reasoning_trace", "intermediate_steps", "scratchpad", "iterations", "loop", "actions",
    "history",
  ]
  /// Names of lists of tools that were called, of which no more is told.
  static let callLists = [
    "call_log", "tool_calls", "tool_call_log", "tool_log", "tool_trace", "tool_history", "tools_called",
    "tools_used", "calls",
  ]
  /// What was asked of a run.
  static let questions = [
    "question", "query", "task", "task_description", "goal", "objective", "user_query", "user_question",
    "user_message", "user_input", "instruction", "problem", "prompt", "input",
  ]
  /// What the run gave back.
  static let outcomes = answers + ["response", "output", "final_result", "prediction", "result"]

  private static let ofMessages = ["role", "content"]
  /// Members of formats with readers of their own.
  private static let foreign =
    ofMessages + [
      "messages", "conversations", "span_id", "spanId", "trace_id", "traceId", "run_type",
      "uuid", "schema_version", "trajectory_format", "info", "simulations", "samples", "custom_id", "choices",
    ]

  /// Whether a value is a step: it thought and did something, or did something and saw what came of it.
  static func isStep(_ value: JSONValue) -> Bool {
    guard value.kind == .object, !ofMessages.contains(where: { value[$0] != nil }) else {
      return false
    }
    let isThought = has(thoughts, in: value) { $0.kind == .string }
    let isDone = deeds.contains { isName(value[$0]) }
    let isSeen = sureResults.contains { value[$0]?.kind == .string || value[$0]?.kind == .object }
    if isThought { return isDone || isSeen || has(answers, in: value) { $0.kind == .string } }
    let isGiven = ["action_input", "tool_input"].contains { value[$0] != nil }
    return isDone && (isSeen || isGiven)
  }

  /// Whether a value is a step by itself, without a list around it: both thought and deed, and nothing of other formats.
  static func isLine(_ value: JSONValue) -> Bool {
    isStep(value) && has(thoughts, in: value) { $0.kind == .string } && isName(value["action"])
      && !foreign.contains { value[$0] != nil }
      && (value["action_input"] != nil || has(results, in: value) { _ in true })
  }

  /// The number by which a step is counted.
  static func number(of step: AttributeValue) -> Int? {
    ["step", "step_number", "iteration", "turn"].lazy.compactMap { step[$0]?.int }.first
  }

  /// The name of the list that holds the steps of a run; `nil` for what is none.
  static func list(in value: JSONValue) -> String? {
    guard value.kind == .object, !foreign.contains(where: { value[$0] != nil }) else { return nil }
    if let name = lists.first(where: { isList(value[$0], of: isStep) }) { return name }
    // A data set has calls that would be right; those of a run stand beside its answer.
    guard answers.contains(where: { value[$0]?.string?.isEmpty == false }) else { return nil }
    return callLists.first { isList(value[$0], of: isCall) }
  }

  static func isList(_ value: JSONValue?, of isOne: (JSONValue) -> Bool) -> Bool {
    guard let value, value.kind == .array else { return false }
    let first = Array(value.elements.prefix(8))
    return !first.isEmpty && first.allSatisfy(isOne)
  }

  private static func isCall(_ value: JSONValue) -> Bool {
    guard value.kind == .object, value["role"] == nil, value["content"] == nil, value["type"] == nil else {
      return false
    }
    return actions.contains { isName(value[$0]) }
      && has(inputs, in: value) { $0.kind == .object || $0.kind == .string }
  }

  private static func isName(_ value: JSONValue?) -> Bool { value?.string?.isEmpty == false }

  private static func has(_ names: [String], in value: JSONValue, where fits: (JSONValue) -> Bool) -> Bool {
    names.contains { value[$0].map(fits) ?? false }
  }
}
