import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A tool call that pi's model asked for.
struct PiToolCall {
  let call: ToolCall
  /// The span of the model call that asked.
  let parentID: String
  /// When the tool can have begun: when the model had ended, or the tool before it.
  var start: Timestamp?
  /// The place of the asking entry, from 1.
  let order: Int
  /// Whether the model's answer broke off, after which pi runs none of its tools.
  let isDropped: Bool

  private var arguments: AttributeValue? { AttributeValue(jsonText: call.arguments) }

  /// The tool's span.
  ///
  /// - Parameters:
  ///   - result: the message with the result; `nil` where the session ends before it.
  ///   - text: the result's text.
  func span(id: String, result: AttributeValue? = nil, text: String? = nil, at end: Timestamp? = nil) -> Span
  {
    var span = Span(
      id: id, parentID: parentID, name: call.name, kind: .tool, start: start, end: end, timeOrigin: .inferred)
    if let start, let end, end < start { span.start = end }
    let isError = result?["isError"]?.bool == true
    var tool = ToolExecution(name: call.name, callID: call.id)
    tool.arguments =
      call.arguments.isEmpty ? nil : Payload(call.arguments, form: arguments == nil ? .text : .json)
    tool.result = text.map { Payload($0) }
    tool.command = command(text)
    tool.files = isError ? [] : files(result?["details"])
    span.tool = tool
    if isError {
      if let timeout = timeout(text) { span.fail(saying: timeout) } else { span.fail(text) }
    } else if result != nil {
      span.status = .ok
    }
    if let result {
      span.keep(
        result, represented: ["role", "content", "toolCallId", "toolName", "isError", "timestamp"],
        prefix: "message.")
    }
    return span
  }

  private func command(_ text: String?) -> ShellCommand? {
    guard call.name == "bash", let line = arguments?["command"]?.string else { return nil }
    let last = lastLine(text)
    var command = ShellCommand(text: line, output: text)
    let mark = "Command exited with code "
    if let last, last.hasPrefix(mark) { command.exitCode = Int(last.dropFirst(mark.count)) }
    command.isInterrupted = last?.hasPrefix("Command aborted") ?? false
    return command
  }

  private func lastLine(_ text: String?) -> String? {
    text.map { $0.lines.last { !$0.isEmpty }.map(String.init) ?? "" }
  }

  /// The line by which pi says that a command's time was over, behind what it had written until then.
  private func timeout(_ text: String?) -> String? {
    lastLine(text).flatMap { call.name == "bash" && $0.hasPrefix("Command timed out") ? $0 : nil }
  }

  private func files(_ details: AttributeValue?) -> [FileAccess] {
    guard let path = arguments?["path"]?.string else { return [] }
    switch call.name {
    case "read": return [FileAccess(path: path, action: .read)]
    // Whether the file was there before is not told, so neither is what changed.
    case "write": return [FileAccess(path: path, action: .edit)]
    case "edit":
      if let diff = details?["diff"]?.string {
        return [FileAccess(path: path, action: .edit, patch: PiDiff.unified(diff))]
      }
      guard let old = arguments?["oldText"]?.string, let new = arguments?["newText"]?.string else {
        return []
      }
      return [FileAccess(path: path, action: .edit, patch: UnifiedDiff.replacement(of: old, by: new))]
    default: return []
    }
  }
}

/// pi's diffs: a mark, the line's number and the line; dots where lines are left out.
enum PiDiff {
  static func unified(_ diff: String) -> String {
    var result: [Substring] = ["@@"]
    for line in diff.lines {
      guard let mark = line.first, "+- ".contains(mark) else { continue }
      let numbered = line.dropFirst().drop { $0 == " " }
      let rest = numbered.drop(while: \.isNumber)
      if rest.startIndex == numbered.startIndex {
        if result.count > 1 { result.append("@@") }
      } else {
        result.append("\(mark)\(rest.dropFirst())")
      }
    }
    return result.joined(separator: "\n") + "\n"
  }
}

/// pi's token counts: `input` excludes what was read from the cache and written to it.
enum PiUsage {
  /// The usage; zeros throughout stand for a call that ended before anything was counted.
  static func usage(_ value: AttributeValue?, isFinal: Bool) -> TokenUsage? {
    func count(_ name: String) -> Int? { value?[name]?.tokenCount }
    guard ["input", "output", "cacheRead", "cacheWrite"].contains(where: { count($0) ?? 0 > 0 }) else {
      return nil
    }
    var usage = TokenUsage(
      input: count("input"), cacheRead: count("cacheRead"), cacheWrite: count("cacheWrite"),
      output: count("output"), reportedTotal: count("totalTokens"), isUnfinished: !isFinal)
    usage.settle(.outsideInput)
    return usage
  }

  /// What pi worked out from its own price list; it writes zero for a model that it has no price for.
  static func cost(_ value: AttributeValue?) -> ReportedCost? {
    guard let value, let total = value["total"]?.double, total > 0 else { return nil }
    let inputs = ["input", "cacheRead", "cacheWrite"].compactMap { value[$0]?.double }
    return ReportedCost(
      input: inputs.isEmpty ? nil : inputs.reduce(0, +), output: value["output"]?.double, total: total)
  }
}
