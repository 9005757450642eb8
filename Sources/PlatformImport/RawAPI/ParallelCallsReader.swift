import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Makes a trace of each pair of parallel lists: the call, and what a judge said of its answer.
struct ParallelCallsReader {
  private let record: SourceRecord
  private let lists: ParallelCalls
  private let format: String
  private let columns: [String: [AttributeValue]]
  /// What the object says of all of them.
  private let rest: [Attribute]

  init(_ record: SourceRecord, lists: ParallelCalls, format: String) {
    (self.record, self.lists, self.format) = (record, lists, format)
    let members = record.value.map ?? []
    let isColumn = { (member: Attribute) in member.value.array?.count == lists.count }
    columns = Dictionary(
      members.filter(isColumn).map { ($0.name, $0.value.array ?? []) }, uniquingKeysWith: { $1 })
    rest = members.filter { !isColumn($0) }
  }

  /// The trace of the pair at a place.
  func trace(at index: Int, id: String) -> ImportResult {
    var draft = TraceDraft(id: id, format: format)
    // Once for all is enough.
    if index == 0 { draft.trace.attributes = rest }
    var root = Span(id: id, name: "call \(index + 1)", kind: .chain)
    let call = call(
      element(lists.requests, index), element(lists.responses, index), id: "\(id)/call",
      at: place(lists.responses, index))
    root.input = call.span.llm?.input.last { $0.role == .user }.map { Payload($0.text) }
    root.output = call.span.llm?.output.last.flatMap { $0.text.isEmpty ? nil : Payload($0.text) }
    let read = Set([lists.requests, lists.responses] + lists.judgements)
    let others = columns.filter { !read.contains($0.key) }.sorted { $0.key < $1.key }
    root.keep(.map(others.map { Attribute($0.key, $0.value[index]) }))
    draft.add(root, at: record.place)
    var span = call.span
    span.parentID = id
    draft.add(span, at: call.place)
    for name in lists.judgements { judge(name, index, of: id, &draft) }
    return draft.finish()
  }

  private func element(_ name: String, _ index: Int) -> AttributeValue? {
    columns[name].flatMap { $0.indices.contains(index) ? $0[index] : nil }
  }

  private func place(_ name: String, _ index: Int) -> SourcePlace {
    record.member(name).place.at("/\(index)")
  }

  private func call(
    _ request: AttributeValue?, _ response: AttributeValue?, id: String, at place: SourcePlace
  ) -> ConversationStep {
    var raw = RawCall()
    raw.request = request.map { $0.array == nil ? $0 : .map([Attribute("messages", $0)]) }
    if let answer = response.flatMap(ParallelCalls.answer) { raw.setResponse(answer) }
    var step = ConversationStep(
      raw, operation: raw.operation ?? .chatCompletions, id: id, fallback: "call", place: place)
    // What an answer's parts say besides, such as when it was written.
    if let response, ProviderOperation(response: response) == nil {
      step.span.keep(
        response.rest(without: [
          "content", "text", "tool_calls", "usage", "model", "finish_reason", "stop_reason",
        ]),
        prefix: "response.")
    }
    return step
  }

  /// Adds a judge's call, and its verdict where it is a word or a number.
  private func judge(_ name: String, _ index: Int, of id: String, _ draft: inout TraceDraft) {
    guard let said = element(name, index), !said.isVoid else { return }
    let title = name.hasSuffix("s") ? String(name.dropLast()) : name
    let place = place(name, index)
    var call = call(nil, said, id: "\(id)/\(name)/call", at: place)
    let text = call.span.llm?.output.last?.text.trimmed ?? ""
    var span = Span(id: "\(id)/\(name)", parentID: id, name: title, kind: .evaluator)
    span.output = text.isEmpty ? nil : Payload(text)
    draft.add(span, at: place)
    call.span.parentID = span.id
    draft.add(call.span, at: place)
    guard let value = value(of: text) else { return }
    var score = Score(name: title, value: value, judge: .model, judgeName: call.span.llm?.modelName)
    // “no” answers a question that stands nowhere.
    let isPlain = ["yes", "no", "true", "false"].contains(text.lowercased())
    if !isPlain { score.concludeVerdict() }
    draft.add(score, of: nil)
  }

  private func value(of text: String) -> Score.Value? {
    if let number = AttributeValue.number(text).double { return .number(number) }
    return text.isEmpty || text.utf8.count > 40 ? nil : .label(text)
  }
}
