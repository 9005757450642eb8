import ChatReading
import TraceModel
import TraceSource

/// One call of the model: the records that share one message id, which Claude Code writes block by block.
struct ModelTurn {
  /// The API's message id, else the first record's id.
  let id: String
  private(set) var lines: [TranscriptLine] = []

  init(id: String) { self.id = id }

  /// The id of the call that a record belongs to.
  static func id(of line: TranscriptLine) -> String { line.message["id"]?.string ?? line.uuid }

  mutating func append(_ line: TranscriptLine) { lines.append(line) }

  /// What the model wrote: the blocks of all records in order, one that a later record repeats once.
  var blocks: [AttributeValue] { entries.map(\.block) }

  /// The blocks, each with the record that has it first.
  var entries: [(block: AttributeValue, line: TranscriptLine)] {
    let all = lines.flatMap { line in line.blocks.map { (block: $0, line: line) } }
    // Most records hold one block, and looking a long text up costs more than reading it.
    if all.count < 2 { return all }
    var seen: Set<AttributeValue> = []
    return all.filter { seen.insert($0.block).inserted }
  }

  /// The name of the model; `<synthetic>` stands for messages that Claude Code itself wrote.
  var model: String? {
    lines.lazy.compactMap { $0.message["model"]?.string }.first { $0 != "<synthetic>" }
  }

  /// Whether Claude Code wrote the message itself, without asking a model.
  var isSynthetic: Bool { model == nil && lines.contains { $0.message["model"]?.string == "<synthetic>" } }

  /// Whether the message tells of a failed call.
  var isAPIError: Bool {
    lines.contains { line in
      if line.flag("isApiErrorMessage") { return true }
      // Older streams mark such a message by its words alone.
      return isSynthetic && (line.value["error"]?.tellingString != nil || line.text.hasPrefix("API Error"))
    }
  }

  var stopReason: String? { lines.lazy.compactMap { $0.message["stop_reason"]?.string }.last }

  /// The tokens: of each count the largest that a record has, since the counts of a stream only grow.
  ///
  /// Anthropic counts cached tokens outside of input. Without a stop reason the stream's last counts were never
  /// written, so what is there is a lower bound.
  var usage: TokenUsage? {
    var input: Int?, output: Int?, read: Int?, write: Int?, hour: Int?
    for usage in lines.compactMap({ $0.message["usage"] }) {
      input = larger(input, usage["input_tokens"])
      output = larger(output, usage["output_tokens"])
      read = larger(read, usage["cache_read_input_tokens"])
      write = larger(write, usage["cache_creation_input_tokens"])
      hour = larger(hour, usage["cache_creation"]?["ephemeral_1h_input_tokens"])
    }
    var usage = TokenUsage(
      input: input, cacheRead: read, cacheWrite: write, cacheWriteHour: hour, output: output,
      isUnfinished: stopReason == nil)
    usage.settle(.outsideInput)
    return usage.isEmpty ? nil : usage
  }

  var serviceTier: String? { lines.lazy.compactMap { $0.message["usage"]?["service_tier"]?.string }.last }

  /// The searches that Anthropic ran, which all records of a call that count them count alike.
  var hostedTools: [HostedToolUse] {
    var tools = HostedTools()
    for line in lines { tools.take(usage: line.message["usage"]) }
    return tools.uses
  }

  private func larger(_ count: Int?, _ value: AttributeValue?) -> Int? {
    guard let value = value?.tokenCount else { return count }
    return max(count ?? 0, value)
  }
}
