import TraceText

/// A tool's result in JSON that says itself that the tool failed, whatever the record says of the call: that it came
/// through, and that it did what was asked, are two things.
///
/// Reads the envelope that tools put around what they give back (`status`, `message`, `error`, `success`) and what MCP
/// puts around that. A result that tells anything else beside it may speak of another's failure, such as a job's that
/// was asked for, and is none.
enum ToldFailure {
  /// Beyond so many bytes a result holds what was asked for.
  private static let longest = 4_000

  /// What the result says of its failure; `nil` for one that tells of none.
  static func message(in result: String) -> String? {
    guard result.utf8.count <= longest, result.drop(while: \.isWhitespace).hasPrefix("{"),
      case .object(let members)? = SmallJSON.parse(result)
    else { return nil }
    return message(of: members)
  }

  private typealias Members = [(name: String, value: SmallJSON)]

  private static func message(of members: Members) -> String? {
    if let inner = content(of: members) { return message(of: inner) }
    let told = members.filter { !$0.value.isVoid }
    guard !told.isEmpty, told.allSatisfy({ envelope.contains(plain($0.name)) }) else { return nil }
    let words = told.lazy.filter { reasons.contains(plain($0.name)) }.compactMap { text(of: $0.value) }.first
    let isStated = told.contains { statesFailure(plain($0.name), $0.value) }
    // An error beside nothing, or beside a mark of success, is what there is of the result.
    let isError = told.contains {
      ["error", "errormessage"].contains(plain($0.name)) && text(of: $0.value) != nil
    }
    let isSuccess = told.contains { statesSuccess(plain($0.name), $0.value) }
    guard isStated || isError && !isSuccess else { return nil }
    return words ?? (told.contains { $0.value.isFalse } ? "the result says that it did not succeed" : nil)
  }

  /// What an MCP result holds: its structured content, else the one text that is JSON itself.
  private static func content(of members: Members) -> Members? {
    func value(_ name: String) -> SmallJSON? { members.last { plain($0.name) == name }?.value }
    if case .object(let inner)? = value("structuredcontent") { return inner }
    guard case .array(let parts)? = value("content"), parts.count == 1,
      case .object(let part) = parts[0]
    else { return nil }
    switch part.last(where: { $0.name == "text" })?.value {
    case .object(let inner)?: return inner
    case .string(let text)?:
      guard text.hasPrefix("{"), case .object(let inner)? = SmallJSON.parse(text) else { return nil }
      return inner
    default: return nil
    }
  }

  private static func statesFailure(_ name: String, _ value: SmallJSON) -> Bool {
    if success.contains(name) { return value.isFalse }
    guard statuses.contains(name), case .string(let word) = value else { return false }
    return ["failure", "failed", "fail", "error", "errored"].contains(word.lowercased())
  }

  private static func statesSuccess(_ name: String, _ value: SmallJSON) -> Bool {
    if success.contains(name) { return value.isTrue }
    guard statuses.contains(name), case .string(let word) = value else { return false }
    return ["success", "succeeded", "ok", "done", "completed"].contains(word.lowercased())
  }

  private static func text(of value: SmallJSON) -> String? {
    switch value {
    case .string(let text): text.trimmed.isEmpty ? nil : text
    case .object(let members):
      members.lazy.filter { reasons.contains(plain($0.name)) }.compactMap { text(of: $0.value) }.first
    default: nil
    }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  private static let statuses: Set = ["status", "state", "outcome"]
  private static let success: Set = ["success", "ok", "succeeded", "successful", "issuccess"]
  private static let reasons: Set = [
    "message", "error", "errormessage", "msg", "reason", "detail", "details", "description",
  ]
  private static let envelope = statuses.union(success).union(reasons).union([
    "code", "errorcode", "statuscode", "type", "errortype", "timestamp", "requestid", "traceid", "tool",
    "toolname", "hint", "suggestion", "traceback", "iserror", "retryable",
  ])
}

extension SmallJSON {
  fileprivate var isFalse: Bool { if case .literal("false") = self { true } else { false } }
  fileprivate var isTrue: Bool { if case .literal("true") = self { true } else { false } }

  /// Whether it holds nothing.
  fileprivate var isVoid: Bool {
    switch self {
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .literal(let word): word == "null"
    }
  }
}
