/// What a span is besides a step: of most spans one of these is there, or none.
///
/// Together they are far larger than the rest of a span. Kept apart and shared by the span's copies, they leave a span of
/// which a copy costs little: spans are gone through often, and each look at one copies it. Each has a place of its own,
/// so that one that is not there takes no room.
///
/// `Span` changes them only where no copy shares them, so that they are values to all others.
final class SpanFacets: Hashable, @unchecked Sendable {
  /// Those of a span of which nothing is known.
  static let none = SpanFacets()

  @exclusivity(unchecked) var llm = Facet<LLMCall>()
  @exclusivity(unchecked) var retrieval = Facet<Retrieval>()
  @exclusivity(unchecked) var tool = Facet<ToolExecution>()
  @exclusivity(unchecked) var prompt = Facet<PromptAssembly>()
  @exclusivity(unchecked) var compaction = Facet<Compaction>()

  private init() {}

  init(_ other: SpanFacets) {
    llm = other.llm
    retrieval = other.retrieval
    tool = other.tool
    prompt = other.prompt
    compaction = other.compaction
  }

  var isEmpty: Bool {
    llm.isEmpty && retrieval.isEmpty && tool.isEmpty && prompt.isEmpty && compaction.isEmpty
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

/// A value that may be there, at the cost of a reference where it is not. Copies share it until one of them changes it.
struct Facet<Value: Hashable & Sendable>: Hashable, Sendable {
  private final class Place: @unchecked Sendable {
    // Optional, so that a look at it in place is one at what `value` promises.
    @exclusivity(unchecked) var value: Value?

    init(_ value: Value) { self.value = value }
  }

  private var place: Place?

  var isEmpty: Bool { place == nil }

  var value: Value? {
    _read {
      if let place { yield place.value } else { yield nil }
    }
    _modify {
      if isKnownUniquelyReferenced(&place), let place {
        defer { if place.value == nil { self.place = nil } }
        yield &place.value
      } else {
        var value = place?.value
        defer { place = value.map(Place.init) }
        yield &value
      }
    }
  }

  static func == (a: Self, b: Self) -> Bool { a.place === b.place || a.value == b.value }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
