import JSONReader
import TraceModel
import TraceSource

/// Lists of one length in an object, of which one holds what was asked and another what was answered to each: pairs by
/// their place. What a judge said of each answer may stand in further ones.
struct ParallelCalls {
  /// The names of the lists.
  let (requests, responses): (String, String)
  let judgements: [String]
  let count: Int

  /// `nil` where not exactly one list of requests has exactly one list of answers of its length.
  init?(_ value: JSONValue) {
    guard value.kind == .object else { return nil }
    let lists = value.members.prefix(64).filter { $0.value.kind == .array && $0.value.count > 0 }
    guard lists.count > 1 else { return nil }
    let asked = lists.filter { Self.probed($0.value).allSatisfy(Self.isRequest) }
    guard asked.count == 1, let asked = asked.first else { return nil }
    let answers = lists.filter { list in
      list.key != asked.key && list.value.count == asked.value.count && Self.areAnswers(list.value, list.key)
    }
    let given = answers.filter { !Self.isJudging($0.key) }
    guard given.count == 1 else { return nil }
    (requests, responses) = (asked.key, given[0].key)
    judgements = answers.filter { Self.isJudging($0.key) }.map(\.key)
    count = asked.value.count
  }

  private static func probed(_ list: JSONValue) -> [JSONValue] { Array(list.elements.prefix(8)) }

  /// Whether an element is a list of messages, or a request's body that holds one.
  private static func isRequest(_ element: JSONValue) -> Bool {
    let list = element.kind == .array ? element : element["messages"] ?? element
    guard list.kind == .array, list.count > 0, element["choices"] == nil else { return false }
    return list.elements.prefix(4).allSatisfy {
      $0["role"]?.kind == .string && ($0["content"] != nil || $0["tool_calls"] != nil || $0["parts"] != nil)
    }
  }

  /// Whether elements are answers: bodies of a provider's, their parts, or texts under a name that says so. Calls that
  /// failed may have none.
  private static func areAnswers(_ list: JSONValue, _ name: String) -> Bool {
    let given = probed(list).filter { !$0.isNull }
    let areTexts = writing.contains { name.lowercased().contains($0) } || isJudging(name)
    return !given.isEmpty
      && given.allSatisfy { element in
        element.kind == .string ? areTexts : Self.answer(AttributeValue(element)) != nil
      }
  }

  /// An answer in a provider's shape.
  static func answer(_ value: AttributeValue) -> AttributeValue? {
    if value.string != nil { return CompletionRecord.answer(ofText: value) }
    return ProviderOperation(response: value) == nil ? CompletionRecord.answer(ofParts: value) : value
  }

  private static let writing = ["response", "completion", "output", "answer", "generation", "repl"]

  private static func isJudging(_ name: String) -> Bool {
    ["judg", "grad", "eval", "verdict", "review", "critic", "critique"].contains(
      where: name.lowercased().contains)
  }
}
