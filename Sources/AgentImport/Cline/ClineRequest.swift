import ChatReading
import TraceModel
import TraceSource
import TraceText

/// What a task states of a request to the model: the JSON text of `api_req_started`, which is written anew when the
/// answer is there.
struct ClineRequest {
  private let info: AttributeValue

  /// A request of which the source keeps nothing.
  static let unknown = ClineRequest(info: .null)

  private init(info: AttributeValue) { self.info = info }

  init(_ record: SourceRecord) { info = AttributeValue(jsonText: record["text"]?.string ?? "") ?? .null }

  /// What the model was given that it had not seen; newer versions leave it out.
  var text: String? { info["request"]?.tellingString }

  /// All members but the text of the request.
  var facts: AttributeValue { info.rest(without: ["request"]) }

  /// Why it ended before its end, in the source's word.
  var cancelReason: String? { info["cancelReason"]?.tellingString }

  var isStopped: Bool { cancelReason == "user_cancelled" }

  /// What the provider said of a failure, where the request failed and it is told.
  var failure: String? { Self.failure(info["streamingFailedMessage"]?.tellingString) }

  /// The message in a failure's text, which may be JSON.
  static func failure(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return AttributeValue(jsonText: text)?["message"]?.tellingString ?? text
  }

  var usage: TokenUsage? { Self.usage(info, isUnfinished: cancelReason != nil) }

  var cost: ReportedCost? { info["cost"]?.knownCost }

  /// The tokens that an entry states: cached ones lie outside of `tokensIn`, but for Roo Code since it names the
  /// `apiProtocol`. Zeros throughout say that nothing was counted.
  static func usage(_ info: AttributeValue, isUnfinished: Bool = false) -> TokenUsage? {
    func count(_ name: String) -> Int? { info[name]?.tokenCount }
    let names = ["tokensIn", "tokensOut", "cacheReads", "cacheWrites"]
    guard names.contains(where: { count($0) ?? 0 > 0 }) else { return nil }
    var usage = TokenUsage(
      input: count("tokensIn"), cacheRead: count("cacheReads"), cacheWrite: count("cacheWrites"),
      output: count("tokensOut"), isUnfinished: isUnfinished)
    usage.settle(info["apiProtocol"] == nil ? .outsideInput : .insideInput)
    return usage
  }

  /// What tools gave back, in their order, as the request tells it: a line `[NAME for 'SUBJECT'] Result:` before each.
  var results: [String] {
    guard let text else { return [] }
    var results: [[Substring]] = []
    for line in text.lines {
      if Self.isHeading(line) {
        results.append([])
      } else if !results.isEmpty {
        results[results.count - 1].append(line)
      }
    }
    guard let last = results.popLast() else { return [] }
    // What follows the last one is the state of the editor.
    let end = last.lastIndex { $0 == "<environment_details>" } ?? last.endIndex
    return (results + [Array(last[..<end])]).map { $0.joined(separator: "\n").trimmed }
  }

  private static func isHeading(_ line: Substring) -> Bool {
    guard line.first == "[", let end = line.firstRange(of: "] Result:") else { return false }
    let name = line[line.index(after: line.startIndex)..<end.lowerBound].prefix { $0 != " " }
    return !name.isEmpty && name.allSatisfy { $0.isLowercase || $0 == "_" }
  }
}
