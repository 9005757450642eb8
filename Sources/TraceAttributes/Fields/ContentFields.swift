import TraceModel

extension Document: Recorded {
  static let blank = Document(content: "", rank: 0)
  static let fields: [Field<Document>] = [
    .text("id", \.id), .number("score", \.score), .text("title", \.title), .text("content", \.content),
    .integer("rank", \.rank), .attributes("metadata", \.metadata),
  ]
}

extension ShellCommand: Recorded {
  static let blank = ShellCommand(text: "")
  static let fields: [Field<ShellCommand>] = [
    .text("text", \.text), .text("directory", \.directory), .integer("exit_code", \.exitCode),
    .text("output", \.output), .text("error_output", \.errorOutput),
    .flag("is_interrupted", \.isInterrupted),
  ]
}

extension FileAccess: Recorded {
  static let blank = FileAccess(path: "", action: .read)
  static let fields: [Field<FileAccess>] = [
    .text("path", \.path), .choice("action", \.action, usual: nil), .text("patch", \.patch),
  ]
}

extension Compaction: Recorded {
  static let blank = Compaction()
  static let fields: [Field<Compaction>] = [
    .text("trigger", \.trigger), .count("tokens_before", \.tokensBefore),
    .count("tokens_after", \.tokensAfter), .flag("is_clearing", \.isClearing),
  ]
}

extension SourcePlace: Recorded {
  static let blank = SourcePlace(file: "")
  static let fields: [Field<SourcePlace>] = [
    .text("file", \.file), .count("line", \.line), .count("column", \.column), .text("pointer", \.pointer),
    .count("byte", \.byteOffset),
  ]
}

extension PromptAssembly: Recorded {
  static let blank = PromptAssembly()
  static let fields: [Field<PromptAssembly>] = [
    .text("template", \.template), .text("name", \.name), .attributes("variables", \.variables),
    .records("segments", \.segments), .text("text", \.text), .count("total_tokens", \.totalTokens),
  ]
}

extension PromptAssembly.Segment: Recorded {
  static let blank = PromptAssembly.Segment(name: "")
  static let fields: [Field<PromptAssembly.Segment>] = [
    .text("name", \.name), .count("tokens", \.tokens), .text("text", \.text),
  ]
}

extension HostedToolUse: Recorded {
  static let blank = HostedToolUse(tool: .webSearch, count: 0)
  static let fields: [Field<HostedToolUse>] = [
    .choice("tool", \.tool, usual: nil), .integer("count", \.count),
  ]
}

extension ModelUse: Recorded {
  static let blank = ModelUse(name: "")
  static let fields: [Field<ModelUse>] = [
    .text("name", \.name), .number("cost", \.cost), .record("usage", \.usage),
  ]
}

extension TokenUsage: Recorded { static let blank = TokenUsage() }

extension ReportedCost: Recorded {
  static let blank = ReportedCost(total: 0)
  static let fields: [Field<ReportedCost>] = [
    .number("input", \.input), .number("output", \.output), .number("total", \.total),
    .number("rounding", \.rounding),
  ]
}
