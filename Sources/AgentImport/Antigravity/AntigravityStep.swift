import ChatReading
import JSONReader
import TraceModel
import TraceSource
import TraceText

/// One line of a conversation: what a person asked, what the model wrote, what a tool gave back or what the program said.
struct AntigravityStep {
  /// Who a step comes from.
  enum Source { case user, model, system }

  let record: SourceRecord
  let index: Int
  let source: Source
  let type: String
  /// What it says, without the lines that tell when it began and ended.
  let content: String
  /// When it was made: of an answer when it began, of a tool when it was started.
  let time: Timestamp?
  /// When a tool began and ended, by the first lines of its result.
  private(set) var (start, end): (Timestamp?, Timestamp?)

  init?(_ record: SourceRecord) {
    guard let index = record["step_index"]?.int, let type = record["type"]?.string else { return nil }
    (self.record, self.index, self.type) = (record, index, type)
    let name = record["source"]?.string ?? ""
    source = name.hasPrefix("USER") || type == "USER_INPUT" ? .user : name == "SYSTEM" ? .system : .model
    time = NativeTime.iso(record["created_at"])
    let content = record["content"]
    var rest = (content?.string ?? content?["text"]?.string ?? content?.telling?.jsonText ?? "")[...]
    start = Self.takeTime("Created At: ", of: &rest)
    end = Self.takeTime("Completed At: ", of: &rest)
    self.content = String(rest)
  }

  /// Takes a line that tells a time off the beginning.
  private static func takeTime(_ mark: String, of text: inout Substring) -> Timestamp? {
    guard text.hasPrefix(mark) else { return nil }
    let line = text.prefix { !$0.isNewline }
    guard let time = NativeTime.iso(.string(String(line.dropFirst(mark.count)))) else { return nil }
    text = text.dropFirst(line.count).drop { $0.isNewline }
    return time
  }

  private var status: String? { record["status"]?.string }

  var isAnswer: Bool { type == "PLANNER_RESPONSE" }
  /// Whether it goes on behind the conversation.
  var isRunning: Bool { status == "RUNNING" }
  var isFailed: Bool { type == "ERROR_MESSAGE" || status == "ERROR" }
  var isCancelled: Bool { status == "CANCELED" || status == "CANCELLED" }
  /// Whether the file has texts of it cut.
  var isCut: Bool { record["truncated_fields"]?.array?.isEmpty == false }
  /// The parts of the record that become more than attributes.
  static let represented: Set = [
    "step_index", "source", "type", "status", "created_at", "content", "thinking", "tool_calls", "usage",
    "model", "error", "exit_code",
  ]

  // MARK: Prompts

  /// A person's own words, without what the editor adds of the time and of settings.
  var prompt: String { PromptWrapper.words(in: content, editorsOnly: true) ?? content }

  /// The model that was chosen with a prompt, by the name that people see: `Gemini 3.5 Flash (High)`.
  var chosenModel: String? {
    guard let mark = content.firstRange(of: "`Model Selection` from ") else { return nil }
    let line = content[mark.upperBound...].prefix { !$0.isNewline }
    guard let to = line.firstRange(of: " to ") else { return nil }
    let rest = line[to.upperBound...]
    let name = rest.firstRange(of: ". No need").map { rest[..<$0.lowerBound] } ?? rest
    return name.isEmpty ? nil : String(name.hasSuffix(".") ? name.dropLast() : name)
  }

  // MARK: Answers

  /// The message that the model wrote.
  var message: Message {
    var parts: [Part] = []
    if let thinking = record["thinking"]?.tellingString {
      parts.append(.reasoning(Reasoning(text: thinking)))
    }
    if !content.isEmpty { parts.append(.text(content)) }
    for call in record["tool_calls"]?.array ?? [] {
      parts.append(
        .toolCall(
          ToolCall(
            id: nil, name: call["name"]?.tellingString ?? "tool",
            arguments: Self.arguments(call["args"])?.jsonText ?? "")))
    }
    return Message(role: .assistant, parts: parts)
  }

