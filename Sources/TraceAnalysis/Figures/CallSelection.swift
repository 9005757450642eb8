import TraceModel
import TraceText

/// Decides which spans stand for a model call, so that no call is counted twice.
struct CallSelection {
  private(set) var counted: [Int] = []
  private(set) var duplicates: [DuplicateCall] = []
  private(set) var embeddings: [Int] = []
  /// Of the counted: steps that are no model calls and stand for those that nobody recorded below them.
  private(set) var standIns: Set<Int> = []
  /// Steps that state the tokens of recorded calls below them, which state none.
  private(set) var rollUps: [RollUp] = []
  /// Whether a step states more tokens for what is below it than is recorded there.
  private(set) var isShort = false

  /// A step that sums up calls.
  struct RollUp {
    var span: Int
    /// Whether calls below it report what they cost, so that its own cost would count twice.
    var hasCostBelow: Bool
  }

  private let spans: [Span]
  private let tree: SpanTree

  init(_ spans: [Span], tree: SpanTree) {
    self.spans = spans
    self.tree = tree
    let leaves = takeLeaves(of: .llm)
    takeSums()
    counted = mergeBeside(mergeResponses(leaves + standIns.sorted())).sorted(by: isEarlier)
    embeddings = mergeResponses(takeLeaves(of: .embedding)).sorted(by: isEarlier)
    duplicates = settled(duplicates).sorted { $0.span < $1.span }
  }

  private func hasUsage(_ span: Int) -> Bool { spans[span].llm?.usage?.isEmpty == false }

  private func isEarlier(_ left: Int, _ right: Int) -> Bool {
    spans[left].isEarlier(than: spans[right]) ?? (left < right)
  }

  /// Of steps that are no calls and state tokens, those below which nothing else does: a sum of what is counted
  /// anyway is never added, one without its parts counts.
  private mutating func takeSums() {
    struct Below {
      var hasCall = false
      var hasUsage = false
      var hasCost = false
      var tokens = 0
      /// The tokens of embeddings.
      var embedded = 0
    }
    var below = [Below](repeating: Below(), count: spans.count)
    for span in tree.preorder.reversed() {
      let isCall = spans[span].kind == .llm
      var here = below[span]
      let isEmbedding = here.embedded > 0 && spans[span].llm?.usage?.total == here.embedded && !here.hasCall
      if !isCall && hasUsage(span) && !isEmbedding && !here.hasUsage
        && !Self.otherTokens.contains(spans[span].kind)
      {
        if here.hasCall {
          rollUps.append(RollUp(span: span, hasCostBelow: here.hasCost))
        } else {
          standIns.insert(span)
        }
        here.hasUsage = true
        here.hasCall = true
      } else if !isCall, here.hasUsage, let stated = spans[span].llm?.usage?.total {
        isShort = isShort || stated > here.tokens
      }
      if !isCall { here.tokens = max(here.tokens, spans[span].llm?.usage?.total ?? 0) }
      if spans[span].kind == .embedding { here.embedded = spans[span].llm?.usage?.total ?? here.embedded }
      guard let parent = tree.parent[span] else { continue }
      below[parent].embedded = below[parent].embedded.saturatingAdd(here.embedded)
      below[parent].hasCall = below[parent].hasCall || here.hasCall || isCall
      below[parent].hasUsage = below[parent].hasUsage || here.hasUsage || isCall && hasUsage(span)
      below[parent].tokens = below[parent].tokens.saturatingAdd(
        here.tokens.saturatingAdd(isCall ? spans[span].llm?.usage?.total ?? 0 : 0))
      below[parent].hasCost =
        below[parent].hasCost || here.hasCost || isCall && spans[span].llm?.reportedCost != nil
    }
    rollUps.reverse()
  }

  /// Kinds of steps whose tokens are no language model's.
  private static let otherTokens: Set<SpanKind> = [.embedding, .retrieval, .rerank, .prompt]

  /// Whether what is below the span is other work than what is above it: a tool or an agent makes calls of its
  /// own, so that they are no second record of the call that set it off.
  private func parts(_ span: Int) -> Bool {
    spans[span].kind == .tool || spans[span].kind == .agent
  }

