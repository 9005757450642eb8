import ChatReading
import JSONReader

/// A record that tells what was asked, found and answered, and need have neither an id nor a time: what a retrieval chain
/// returns (LangChain's `query`, `result` and `source_documents`, LlamaIndex' `response` and `source_nodes`), and what
/// applications write of a question by themselves.
///
/// What was found may stand deeper (`retrieval.chunks`), and so may the answer (`generation.answer`).
enum RetrievalRun {
  /// Maps of a record whose members are read as its own.
  private static let holders: Set = [
    "input", "inputs", "output", "outputs", "request", "response", "result", "generation", "generator", "llm",
    "llm_response", "answer", "retrieval", "retriever", "rag", "final",
  ]
  private static let texts = DocumentReader.textNames + DocumentReader.wrapperNames + ["payload", "_source"]
  /// A distance is none, and yet proves a search.
  private static let scores = DocumentReader.scoreNames + ["distance"]
  private static let deepest = 4

  /// Whether a value is such a record.
  static func isOne(_ value: JSONValue) -> Bool { members(of: value) != nil }

  /// The members of a record, those that stand deeper beside its own; `nil` for another value.
  ///
  /// A data set has questions, passages and right answers too: what was found must have scores or be called so.
  static func members(of value: JSONValue) -> [(String, JSONValue)]? {
    guard value.kind == .object, let path = path(to: value, depth: 0) else { return nil }
    var members: [(String, JSONValue)] = []
    var names: Set<String> = []
    lift(value, named: "", along: path[...], isTop: true, into: &members, &names)
    let isAsked = members.contains { name, value in
      let name = SpanLogNames.plain(name)
      return (SpanLogRun.questions.contains(name) || name == "input") && isText(value)
    }
    guard isAsked else { return nil }
    if let place = UnnamedAnswer.place(in: members) { members[place].0 = "answer" }
    if isInSeconds(value), let place = members.firstIndex(where: { $0.0 == "total_time" }) {
      members[place].0 = "total_time_s"
    }
    return members
  }

  /// Whether the whole time is told in seconds: no model's call takes a fraction of so few milliseconds.
  private static func isInSeconds(_ value: JSONValue) -> Bool {
    guard let whole = value["total_time"]?.double, whole < 3_600,
      let call = ["llm", "generation"].lazy.compactMap({ value[$0]?["time"]?.double }).first
    else { return false }
    return call > 0 && call < 100 && call <= whole && call != call.rounded()
  }

  /// The names that lead to the list of what was found, the shortest way.
  private static func path(to value: JSONValue, depth: Int) -> [String]? {
    let members = Array(value.members.prefix(64))
    if let list = members.first(where: { isFound(SpanLogNames.plain($0.key), $0.value) }) {
      return [list.key]
    }
    guard depth < deepest else { return nil }
    for member in members {
      guard let inner = only(member.value), let rest = path(to: inner, depth: depth + 1) else { continue }
      return [member.key] + rest
    }
    return nil
  }

  /// A map, or the one that a list holds alone.
  private static func only(_ value: JSONValue) -> JSONValue? {
    switch value.kind {
    case .object: return value
    case .array:
      let elements = Array(value.elements.prefix(2))
      return elements.count == 1 && elements[0].kind == .object ? elements[0] : nil
    default: return nil
    }
  }

  private static func isFound(_ name: String, _ value: JSONValue) -> Bool {
    guard value.kind == .array else { return false }
    let isSure = SpanLogRun.found.contains(name) || name == "context"
    guard isSure || SpanLogRun.documents.contains(name) else { return false }
    let first = Array(value.elements.prefix(4))
    if first.isEmpty { return isSure }
    return first.allSatisfy { $0.kind == .object ? isDocument($0, isSure) : isSure && isText($0) }
  }

  /// Whether an object is a document: it has a text, and a score or what LangChain's have; or where its list is surely one
  /// of documents, any of these.
  private static func isDocument(_ value: JSONValue, _ isSure: Bool) -> Bool {
    let hasText = texts.contains { name in value[name].map { isText($0) || $0.kind == .object } ?? false }
    let isScored = scores.contains { value[$0]?.double != nil } || value["scores"]?.kind == .object
    let isTyped = value["page_content"] != nil && value["metadata"] != nil
    return isSure ? hasText || isScored : hasText && (isScored || isTyped)
  }

  private static func isText(_ value: JSONValue) -> Bool { value.string?.isEmpty == false }

  /// Adds the members of a map, and in the place of those that hold others what they hold.
  private static func lift(
    _ map: JSONValue, named outer: String, along path: ArraySlice<String>, isTop: Bool,
    into members: inout [(String, JSONValue)], _ names: inout Set<String>
  ) {
    for (name, value) in map.members where !value.isNull {
      let isWay = path.count > 1 && path.first == name
      let isHolder = isTop && value.kind == .object && holders.contains(SpanLogNames.plain(name))
      if isWay || isHolder, let inner = only(value) {
        lift(
          inner, named: name, along: isWay ? path.dropFirst() : [], isTop: false, into: &members, &names)
        continue
      }
      var own = outer.isEmpty ? name : spelled(name, value, in: outer)
      if !names.insert(own).inserted { own = "\(outer).\(name)" }
      members.append((own, value))
    }
  }

  /// What a member is called among those of its holder: the text of an answer is the answer.
  private static func spelled(_ name: String, _ value: JSONValue, in outer: String) -> String {
    guard ["text", "content", "value"].contains(name), value.kind == .string else { return name }
    let isAsked = ["input", "inputs", "request"].contains(SpanLogNames.plain(outer))
    return isAsked ? "question" : "answer"
  }
}
