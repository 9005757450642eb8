import ChatReading
import TraceModel
import TraceSource

/// A tool run in the making: the model's call, what ran, and what was given back.
struct CodexTool {
  var span: Span
  /// Whether the times are those of the run itself, not of the lines about it.
  private var isTimed = false
  /// The run was told by an item or event of its own, so that the output's text need not be asked for an exit code.
  private var isTold = false
  /// Whether a call of the model is known, and not its run alone.
  private var isCalled = false
  /// What a tool of the provider did.
  private var action: AttributeValue?
  /// The cell in which what it began goes on.
  private(set) var cell: String?

  /// Begins a run that a line tells.
  init(id: String, parentID: String, name: String, callID: String?, _ line: CodexLine) {
    let time = line.time
    span = Span(
      id: id, parentID: parentID, name: name, kind: .tool, start: time, timeOrigin: .inferred)
    span.source = line.place
    span.tool = ToolExecution(name: name, callID: callID)
  }

  // MARK: The model's call

  /// Whether it is the run of a hosted tool whose call is this item: with its id, else, where the item has none, with
  /// the same action.
  func isRunOf(_ item: AttributeValue, callID: String?) -> Bool {
    guard !isCalled, isTold else { return false }
    return callID.map { $0 == span.tool?.callID } ?? hasAction(item["action"])
  }

  /// Whether it is the call of a hosted tool, without an id, whose run is this item.
  func isCallOf(_ item: AttributeValue) -> Bool {
    isCalled && !isTold && span.tool?.callID == nil && hasAction(item["action"])
  }

  private func hasAction(_ action: AttributeValue?) -> Bool {
    guard let action = action?.telling else { return false }
    return self.action == action
  }

  mutating func call(_ item: AttributeValue) {
    isCalled = true
    action = item["action"] ?? action
    let arguments = item["arguments"] ?? item["input"] ?? item["action"]
    span.tool?.arguments = arguments?.payload
    span.tool?.command = CodexCommand.command(in: arguments)
    let text = span.tool?.command?.text ?? arguments?.string
    if let text { span.tool?.files = ApplyPatch.files(in: text) }
    keep(item, as: "response_item", without: ["arguments", "input", "action", "name", "call_id"])
  }

  /// Takes the call of a tool that the provider ran, which tells how it ended too.
  mutating func hostedCall(_ item: AttributeValue, at time: Timestamp?) {
    call(item)
    if !isTimed { span.end = time ?? span.end }
    switch item["status"]?.string {
    case "completed": span.status = .ok
    case "failed": span.fail(nil)
    default: break
    }
  }

  // MARK: The output that the model saw

  /// - Parameter awaited: the command for whose end the tool waited, where it did.
  mutating func output(_ item: AttributeValue, at time: Timestamp?, awaited: ShellCommand? = nil) {
    let output = item["output"]
    span.tool?.result = output?.payload
    if !isTimed { span.end = time ?? span.end }
    let text = output?.joinedText ?? output?.plainText ?? ""
    let report = CodexOutput(text)
    if span.tool?.command != nil, span.tool?.command?.output == nil {
      span.tool?.command?.output = report.text
    }
    if !isTold {
      if span.tool?.command?.exitCode == nil { span.tool?.command?.exitCode = report.exitCode }
      span.tool?.command?.isInterrupted = report.isInterrupted
      conclude(report, command: span.tool?.command ?? awaited)
    }
    keep(item, as: "output_item", without: ["output", "call_id"])
  }

  private mutating func conclude(_ report: CodexOutput, command: ShellCommand?) {
    if case .running(let cell)? = report.script { self.cell = cell }
    if report.isFailure {
      fail(report.text)
    } else if report.exitCode == nil, let command,
      let failure = CommandFailureText.failure(of: command.text, output: report.text)
    {
      span.fail(saying: failure)
      span.tool?.files = []
    } else if report.isDone {
      span.status = .ok
    }
  }

  // MARK: What ran