  /// Arguments as the tool takes them: the editor writes each as JSON in a text, the command line as it is.
  private static func arguments(_ value: AttributeValue?) -> AttributeValue? {
    guard let members = value?.map else { return value?.telling }
    let read = members.map { $0.value.string.map(Self.value) ?? $0.value }
    // The editor's files have long ones cut, which is no JSON any more.
    let isWritten =
      read.contains { $0 != nil }
      && zip(members, read).allSatisfy { $1 != nil || $0.value.string.map(Self.isCutJSON) == true }
    guard isWritten else { return value }
    return .map(zip(members, read).map { Attribute($0.name, $1 ?? $0.value) })
  }

  private static func value(_ text: String) -> AttributeValue? {
    (try? JSONDocument.parse(text)).map { AttributeValue($0.root) }
  }

  private static func isCutJSON(_ text: String) -> Bool {
    text.hasSuffix(" bytes>") && text.first.map { "\"[{".contains($0) } == true
  }

  // MARK: Checkpoints

  /// Whether the conversation was shortened: the first checkpoint, which bears the number 0, is made as soon as a
  /// conversation begins, whatever its length.
  var isCompaction: Bool { type == "CHECKPOINT" && !content.hasPrefix("{{ CHECKPOINT 0 ") }

  /// What a checkpoint says the conversation is about.
  var objective: String? {
    guard type == "CHECKPOINT", let mark = content.firstRange(of: "# USER Objective:\n") else { return nil }
    let line = String(content[mark.upperBound...].prefix { !$0.isNewline }).trimmed
    return line.isEmpty ? nil : line
  }

  // MARK: Failures and tasks

  /// What went wrong, without what the program advises the model to do.
  var failure: String {
    let text = record["error"]?.tellingString ?? content
    let from = text.firstRange(of: "Error Message: ").map { text[$0.upperBound...] } ?? text[...]
    let words = from.firstRange(of: "\nGuidance:").map { from[..<$0.lowerBound] } ?? from
    return String(words).trimmed
  }

  /// The task that a step says goes on, or has ended: `ID/task-58`.
  var task: String? {
    for mark in ["background task with task id: ", "Task id \""] {
      guard let range = content.firstRange(of: mark) else { continue }
      return String(content[range.upperBound...].prefix { !$0.isWhitespace && $0 != "\"" })
    }
    return nil
  }

  /// What a task that has ended gave back.
  var taskResult: String? {
    guard source == .system, let range = content.firstRange(of: "with result:\n") else { return nil }
    let rest = content[range.upperBound...]
    let end = rest.firstRange(of: "\nLog: file:") ?? rest.firstRange(of: "</SYSTEM_MESSAGE>")
    return String(end.map { rest[..<$0.lowerBound] } ?? rest)
  }

  /// Whether a task was ended before it was done.
  var isTaskCancelled: Bool {
    content.holds("was canceled with result:") || content.holds("was cancelled with")
  }
}

/// What the result of a command tells, in the words of the program: `The command failed with exit code: 1`, `Output:`, and
/// what it wrote; of some systems `Stdout:` and `Stderr:`.
struct AntigravityCommand {
  let output: String
  let errorOutput: String
  let exitCode: Int?

  init(_ text: String) {
    let first = ["Output:\n", "Stdout:\n"].compactMap { text.firstRange(of: $0) }
      .min { $0.lowerBound < $1.lowerBound }
    let head = first.map { text[..<$0.lowerBound] } ?? text[...]
    let rest = first.map { text[$0.upperBound...] } ?? text[...]
    let second = first.flatMap { text[$0].hasPrefix("S") ? rest.firstRange(of: "Stderr:\n") : nil }
    output = String(second.map { rest[..<$0.lowerBound] } ?? rest).trimmed
    errorOutput = String(second.map { rest[$0.upperBound...] } ?? "").trimmed
    if head.firstRange(of: "completed successfully") != nil {
      exitCode = 0
    } else {
      exitCode =
        ["exit code: ", "exited with code "].lazy.compactMap { mark in
          head.firstRange(of: mark).flatMap {
            Int(head[$0.upperBound...].prefix { $0.isNumber || $0 == "-" })
          }
        }.first
    }
  }
}
