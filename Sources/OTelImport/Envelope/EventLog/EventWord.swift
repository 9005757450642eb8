import TraceModel

/// What the word of an event says: what the event is about, and which part of it is told.
///
/// `llm_request_full` begins a model's call and says what it was given, `AUTHOR_OUTPUT_END` ends what an author does.
struct EventWord: Hashable, Sendable {
  /// The part of a step that an event tells.
  enum Phase: Hashable, Sendable {
    /// It began, and no more.
    case begin
    /// It began, and what it was given.
    case ask
    /// It is meant to be done: a tool's call that waits for a permission.
    case proposal
    /// What came of it.
    case answer
    /// It came to an end, and no more.
    case end
    /// It came to a bad end.
    case failure

    var opens: Bool { self == .begin || self == .ask }
    var closes: Bool { self == .answer || self == .end || self == .failure }
  }

  /// The words without those of the phase.
  let subject: [String]
  let phase: Phase?

  init(subject: [String], phase: Phase?) { (self.subject, self.phase) = (subject, phase) }

  init(_ text: String) {
    var words = NameHeuristics.words(text)
    if words.first == "on", words.count > 1 { words.removeFirst() }
    Self.drop(&words, while: Self.silent.contains)
    var phase = words.last.flatMap { Self.phases[$0] }
    if phase != nil {
      // The outermost word tells: a stage's “OUTPUT_END” is its end.
      Self.drop(&words) { Self.phases[$0] != nil || Self.silent.contains($0) }
    } else if words.count > 1, let first = words.first, let leading = Self.leading[first] {
      phase = leading
      words.removeFirst()
    }
    (subject, self.phase) = (words, phase)
  }

  /// The one word that is left may be all that there is.
  private static func drop(_ words: inout [String], while isDropped: (String) -> Bool) {
    while words.count > 1, let last = words.last, isDropped(last) { words.removeLast() }
  }

  private static let silent: Set = ["full", "event", "events", "raw", "data", "log", "record", "entry"]

  private static let phases: [String: Phase] = [
    "start": .begin, "started": .begin, "begin": .begin, "began": .begin, "begun": .begin, "starting": .begin,
    "enter": .begin, "entered": .begin,
    "request": .ask, "requested": .ask, "invoked": .ask, "sent": .ask, "called": .ask, "input": .ask,
    "proposed": .proposal, "planned": .proposal, "selected": .proposal,
    "result": .answer, "results": .answer, "response": .answer, "responded": .answer, "output": .answer,
    "returned": .answer, "received": .answer, "reply": .answer, "resolved": .answer,
    "end": .end, "ended": .end, "complete": .end, "completed": .end, "finish": .end, "finished": .end,
    "done": .end, "success": .end, "succeeded": .end, "exit": .end, "exited": .end, "stop": .end,
    "stopped": .end,
    "fail": .failure, "failed": .failure, "failure": .failure, "error": .failure, "errored": .failure,
    "exception": .failure, "crashed": .failure, "timeout": .failure,
  ]
  /// What a sentence begins with.
  private static let leading: [String: Phase] = [
    "start": .begin, "starting": .begin, "started": .begin, "begin": .begin, "calling": .ask,
    "invoking": .ask, "sending": .ask, "finished": .end, "completed": .end, "failed": .failure,
  ]

  // MARK: What it is about

  private static let runs: Set = [
    "run", "workflow", "task", "session", "pipeline", "job", "crew", "graph", "trace", "execution",
    "experiment", "conversation", "episode", "flow",
  ]
  private static let models: Set = ["llm", "completion", "inference", "gpt", "openai", "anthropic", "gemini"]
  private static let tools: Set = ["tool", "tools", "function"]

  /// What is paired with what: a model's calls with each other, whatever they are called.
  var topic: String {
    let words = Set(subject)
    if !words.isDisjoint(with: Self.tools) { return "tool" }
    if !words.isDisjoint(with: Self.models) || subject == ["chat"] || subject.starts(with: ["model", "call"])
      || subject == ["model"] || subject == ["chat", "model"]
    {
      return "llm"
    }
    return subject.joined(separator: " ")
  }

  /// Whether the event tells how the run itself began or ended.
  var isRun: Bool { subject.count == 1 && Self.runs.contains(subject[0]) || subject == ["agent", "run"] }

  /// What a person gave the run, or what the run gave back.
  static func side(of text: String) -> SpanKind? {
    let words = NameHeuristics.words(text)
    guard words.count == 2 else { return nil }
    let isRun = runs.contains(words[0])
    if isRun || words[0] == "user" {
      if ["input", "query", "question", "prompt", "message", "request"].contains(words[1]) { return .input }
    }
    if isRun && ["output", "answer", "result", "response"].contains(words[1]) { return .output }
    return words[0] == "final" && ["answer", "output", "response", "result"].contains(words[1])
      ? .output : nil
  }
}
