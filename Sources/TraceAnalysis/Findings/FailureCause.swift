import TraceModel
import TraceText

/// Failures that have one cause: they say the same, whatever tools they struck.
struct FailureCause {
  /// In order of time; never empty.
  var spans: [Int]
  /// The line that says why, where one was recorded.
  let message: String?
  /// What the same step said when it failed in other ways, in order.
  private(set) var otherMessages: [String] = []
  /// Whether a tool was stopped since it was to change a file that had not been read.
  let isUnreadFile: Bool

  /// Groups failures by what they say once names, numbers and paths are taken out, in order of the first.
  static func groups(_ failed: [Int], in context: FindingContext) -> [FailureCause] {
    struct Key: Hashable {
      var shape: String
      /// Where nothing was said, each kind of step is a cause of its own.
      var name: String?
    }
    let groups = failed.grouped { span -> Key in
      guard let message = Self.message(span, context) else { return Key(shape: "", name: context.name(span)) }
      return Key(shape: shape(of: message))
    }
    return groups.map { group in
      let message = Self.message(group.values[0], context)
      return FailureCause(
        spans: group.values, message: message,
        isUnreadFile: message?.lowercased().contains("has not been read yet") ?? false)
    }
  }

  /// The causes with those of one step made one, whatever it said each time: how often a step failed is told of the
  /// step. A model's calls stay apart, as what turns down one of them says nothing of another.
  static func byStep(_ causes: [FailureCause], in context: FindingContext) -> [FailureCause] {
    struct Key: Hashable {
      var kind: SpanKind
      var name: String
    }
    func key(_ cause: FailureCause) -> Key? {
      let keys = Set(cause.spans.map { Key(kind: context.spans[$0].kind, name: context.name($0)) })
      guard let key = keys.first, keys.count == 1, key.kind != .llm else { return nil }
      return key
    }
    var places: [Key: Int] = [:]
    var result: [FailureCause] = []
    for cause in causes {
      guard let key = key(cause) else {
        result.append(cause)
        continue
      }
      if let place = places[key] {
        result[place].add(cause)
      } else {
        places[key] = result.count
        result.append(cause)
      }
    }
    return result
  }

  private mutating func add(_ other: FailureCause) {
    spans = (spans + other.spans).sorted()
    if let message = other.message { otherMessages.append(message) }
  }

  static func message(_ span: Int, _ context: FindingContext) -> String? {
    ErrorMarks.message(context.spans[span]).flatMap(FailureText.line)
  }

  /// `agent type ‹› not found`: what differs between strikes of one cause is left out.
  private static func shape(of message: String) -> String {
    var result = ""
    var quote: Character?
    for word in message.prefix(200).split(separator: " ", omittingEmptySubsequences: true) {
      if let open = quote {
        if word.contains(open) { quote = nil }
        continue
      }
      if let first = word.first, first == "'" || first == "\"" || first == "`" {
        if !word.dropFirst().contains(first) { quote = first }
        result += "‹› "
      } else if word.contains("/") || word.contains(where: \.isNumber) || word.contains("\\") {
        result += "‹› "
      } else {
        result += word.lowercased() + " "
      }
      if result.utf8.count > 100 { break }
    }
    return result
  }

  /// The first causes with their tools and words, and how many more there are.
  static func list(_ causes: [FailureCause], _ context: FindingContext) -> [FindingText] {
    var detail: [FindingText] = []
    for (place, cause) in causes.prefix(3).enumerated() {
      if place > 0 { detail.append(.plain("; ")) }
      detail.append(.plain(cause.tools(context) + ": "))
      detail.append(cause.message.map { .code($0.reason(90)) } ?? .plain(FindingRules.noMessage))
    }
    let more = causes.count - 3
    if more > 0 { detail.append(.plain("; \(Formatting.count(more, "more cause"))")) }
    return detail
  }

  /// The tools that it struck, as `Edit twice and Write once`.
  func tools(_ context: FindingContext) -> String {
    let counts = Dictionary(grouping: spans) { context.spans[$0].toolName }.mapValues(\.count)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(4).map { "\($0.key.preview(40)) \(FindingRules.times($0.value))" }
    return Wording.list(Array(counts))
  }
}
