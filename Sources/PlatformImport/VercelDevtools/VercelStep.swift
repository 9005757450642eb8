import ChatReading
import TraceModel
import TraceSource

/// A step: one call of a model. What it was given and what came back are JSON in strings.
struct VercelStep {
  let id: String
  let run: String
  let number: Int
  let record: SourceRecord
  let input: AttributeValue
  let output: AttributeValue

  init?(_ record: SourceRecord) {
    guard let id = record["id"]?.tellingString, let run = record["run_id"]?.tellingString else { return nil }
    (self.id, self.run, self.record) = (id, run, record)
    number = record["step_number"]?.int ?? 0
    input = record["input"]?.unwrapped ?? .null
    output = record["output"]?.unwrapped ?? .null
  }

  var start: Timestamp? { NativeTime.iso(record["started_at"]) }

  /// When it ended; `nil` where nothing was written down.
  var end: Timestamp? {
    record["duration_ms"]?.telling.flatMap { start?.advanced(by: NativeTime.length(milliseconds: $0)) }
  }

  var error: String? { record["error"]?.tellingString }

  /// By which devtools say that the program was stopped, or its reader went away.
  var isAborted: Bool { error == "Request aborted" }

  /// Whether the devtools wrote down that it began, and no more.
  var isOpen: Bool { end == nil && error == nil && output.isVoid }

  /// What the model wrote: parts as the SDK keeps them, the pieces of a stream, or the text of an object.
  func message(_ chat: inout ChatReader) -> Message? {
    var parts: [Part] = []
    for piece in output["reasoningParts"]?.array ?? [] {
      parts += piece["text"]?.tellingString.map { [.reasoning(Reasoning(text: $0))] } ?? []
    }
    for piece in output["textParts"]?.array ?? [] {
      parts += piece["text"]?.tellingString.map { [.text($0)] } ?? []
    }
    for part in output["content"]?.array ?? [] where !Self.isResult(part) { parts += chat.part(part) }
    for call in output["toolCalls"]?.array ?? [] {
      parts += chat.toolCall(call).map { [.toolCall($0)] } ?? []
    }
    if let text = output["objectText"]?.tellingString { parts.append(.text(text)) }
    let reason = output["finishReason"]
    let finish = (reason?["raw"]?.telling ?? reason?["unified"] ?? reason)?.tellingString
    return parts.isEmpty ? nil : Message(role: .assistant, parts: parts, finishReason: finish)
  }

  private static func isResult(_ part: AttributeValue) -> Bool {
    ["tool-result", "tool-error"].contains(part["type"]?.string)
  }

  /// The results of tools that stand with the step itself.
  var results: [String: ToolResult] {
    let parts = (output["content"]?.array ?? []).filter(Self.isResult)
    return Dictionary(parts.compactMap(Self.result)) { first, _ in first }
  }

  /// A part that is a tool's result, by the call that it answers.
  static func result(_ part: AttributeValue) -> (String, ToolResult)? {
    guard let id = part["toolCallId"]?.tellingString else { return nil }
    let output = part["output"] ?? part["result"] ?? part["error"] ?? .null
    let type = output["type"]?.string ?? ""
    let value = output["value"] ?? output["reason"] ?? output
    let isError =
      part["type"]?.string == "tool-error" || type.hasPrefix("error") || part["isError"]?.bool == true
    var result = ToolResult(
      callID: id, name: part["toolName"]?.tellingString, content: value.joinedText ?? value.plainText,
      isError: isError)
    if type == "execution-denied", result.content.isEmpty || result.content == "{}" {
      result.content = "denied"
    }
    return (id, result)
  }

  /// Whether a tool was not run since somebody said no.
  static func isDenied(_ part: AttributeValue) -> Bool {
    part["output"]?["type"]?.string == "execution-denied"
  }

  /// Counts of the SDK's fifth version are numbers, those of later ones tell the classes apart.
  var usage: TokenUsage? {
    guard let value = record["usage"]?.unwrapped, value.map != nil else { return nil }
    let (input, output) = (value["inputTokens"], value["outputTokens"])
    guard input?.map != nil || output?.map != nil else { return UsageReader.usage(value) }
    var usage = TokenUsage(
      input: input?["total"]?.tokenCount, cacheRead: input?["cacheRead"]?.tokenCount,
      cacheWrite: input?["cacheWrite"]?.tokenCount, output: output?["total"]?.tokenCount,
      reasoning: output?["reasoning"]?.tokenCount)
    usage.settle(.insideInput)
    return usage.total ?? 0 > 0 ? usage : nil
  }
}
