import ChatReading
import JSONReader
import TraceModel
import TraceSource

/// A record that tells what a model was asked and what it answered, and need have neither an id nor documents: a line of a
/// log of calls, or of a program that answers questions.
///
/// A data set has questions and answers too. A record counts where it says that a model gave the answer: by the model's name,
/// by tokens, by how long a prompt took to be answered, or by a name such as `assistant_answer`.
enum AnswerRecord {
  /// Names of what a model's call was given; what a person asked has others.
  private static let prompts: Set = [
    "prompt", "full_prompt", "final_prompt", "llm_prompt", "prompt_preview", "input_preview", "prompts",
    "request_messages", "prompt_messages", "llm_messages",
  ]
  private static let questions = Set(SpanLogRun.questions).subtracting(["message", "task", "goal"])
    .union(prompts).union(["input"])
  private static let answers = Set(SpanLogRun.answers).union(["output"])
  /// What only a program calls an answer that a model gave.
  private static let modelsAnswers: Set = [
    "completion", "response", "response_text", "response_preview", "raw_output", "generated_text",
    "output_preview",
  ]
  private static let talkers: Set = ["assistant", "bot", "chatbot", "ai", "model", "llm", "rag"]
  /// Names for what kind of call it was.
  private static let calls = ["call_type", "call_name", "purpose", "task_type"]
  /// Members of records that have readers of their own, and of what happens within a run.
  private static let foreign = ["choices", "custom_id", "run_type", "role", "conversations", "messages"]

  /// What a record has of a question, an answer and of who gave it.
  private struct Marks {
    var (isPrompted, isAsked, isAskedByUser) = (false, false, false)
    /// Whether it has an answer, and whether one with words.
    var (isAnswered, isTelling) = (false, false)
    var (isModels, isTalked) = (false, false)
    var (hasModel, isCounted) = (false, false)

    /// Whether it says that a model answered.
    func tellModel(isTimed: Bool, hasLength: Bool) -> Bool {
      guard isTelling else { return false }
      // A data set has columns of these too.
      if hasModel || isCounted, hasModel && isCounted || isModels || isTimed || hasLength { return true }
      return isPrompted && isModels && hasLength && isTimed || isTalked && (isAskedByUser || isTimed)
    }
  }

  /// Whether a value is such a record, so that its file is a log of them.
  static func isOne(_ value: JSONValue) -> Bool {
    guard let (record, marks) = read(value) else { return false }
    return marks.tellModel(
      isTimed: record.fields[.moment] != nil || record.isBounded, hasLength: record.fields[.length] != nil)
  }

  /// The record of such a log that a value is, be its answer empty; `nil` for any other.
  static func record(_ value: JSONValue) -> SpanLogRecord? { read(value)?.0 }

  private static func read(_ value: JSONValue) -> (SpanLogRecord, Marks)? {
    guard value.kind == .object, !foreign.contains(where: { value[$0] != nil }),
      // A text that a prompt was completed with is a recorded call of a provider.
      value["completion"] == nil || value["prompt"] == nil || value["model"] == nil
    else { return nil }
    let sides = CallSides.members(of: value)
    let record = sides.map { SpanLogRecord(members: $0) } ?? SpanLogRecord(value)
    guard record.fields[.kind] == nil, record.fields[.level] == nil, record.fields[.parentID] == nil,
      record.fields[.spanID] == nil || record.fields[.traceID] == nil, record.lists.isEmpty
    else { return nil }
    var marks = Marks()
    for fact in record.facts { note(SpanLogNames.plain(fact.name), fact.value, &marks) }
    if sides != nil { (marks.isAnswered, marks.isTelling, marks.isModels) = (true, true, true) }
    let isAsked = marks.isPrompted || marks.isAsked
    guard isAsked, marks.isAnswered || record.fields[.error] != nil,
      sides != nil || !isOfSteps(record), EventRecord(value).map({ !EventLogShape.isEvent($0) }) ?? true
    else { return nil }
    return (record, marks)
  }

