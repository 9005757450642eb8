import TraceModel
import TraceText

/// Tells a call within which other calls were made from a second record of one of them, or a sum of them.
struct NestedCalls {
  let spans: [Span]
  let tree: SpanTree

  /// So many calls below are looked at: more are made by a loop, which a call of its own is not.
  private static let limit = 64

  /// Whether a span with usage that stands around others with usage is a call besides them.
  ///
  /// It is where it used another number of tokens than any of them and than all together, and either wrote another
  /// text than each of them or, where texts are not recorded, has a response id that none of them has.
  func isOwnCall(_ outer: Int) -> Bool {
    guard let own = spans[outer].llm, let input = own.usage?.input, let output = own.usage?.output else {
      return false
    }
    let inner = callsBelow(outer).compactMap { spans[$0].llm }
    guard !inner.isEmpty, inner.count < Self.limit else { return false }
    let inputs = inner.map { $0.usage?.input ?? 0 }
    let outputs = inner.map { $0.usage?.output ?? 0 }
    func isSum(_ count: Int, _ parts: [Int]) -> Bool {
      parts.contains(count) || parts.reduce(0, { $0.saturatingAdd($1) }) == count
    }
    guard !isSum(input, inputs), !isSum(output, outputs) else { return false }
    let texts = inner.map { Self.text($0) }
    if let text = Self.text(own), !texts.contains(nil) { return !texts.contains(text) }
    let ids = inner.map { $0.responseID ?? "" }
    return !(own.responseID ?? "").isEmpty && !ids.contains("") && !ids.contains(own.responseID ?? "")
  }

  /// The calls with usage below a span, but for those that tools and agents made.
  private func callsBelow(_ outer: Int) -> [Int] {
    var found: [Int] = []
    var open = tree.children[outer]
    while let span = open.popLast(), found.count < Self.limit {
      guard ![.tool, .agent].contains(spans[span].kind) else { continue }
      if spans[span].kind == .llm, spans[span].llm?.usage?.isEmpty == false { found.append(span) }
      open += tree.children[span]
    }
    return found
  }

  private static func text(_ call: LLMCall) -> String? {
    let text = call.output.map(\.text).joined(separator: "\n")
    return text.isEmpty ? nil : text
  }
}
