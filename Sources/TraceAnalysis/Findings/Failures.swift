import TraceModel
import TraceText

/// Sorts root causes by what became of them, so that one failure is told once.
struct Failures: Sendable {
  struct Retry: Sendable {
    /// In order of time; never empty.
    var failed: [Int]
    /// The sibling that made it.
    var success: Int
  }

  /// Root causes that no later sibling made good, by the time of their end, the deeper first.
  private(set) var lasting: [Int] = []
  /// Failed calls followed by a sibling of the same kind and name that succeeded.
  private(set) var retries: [Retry] = []
  /// Root causes after which a sibling tried the same again.
  private(set) var triedAgain: Set<Int> = []
  /// All root causes that were rate limits.
  private(set) var rateLimits: [Int] = []

  init(_ spans: [Span], tree: SpanTree, figures: Figures) {
    let causes = spans.indices.filter(figures.failedOfItself)
      .sorted { Self.isBefore($0, $1, spans: spans, tree: tree) }
    guard !causes.isEmpty else { return }
    var recovered: Set<Int> = []
    for siblings in tree.children + [tree.roots] {
      for (failed, success) in Self.tries(among: siblings, spans: spans, figures: figures) {
        triedAgain.formUnion(success == nil ? failed.dropLast() : failed)
        guard let success else { continue }
        retries.append(Retry(failed: failed, success: success))
        recovered.formUnion(failed)
      }
    }
    lasting = causes.filter { !recovered.contains($0) }
    rateLimits = causes.filter { Self.isRateLimit(spans[$0]) }
    retries.sort { $0.success < $1.success }
  }

  /// Runs of failures of one operation with the success that ends them; other operations may stand between.
  private static func tries(
    among siblings: [Int], spans: [Span], figures: Figures
  ) -> [(failed: [Int], success: Int?)] {
    struct Key: Hashable {
      var kind: SpanKind
      var name: String
      var arguments: String?
    }
    var failing: [Key: [Int]] = [:]
    var result: [(failed: [Int], success: Int?)] = []
    for sibling in siblings {
      let span = spans[sibling]
      guard [.llm, .tool, .retrieval, .rerank, .embedding].contains(span.kind) else { continue }
      let name = span.kind == .llm ? span.llm?.requestModel ?? span.name : span.tool?.name ?? span.name
      // A tool that succeeds with other arguments was asked something else.
      let key = Key(kind: span.kind, name: name, arguments: span.tool?.arguments?.text)
      if figures.isError[sibling] {
        if !figures.repeatsError[sibling] { failing[key, default: []].append(sibling) }
      } else if let failed = failing.removeValue(forKey: key), !figures.hasErrorBelow[sibling] {
        result.append((failed, sibling))
      }
    }
    return result + failing.values.map { ($0, nil) }
  }

  static func isRateLimit(_ span: Span) -> Bool {
    if span.httpStatus == 429 { return true }
    for name in ["error.type", "exception.type"] {
      if span.attributes[name]?.string?.lowercased().hasSuffix("ratelimiterror") == true { return true }
    }
    guard span.kind != .tool || span.status.isError, let message = ErrorMarks.message(span) else {
      return false
    }
    let text = String(message.prefix(2_000)).lowercased()
    return ["rate limit", "rate_limit", "ratelimiterror", "too many requests", "resource_exhausted"]
      .contains { text.holds($0) }
      || ["error code: 429", "status code: 429", "status code 429", "http 429", "429 client error"]
        .contains { text.holds($0) }
  }

  private static func isBefore(_ left: Int, _ right: Int, spans: [Span], tree: SpanTree) -> Bool {
    switch (spans[left].end ?? spans[left].start, spans[right].end ?? spans[right].start) {
    case (let a?, let b?) where a != b: return a < b
    case (_?, nil): return true
    case (nil, _?): return false
    default: return (tree.depth[right], left) < (tree.depth[left], right)
    }
  }
}

extension Span {
  /// The HTTP status of the answer, by the names that instrumentations have for it.
  var httpStatus: Int? {
    ["http.response.status_code", "http.status_code", "status_code"].lazy.compactMap {
      self.attributes[$0]?.int
    }.first
  }

  /// Whether it is a request to some address that was turned down as not found, not allowed and the like.
  var isRefusedRequest: Bool {
    kind == .generic && httpStatus.map { (400..<500).contains($0) } == true
  }
}
