import TraceModel
import TraceSource

/// Makes one trace of the records of one session: its own conversation and those of its sub-agents.
struct SessionBuilder {
  private var draft: TraceDraft
  private let lines: [TranscriptLine]
  private let thread: ThreadSorter
  private let times: SessionTimes
  private let results: [TranscriptLine]
  /// The members that all records share, such as the version: they stand once, on the trace.
  private let shared: [String: AttributeValue]
  /// The session that this one goes on in.
  private let continuation: String?

  init(id: String, format: String, lines: [TranscriptLine], continuation: String? = nil) {
    self.continuation = continuation
    draft = TraceDraft(id: id, format: format)
    results = lines.filter { $0.type == "result" }
    times = SessionTimes(lines, result: results.count == 1 ? results.last?.value : nil)
    self.lines = times.placed(lines)
    thread = ThreadSorter(self.lines)
    shared = Self.sharedMembers(of: lines)
  }

  mutating func build() -> ImportResult {
    let rootID = "session " + draft.trace.id
    var root = Span(id: rootID, name: "main", kind: .agent)
    root.agentName = "main"
    (root.start, root.end, root.timeOrigin) = (times.start, times.end, .inferred)
    root.events = thread.remarks.map {
      SpanEvent(name: Self.name(of: $0), time: $0.time, attributes: rest(of: $0))
    }
    root.resource = 0
    let stated = results.last?.value
    draft.trace.ending =
      stated.map(ClaudeCodeResult.ending)
      ?? continuation.map { RecordedEnding(.continued, words: "in session \($0)") }
    let isMainAll = thread.agents.isEmpty && results.count == 1
    root.llm = stated.flatMap { ClaudeCodeResult.sum($0, isMainAll: isMainAll) }
    // A file may hold nothing but the result.
    if thread.main.allSatisfy({ $0.type != "assistant" }) {
      root.output = stated?["result"]?.tellingString.map { Payload($0) }
    }
    draft.add(root, at: lines.first?.place ?? SourcePlace(file: "-"))
    describeTrace()

    var main = ThreadBuilder(thread.main, parent: rootID, isMain: true, shared: shared)
    main.build(into: &draft)
    var tasks = main.tasks
    for agent in thread.agents {
      let parent = tasks.take(agent, into: &draft, under: rootID)
      var builder = ThreadBuilder(agent.lines, parent: parent, isMain: false, shared: shared)
      builder.build(into: &draft)
      tasks.add(builder.tasks)
      stretch(parent, over: agent.lines)
    }
    tellHiddenCalls(tasks.unopened)
    for id in stated.map(ClaudeCodeResult.denials) ?? [] {
      draft[id]?.tool?.outcome = .refused
      draft[id]?.status = .unset
    }
    return draft.finish()
  }

  /// A sub-agent in the background goes on after the call that started it has its result.
  private mutating func stretch(_ id: String, over lines: [TranscriptLine]) {
    let times = lines.compactMap(\.time)
    guard var span = draft[id], let first = times.min(), let last = times.max() else { return }
    if span.start.map({ first < $0 }) ?? true { (span.start, span.timeOrigin) = (first, .inferred) }
    if span.end.map({ $0 < last }) ?? true { (span.end, span.timeOrigin) = (last, .inferred) }
    draft[id] = span
  }

  private mutating func tellHiddenCalls(_ agents: [String]) {
    guard !agents.isEmpty else { return }
    let place = lines.first?.place ?? SourcePlace(file: "-")
    draft.note(
      agents.count == 1
        ? "the calls of a sub-agent are not in the file"
        : "the calls of \(agents.count) sub-agents are not in the file",
      at: SourcePlace(file: place.file),
      action: "their tokens and cost are missing from the totals; "
        + "pass the folder of the session to read those that Claude Code keeps in files of their own")
  }

  private mutating func describeTrace() {
    draft.trace.sessionID = draft.trace.id
    draft.trace.name = title
    var program = [Attribute("service.name", .string("Claude Code"))]
    if let version = shared["version"] { program.append(Attribute("service.version", version)) }
    draft.trace.resources = [Resource(attributes: program)]
    for name in shared.keys.sorted() {
      if let value = shared[name] { draft.trace.attributes.append(Attribute(name, value)) }
    }
  }

  /// The title the session was given last, else the beginning of its first prompt.
  private var title: String? {
    for (type, member) in [("custom-title", "customTitle"), ("ai-title", "aiTitle"), ("summary", "summary")] {
      let titles = thread.remarks.filter { $0.type == type }.compactMap { $0.value[member]?.string }
      if let title = titles.last { return title }
    }
    for line in thread.main
    where line.type == "user" && !line.flag("isMeta") && !line.flag("isCompactSummary") {
      switch UserText(line.text) {
      case .prompt(let text) where !text.isEmpty, .slashCommand(let text): return Self.firstLine(of: text)
      default: continue
      }
    }
    return nil
  }

  private static func firstLine(of text: String) -> String {
    text.drop { $0.isWhitespace }.prefix { $0 != "\n" }.excerpt(80)
  }

  // MARK: Members

  private static func name(of line: TranscriptLine) -> String {
    let detail = line.value["subtype"]?.string ?? line.value["data"]?["type"]?.string
    return detail.map { "\(line.type): \($0)" } ?? line.type
  }

  private func rest(of line: TranscriptLine) -> [Attribute] {
    (line.value.map ?? []).filter {
      $0.name != "type" && $0.name != "timestamp" && shared[$0.name] != $0.value
    }
  }

  private static func sharedMembers(of lines: [TranscriptLine]) -> [String: AttributeValue] {
    var result: [String: AttributeValue] = [:]
    for name in ["cwd", "version", "sessionId", "userType", "gitBranch", "isSidechain"] {
      result[name] = lines.lazy.compactMap { $0.value[name] }.first
    }
    return result
  }
}
