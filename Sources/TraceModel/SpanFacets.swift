/// What a span is besides a step: of most spans one of these is there, or none.
///
/// Together they are far larger than the rest of a span. Kept apart and shared by the span's copies, they leave a span of
/// which a copy costs little: spans are gone through often, and each look at one copies it.
///
/// `Span` changes them only where no copy shares them, so that they are values to all others.
final class SpanFacets: Hashable, @unchecked Sendable {
  /// Those of a span of which nothing is known.
  static let none = SpanFacets()

  @exclusivity(unchecked) var llm: LLMCall?
  @exclusivity(unchecked) var retrieval: Retrieval?
  @exclusivity(unchecked) var tool: ToolExecution?
  @exclusivity(unchecked) var prompt: PromptAssembly?
  @exclusivity(unchecked) var compaction: Compaction?

  private init() {}

  init(_ other: SpanFacets) {
    llm = other.llm
    retrieval = other.retrieval
    tool = other.tool
    prompt = other.prompt
    compaction = other.compaction
  }

  static func == (a: SpanFacets, b: SpanFacets) -> Bool {
    a === b
      || a.llm == b.llm && a.retrieval == b.retrieval && a.tool == b.tool && a.prompt == b.prompt
        && a.compaction == b.compaction
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(llm)
    hasher.combine(retrieval)
    hasher.combine(tool)
    hasher.combine(prompt)
    hasher.combine(compaction)
  }
}