  /// Takes a completed item, or an event of older versions that ends a run.
  mutating func run(_ event: AttributeValue, item: AttributeValue, at time: Timestamp?) {
    let end = NativeTime.milliseconds(event["completed_at_ms"]) ?? time
    let start =
      NativeTime.milliseconds(event["started_at_ms"]) ?? end?.advanced(by: Self.length(item).map { -$0 })
    if let start, let end {
      (span.start, span.end, span.timeOrigin) = (start, end, .recorded)
      isTimed = true
    } else {
      span.end = span.end ?? end
    }
    let type = item["type"]?.string ?? ""
    switch type {
    case "CommandExecution", "exec_command_end": command(item)
    case "FileChange", "patch_apply_end": change(item)
    case "McpToolCall", "mcp_tool_call_end": mcp(item)
    default:
      action = item["action"] ?? action
      // An action of which only the kind is told says nothing of what was asked.
      if span.tool?.arguments == nil, action?.rest(without: ["type"]).isVoid == false {
        span.tool?.arguments = action?.payload
      }
      settle(item)
    }
    keep(item, as: type, without: Self.represented)
  }

  private static let represented: Set<String> = [
    "type", "command", "cwd", "aggregated_output", "stdout", "stderr", "exit_code", "changes", "call_id",
    "invocation",
  ]

  private mutating func command(_ item: AttributeValue) {
    var command = CodexCommand.command(in: item) ?? span.tool?.command ?? ShellCommand(text: span.name)
    command.exitCode = item["exit_code"]?.int
    let (joined, plain) = (item["aggregated_output"]?.string, item["stdout"]?.string)
    command.output = joined?.isEmpty == false ? joined : plain ?? joined
    command.errorOutput =
      joined?.isEmpty == false ? nil : item["stderr"]?.tellingString
    span.tool?.command = command
    for part in item["parsed_cmd"]?.array ?? [] where part["type"]?.string == "read" {
      guard let path = part["path"]?.string ?? part["name"]?.string else { continue }
      span.tool?.files.append(FileAccess(path: path, action: .read))
    }
    settle(
      item, exitCode: command.exitCode, text: joined?.isEmpty == false ? joined : command.errorOutput ?? plain
    )
  }

  private mutating func change(_ item: AttributeValue) {
    let files = CodexChanges.files(item["changes"])
    if !files.isEmpty { span.tool?.files = files }
    let output = [item["stderr"]?.string, item["stdout"]?.string].compactMap { $0 }.first { !$0.isEmpty }
    settle(item, text: output)
  }

  private mutating func mcp(_ item: AttributeValue) {
    if let call = item["invocation"], span.tool?.arguments == nil {
      span.tool?.arguments = call["arguments"]?.payload
    }
    let result = item["result"]
    let error = result?["Err"] ?? item["error"]?.telling
    let answer = result?["Ok"] ?? result
    let isError = error != nil || (answer?["isError"] ?? answer?["is_error"])?.bool == true
    let text = error?["message"]?.string ?? error?.plainText ?? answer?["content"]?.joinedText
    if span.tool?.result == nil { span.tool?.result = text.map { Payload($0) } }
    settle(item, isError: isError, text: text)
  }

  /// Takes the outcome that an item states.
  private mutating func settle(
    _ item: AttributeValue, exitCode: Int? = nil, isError: Bool = false, text: String? = nil
  ) {
    isTold = true
    let status = item["status"]?.string
    let failed = status == "failed" || item["success"]?.bool == false
    if status == "declined" {
      span.tool?.outcome = .refused
      span.tool?.files = []
    } else if isError || failed || exitCode.map({ $0 != 0 }) == true {
      fail(text ?? item["error"]?.string ?? status)
    } else if status == "completed" || item["success"]?.bool == true || exitCode == 0 {
      span.status = .ok
    }
  }

  private mutating func fail(_ text: String?) {
    span.fail(text)
    // What it was to read or to change stands in its arguments.
    span.tool?.files = []
  }

  private mutating func keep(_ record: AttributeValue, as name: String, without members: Set<String>) {
    let rest = record.rest(without: members)
    if !rest.isVoid { span.attributes.append(Attribute(name, rest)) }
  }

  /// A length written as whole seconds and nanoseconds.
  private static func length(_ item: AttributeValue) -> Int64? {
    guard let seconds = NativeTime.length(seconds: item["duration"]?["secs"]),
      let nanoseconds = item["duration"]?["nanos"]?.int, (0..<1_000_000_000).contains(nanoseconds)
    else { return nil }
    let (sum, overflow) = seconds.addingReportingOverflow(Int64(nanoseconds))
    return overflow ? nil : sum
  }
}
