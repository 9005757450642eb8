import ChatReading
import TraceModel
import TraceSource

/// Turns a result of τ-bench into a trace: the messages of the conversation, without times and models.
enum TauResultReader {
  static func read(_ result: SourceRecord, format: String) -> ImportResult {
    let task = result["task_id"]?.plainText ?? "?"
    let trial = result["trial"]?.int
    let id = "task-\(task)" + (trial.map { "-trial-\($0)" } ?? "")
    var draft = TraceDraft(id: id, format: format)
    draft.trace.name = "task \(task)" + (trial.map { ", trial \($0)" } ?? "")
    var root = Span(id: id, name: draft.trace.name ?? "task", kind: .agent)
    root.agentName = "agent"
    root.keep(result.value.rest(without: ["traj"]), represented: ["task_id", "trial"])
    var transcript = Transcript(root: root)
    var chat = ChatReader()
    var last: Message?
    var repeats = TauRepeats()
    for record in result.records(in: "traj") {
      transcript.place = record.place
      guard let message = chat.message(record.value, role: .user), !repeats.take(message) else { continue }
      if message.role == .system {
        transcript.instruct(message)
      } else {
        transcript.add(message) { span in
          // What a tool raises is told to the agent so (`Env.step` in `envs/base.py`), and so do tools themselves.
          if span.kind == .tool, let text = span.tool?.result?.text, text.hasPrefix("Error: ") {
            span.fail(text)
          }
        }
      }
      if message.role == .assistant {
        transcript.root.output = TauAnswer.payload(of: message, after: transcript.root.output)
      }
      last = message
    }
    if let failure = result["info"]?["error"]?.tellingString {
      draft.trace.ending = RecordedEnding(.failed, words: failure)
      transcript.root.status = .error(message: failure)
    } else if let last, last.role == .user, last.text.contains(stop) {
      draft.trace.ending = RecordedEnding(.finished, words: stop)
    }
    if let score = reward(of: result) { draft.add(score, of: nil) }
    draft.add(&transcript, at: result.place)
    return draft.finish()
  }

  /// What the simulated customer says when the conversation is over.
  private static let stop = "###STOP###"

  private static func reward(of result: SourceRecord) -> Score? {
    guard let value = Score.Value(result["reward"]) else { return nil }
    let info = result["info"] ?? .null
    let checked = info["reward_info"] ?? .null
    let actions = TauVerdicts.lines(ofActions: checked["actions"] ?? info["task"]?["actions"])
    let outputs = (info["task"]?["outputs"]?.array ?? []).map { "say: \($0.plainText)" }
    var score = Score(name: "reward", value: value, judge: .program)
    // What the customer had to be told is what a reader can find in the answer.
    score.target = (outputs + actions).isEmpty ? nil : (outputs + actions).joined(separator: "\n")
    var lines = (checked["info"]?["outputs"]?.map ?? []).filter { $0.value.bool == false }
      .map { "not said: \($0.name)" }
    if let share = checked["info"]?["r_actions"]?.double, share == 0 {
      lines.append("the database is not as it should be")
    }
    score.explanation = lines.isEmpty ? nil : lines.joined(separator: "\n")
    if case .number(let number) = value { score.verdict = Score.Verdict(share: number) }
    return score
  }
}

/// What an agent told the customer last.
enum TauAnswer {
  /// The answer once a message was written: what stands beside the call of a tool announces it, and whoever goes on to
  /// work has not answered yet.
  static func payload(of message: Message, after answer: Payload?) -> Payload? {
    guard message.toolCalls.isEmpty else { return nil }
    return message.text.isEmpty ? answer : Payload(message.text)
  }
}

/// Tells messages that stand in a result once more: an agent that puts other calls before its own may write a call, with
/// its id, and what became of it again.
private struct TauRepeats {
  private var asked: Set<[String]> = []
  /// What was given back for each id since it was last asked for anew.
  private var given: [String: String] = [:]

  /// Whether a message says nothing that was not said: it asks for the same calls by the same ids, or gives nothing or
  /// the same back for one that is answered.
  mutating func take(_ message: Message) -> Bool {
    let calls = message.toolCalls
    if !calls.isEmpty, calls.allSatisfy({ $0.id != nil }) {
      guard asked.insert(calls.flatMap { [$0.id ?? "", $0.name, $0.arguments] }).inserted else { return true }
      for id in calls.compactMap(\.id) { given[id] = nil }
    }
    var isRepeat = !message.toolResults.isEmpty
    for result in message.toolResults {
      let known = result.callID.flatMap { given[$0] }
      isRepeat = isRepeat && known != nil && (result.content.isEmpty || result.content == known)
      if let id = result.callID, known == nil { given[id] = result.content }
    }
    return isRepeat
  }
}