  /// Of nested spans of a kind, the deepest that carry usage, and those around them that are calls of their own;
  /// where none carries any, the deepest.
  private mutating func takeLeaves(of kind: SpanKind) -> [Int] {
    // The first span of the kind below each span, and the first of those with usage.
    var below = [Int?](repeating: nil, count: spans.count)
    var usageBelow = below
    for span in tree.preorder.reversed() {
      guard let parent = tree.parent[span], !parts(span) else { continue }
      let isKind = spans[span].kind == kind
      below[parent] = isKind ? span : below[span] ?? below[parent]
      usageBelow[parent] = usageBelow[span] ?? (isKind && hasUsage(span) ? span : usageBelow[parent])
    }
    // The nearest counted span above, for a leaf without usage beneath a span with it.
    var above = [Int?](repeating: nil, count: spans.count)
    var leaves: [Int] = []
    let nested = NestedCalls(spans: spans, tree: tree)
    for span in tree.preorder {
      let inherited = parts(span) ? nil : tree.parent[span].flatMap { above[$0] }
      above[span] = inherited
      guard spans[span].kind == kind else { continue }
      if let leaf = usageBelow[span], !nested.isOwnCall(span) {
        duplicates.append(.init(span: span, of: leaf, reason: .sameCallNested))
      } else if let inherited, !hasUsage(span) {
        duplicates.append(.init(span: span, of: inherited, reason: .sameCallNested))
      } else if let leaf = below[span], !hasUsage(span) {
        duplicates.append(.init(span: span, of: leaf, reason: .sameCallNested))
      } else {
        leaves.append(span)
        if hasUsage(span) { above[span] = span }
      }
    }
    return leaves
  }

  /// Of the records of a call, which its response id holds together, the one that knows most stands for it.
  private mutating func mergeResponses(_ calls: [Int]) -> [Int] {
    var left: Set<Int> = []
    let nested = Dictionary(grouping: duplicates, by: \.of).mapValues { $0.map(\.span) }
    let sharing = ResponseRecords(spans: spans, isEarlier: isEarlier, nested: nested).calls(calls)
    for records in sharing.joined() where records.count > 1 {
      let best = records.dropFirst().reduce(records[0]) { best, call in
        (knowledge(of: call), isEarlier(call, best) ? 1 : 0) > (knowledge(of: best), 0) ? call : best
      }
      for call in records where call != best {
        duplicates.append(.init(span: call, of: best, reason: .sameResponse))
        left.insert(call)
      }
    }
    return left.isEmpty ? calls : calls.filter { !left.contains($0) }
  }

  private func knowledge(of span: Int) -> Int {
    let call = spans[span].llm
    return (hasUsage(span) ? 4 : 0) + (call?.output.isEmpty == false ? 2 : 0)
      + (call?.reportedCost != nil ? 1 : 0)
  }

  /// Two instrumentations side by side: other scope, same parent, model and tokens, one within the other's
  /// time, and no two response ids that differ.
  private mutating func mergeBeside(_ calls: [Int]) -> [Int] {
    struct Key: Hashable {
      var parent: Int?
      var model: String
      var input: Int
      var output: Int
    }
    var seen: [Key: [Int]] = [:]
    return calls.sorted(by: isEarlier).filter { call in
      guard let model = spans[call].llm?.model, let usage = spans[call].llm?.usage, let input = usage.input,
        let output = usage.output
      else { return true }
      let key = Key(parent: tree.parent[call], model: model, input: input, output: output)
      if let of = seen[key]?.suffix(8).first(where: { isSameCall($0, call) }) {
        duplicates.append(.init(span: call, of: of, reason: .sameCallBeside))
        return false
      }
      seen[key, default: []].append(call)
      return true
    }
  }

  private func isSameCall(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (spans[left], spans[right])
    guard let scope = a.scope?.name, let other = b.scope?.name, scope != other else { return false }
    if let id = a.llm?.responseID, let otherID = b.llm?.responseID, id != otherID { return false }
    guard let start = a.start, let end = a.end, let otherStart = b.start, let otherEnd = b.end else {
      return false
    }
    return (start <= otherStart && otherEnd <= end) || (otherStart <= start && end <= otherEnd)
  }

  /// A duplicate of a duplicate points at the span that counts.
  private func settled(_ duplicates: [DuplicateCall]) -> [DuplicateCall] {
    var target: [Int: Int] = [:]
    for duplicate in duplicates { target[duplicate.span] = duplicate.of }
    return duplicates.map { duplicate in
      var of = duplicate.of
      for _ in 0..<4 { of = target[of] ?? of }
      return DuplicateCall(span: duplicate.span, of: of, reason: duplicate.reason)
    }
  }
}