  private static func note(_ name: String, _ value: JSONValue, _ marks: inout Marks) {
    let isText = value.string?.isEmpty == false
    if questions.contains(name), isText || prompts.contains(name) && isMessages(value) {
      if prompts.contains(name) { marks.isPrompted = true } else { marks.isAsked = true }
      if ["user", "human"].contains(NameHeuristics.words(name).first) { marks.isAskedByUser = true }
    } else if answers.contains(name), value.kind == .string || value.isNull {
      marks.isAnswered = true
      guard isText else { return }
      marks.isTelling = true
      if modelsAnswers.contains(name) { marks.isModels = true }
      if talkers.contains(NameHeuristics.words(name).first ?? "") {
        (marks.isModels, marks.isTalked) = (true, true)
      }
    } else if SpanLogUsage.models.contains(name), isText {
      marks.hasModel = true
    } else if SpanLogUsage.isCount(name) {
      let value = AttributeValue(value)
      marks.isCounted = marks.isCounted || value.tokenCount != nil || UsageReader.usage(value) != nil
    }
  }

  private static func isMessages(_ value: JSONValue) -> Bool {
    let first = Array(value.elements.prefix(1))
    return value.kind == .array && first.allSatisfy { $0["role"]?.string != nil || $0.string != nil }
      && !first.isEmpty
  }

  /// Whether a record lists messages or steps by another name: then these tell the run.
  private static func isOfSteps(_ record: SpanLogRecord) -> Bool {
    record.facts.contains { fact in
      guard fact.value.kind == .array, !prompts.contains(SpanLogNames.plain(fact.name)) else { return false }
      return fact.value.elements.prefix(2).contains { element in
        element.kind == .object
          && ["role", "from", "action", "thought", "tool_calls", "args", "arguments"]
            .contains { element[$0] != nil }
          || element["type"] != nil && element["content"] != nil
      }
    }
  }

  // MARK: Spans

  /// The spans of a record: a call of a model where it tells what that was given, else what was asked and answered, with the
  /// call below it where more is told of that.
  static func spans(of record: SpanLogRecord, at place: SourcePlace, _ reader: inout DumpReader)
    -> [SpanLogSpan]
  {
    let id = record.text(.traceID) ?? SpanLogSpan.id(of: place)
    var whole = SpanLogSpan(trace: record, id: id.isEmpty ? "1" : id, at: place, &reader)
    SpanLogUsage.forgetZeros(&whole.span.attributes)
    let body = takeBody(of: whole)
    let isCall = record.facts.contains { prompts.contains(SpanLogNames.plain($0.name)) }
    guard isCall else {
      if whole.isUnnamed { whole.span.name = "run" }
      whole.span.attributes += body.filter { $0.name == "usage" }
      var spans = SpanLogRun.spans(of: whole)
      for index in spans.indices where spans[index].inferred == .llm {
        spans[index].span.attributes += body.filter { $0.name != "usage" }
      }
      return spans
    }
    if whole.isUnnamed {
      let word = calls.lazy.compactMap { whole.text($0)?.string }.first
      whole.span.name = word ?? "model call"
    }
    (whole.isTrace, whole.inferred) = (false, .llm)
    whole.span.attributes += body
    return [whole]
  }

  /// What the provider's own answer says, where the record keeps it beside the text of it: the tokens, and the model that
  /// answered.
  private static func takeBody(of whole: SpanLogSpan) -> [Attribute] {
    let isCounted = whole.span.attributes.contains { SpanLogUsage.isCount(SpanLogNames.plain($0.name)) }
    for member in whole.span.attributes {
      let value = member.value.unwrapped
      guard value.map != nil,
        let counts = [
          value["usage"], value["usageMetadata"], value["usage_metadata"], value["meta"]?["tokens"],
        ].lazy.compactMap({ $0 }).first(where: { UsageReader.usage($0) != nil })
      else { continue }
      let model = value["model"] ?? value["modelVersion"]
      return (isCounted ? [] : [Attribute("usage", counts)])
        + (model?.tellingString.map { [Attribute("llm.response.model", .string($0))] } ?? [])
    }
    return []
  }
}
