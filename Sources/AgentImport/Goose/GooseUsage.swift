import ChatReading
import TraceModel
import TraceSource

/// What each call used: as its message says, and as the row of the ledger that was written with it.
struct GooseUsage {
  /// Rows of the ledger by the entries that they belong to.
  private var rows: [Int: AttributeValue] = [:]
  /// What the messages say.
  private var stated: [Int: AttributeValue] = [:]
  /// Rows of calls that no message tells of: compactions, and answers that were put aside.
  private(set) var others: [AttributeValue] = []

  /// Whether nothing is known of single calls.
  var isEmpty: Bool { rows.isEmpty && stated.isEmpty && others.isEmpty }

  /// Finds the row of each answer; the two have no id in common, but the same order.
  init(_ entries: [GooseEntry], ledger: [AttributeValue]) {
    let answers = entries.indices.filter { entries[$0].role == .assistant }
    for answer in answers { stated[answer] = entries[answer].usage }
    var open = ledger.filter { $0["is_compaction"]?.int != 1 }
    others = ledger.filter { $0["is_compaction"]?.int == 1 }
    if open.count == answers.count {
      rows = Dictionary(uniqueKeysWithValues: zip(answers, open))
      return
    }
    // First those that state the same tokens, then those of the same second, the rest as they come.
    let tests: [(GooseEntry, AttributeValue) -> Bool] = [
      { $0.usage != nil && Self.tokens($0.usage, "Tokens") == Self.tokens($1, "_tokens") },
      { $0.usage == nil && $0.time == NativeTime.seconds($1["created_timestamp"]) },
      { entry, _ in entry.usage == nil },
    ]
    for test in tests {
      var from = 0
      for answer in answers where rows[answer] == nil {
        guard let place = open.indices.dropFirst(from).first(where: { test(entries[answer], open[$0]) })
        else {
          continue
        }
        rows[answer] = open.remove(at: place)
        from = place
      }
    }
    others += open
  }

  private static func tokens(_ value: AttributeValue?, _ ending: String) -> [Int?] {
    ["input", "output"].map { value?[$0 + ending]?.tokenCount }
  }

  /// Adds to a call's span what is known of its tokens, its cost, its model and its times.
  func describe(_ span: inout Span, entry: Int, session: SourceRecord) {
    let row = rows[entry]
    describe(&span, by: row, session: session)
    guard let stated = stated[entry] else { return }
    if row == nil {
      span.llm?.usage = Self.usage(stated, "Tokens", cache: ("cacheReadTokens", "cacheWriteTokens"))
    }
    // What follows the answer, such as asking a second model for its tools, is no part of the call.
    if let length = NativeTime.length(milliseconds: stated["elapsedMs"]),
      let end = span.start?.advanced(by: length), end < span.end ?? end
    {
      span.end = end
    }
    if let length = NativeTime.length(milliseconds: stated["timeToFirstTokenMs"]),
      let moment = span.start?.advanced(by: length), moment < span.end ?? moment
    {
      span.events.append(SpanEvent(name: "first token", time: moment))
    }
  }

  /// What a session's header counts for all calls.
  func sum(of header: SourceRecord) -> LLMCall? {
    let usage = TokenUsage(
      input: header["accumulated_input_tokens"]?.tokenCount,
      output: header["accumulated_output_tokens"]?.tokenCount,
      reportedTotal: header["accumulated_total_tokens"]?.tokenCount)
    guard usage.total ?? 0 > 0 else { return nil }
    var call = LLMCall(usage: usage)
    call.requestModel = Self.model(of: header)
    return call
  }

  private static func model(of header: SourceRecord) -> String? {
    (header["model_config_json"]?["model_name"] ?? header["model_config"]?["model_name"])?.tellingString
  }

  /// One of the calls that no message tells of.
  func call(_ number: Int, session: SourceRecord) -> Span {
    let row = others[number]
    let id = session["id"]?.tellingString ?? ""
    let time = NativeTime.seconds(row["created_timestamp"])
    let isCompaction = row["is_compaction"]?.int == 1
    var span = Span(
      id: "\(id)/ledger-\(number + 1)", parentID: id, name: isCompaction ? "compaction" : "model call",
      kind: .llm,
      start: time, end: time, timeOrigin: .inferred)
    span.llm = LLMCall()
    describe(&span, by: row, session: session)
    return span
  }

  private func describe(_ span: inout Span, by row: AttributeValue?, session: SourceRecord) {
    span.llm?.requestModel = row?["model"]?.tellingString ?? Self.model(of: session)
    span.llm?.provider = session["provider_name"]?.tellingString
    guard let row else { return }
    span.llm?.usage = Self.usage(row, "_tokens", cache: ("cache_read_tokens", "cache_write_tokens"))
    span.llm?.reportedCost = row["cost"]?.knownCost
    span.keep(
      row.rest(without: ["id", "session_id"]),
      represented: ["model", "input_tokens", "output_tokens", "total_tokens", "created_timestamp"],
      prefix: "ledger.")
  }

  /// What the cache gave lies within the input.
  private static func usage(_ value: AttributeValue, _ ending: String, cache: (read: String, write: String))
    -> TokenUsage?
  {
    var usage = TokenUsage(
      input: value["input" + ending]?.tokenCount, cacheRead: value[cache.read]?.tokenCount,
      cacheWrite: value[cache.write]?.tokenCount, output: value["output" + ending]?.tokenCount,
      reportedTotal: value["total" + ending]?.tokenCount)
    usage.settle(.insideInput)
    return usage.total ?? 0 > 0 ? usage : nil
  }
}
