import TraceAnalysis
import TraceModel
import TraceText

/// A step as a comparison sees it: what it is, what it was given, what it gave. No ids and no times.
struct ComparedStep: Hashable {
  /// The step's span.
  let span: Int
  /// What it is: kind and name, of a model call the model.
  let identity: Identity
  /// What it was given, as a number that equal contents share.
  let input: Int
  /// What it gave.
  let output: Int
  /// What it was told to do otherwise, in the order of the source.
  let parameters: [Parameter]
  /// What it came to.
  let outcome: StepOutcome

  struct Identity: Hashable {
    let kind: SpanKind
    let name: String
  }

  /// What it is for in the run: tools and checks are what they are called, a model may be changed for another.
  var place: Identity {
    switch identity.kind {
    case .tool, .guardrail, .evaluator, .generic: identity
    default: Identity(kind: identity.kind, name: "")
    }
  }

  struct Parameter: Hashable {
    let name: String
    let value: String
  }
}

/// Reads the steps of a run, with numbers that two runs share for equal contents.
struct StepReader {
  private static let longValue = 200
  private var numbers: [String: Int] = [:]

  /// The steps of a run in the order of start. O(n) in its texts, each distinct message once.
  mutating func steps(of analysis: AnalysedTrace) -> [ComparedStep] {
    let spans = analysis.trace.spans
    let repeated = Set(analysis.figures.duplicates.map(\.span))
    let order = analysis.numbers.order
    var conversations: [ObjectIdentifier: Int] = [:]
    return spans.indices.filter { isStep($0, analysis, repeated) }.sorted { order[$0] < order[$1] }
      .map {
        span in
        let (facts, record) = (spans[span], spans[analysis.record(of: span)])
        return ComparedStep(
          span: span, identity: .init(kind: facts.kind, name: RunComparison.name(of: facts)),
          input: facts.kind == .llm
            ? number(of: record.llm?.input ?? [], &conversations) : number(StepContents.input(of: facts)),
          output: number(StepContents.output(of: record, inFull: true)),
          parameters: Self.parameters(of: facts),
          outcome: analysis.figures.outcomes[span])
      }
  }

  /// Steps that frame others are compared by what they frame.
  private func isStep(_ span: Int, _ analysis: AnalysedTrace, _ repeated: Set<Int>) -> Bool {
    guard !repeated.contains(span) else { return false }
    switch analysis.trace.spans[span].kind {
    case .chain, .agent: return false
    case .generic: return analysis.tree.children[span].isEmpty
    default: return true
    }
  }

  private mutating func number(_ text: String) -> Int {
    if let known = numbers[text] { return known }
    numbers[text] = numbers.count
    return numbers.count - 1
  }

  /// The number of a conversation: that of its beginning and its last message. O(messages not seen before).
  private mutating func number(
    of conversation: Conversation, _ known: inout [ObjectIdentifier: Int]
  ) -> Int {
    let growth = conversation.growth { $0.identity.flatMap { known[$0] } }
    var last = growth.known ?? number("")
    for grown in growth.grown {
      let message = grown.last.map { StepContents.text(of: $0, inFull: true) } ?? ""
      last = number("\(last)\u{0}\(number(message))")
      if let identity = grown.identity { known[identity] = last }
    }
    return last
  }

  /// Parameters of a call; of a search how many it looks for and what else it states in few words, such as its index.
  static func parameters(of span: Span) -> [ComparedStep.Parameter] {
    var result: [ComparedStep.Parameter] = []
    func add(_ attribute: Attribute) {
      guard let value = words(attribute.value), value.utf8.count <= longValue else { return }
      result.append(.init(name: attribute.name, value: value))
    }
    switch span.kind {
    case .llm, .embedding:
      span.llm?.parameters.forEach(add)
      if let tools = span.llm?.tools, !tools.isEmpty {
        result.append(.init(name: "tools", value: tools.map(\.name).joined(separator: ", ")))
      }
    case .retrieval, .rerank:
      if let topK = span.retrieval?.topK { result.append(.init(name: "top_k", value: "\(topK)")) }
      span.attributes.filter { isSetting($0.name) }.forEach(add)
    default: break
    }
    return result
  }

  private static func words(_ value: AttributeValue) -> String? {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): "\(number)"
    case .number(let text): text
    case .null, .bytes, .array, .map: nil
    }
  }

  /// Names of a search's settings, not of what it was asked, gave or took.
  private static let settings = [
    "index", "collection", "namespace", "database", "table", "store", "metric", "filter",
    "embedding_model",
    "threshold",
    "strategy", "version", "reranker", "model",
  ]

  private static func isSetting(_ name: String) -> Bool {
    let last = name.lowercased().split { ".-".contains($0) }.last ?? ""
    return settings.contains {
      last == $0 || last.hasSuffix("_" + $0) || last.hasPrefix($0 + "_name")
    }
  }
}
