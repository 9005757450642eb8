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
    for record in result.records(in: "traj") {
      transcript.place = record.place
      guard let message = chat.message(record.value, role: .user) else { continue }
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
      if message.role == .assistant, !message.text.isEmpty {
        transcript.root.output = Payload(message.text)
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
    score.target = (actions + outputs).isEmpty ? nil : (actions + outputs).joined(separator: "\n")
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
