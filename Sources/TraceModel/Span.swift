/// One step of a run.
///
/// Copies share what it holds until one of them changes it: spans are gone through often, and each look at one copies it.
public struct Span: Hashable, Sendable {
  @usableFromInline var storage: SpanStorage

  /// Creates a span; everything but its id and name may be left out.
  public init(
    id: String, parentID: String? = nil, name: String, kind: SpanKind = .generic,
    kindOrigin: Origin = .recorded, start: Timestamp? = nil, end: Timestamp? = nil,
    timeOrigin: Origin = .recorded, status: SpanStatus = .unset
  ) {
    storage = SpanStorage(
      SpanStorage.Fields(
        id: id, parentID: parentID, name: name, kind: kind, kindOrigin: kindOrigin, start: start, end: end,
        timeOrigin: timeOrigin, status: status))
  }

  @inlinable mutating func makeStorageOwn() {
    if !isKnownUniquelyReferenced(&storage) { storage = SpanStorage(storage.fields) }
  }

  /// Unique within the trace.
  @inlinable public var id: String {
    _read { yield storage.fields.id }
    _modify {
      makeStorageOwn()
      yield &storage.fields.id
    }
  }

  /// The parent's id; it may name a span that was never exported.
  @inlinable public var parentID: String? {
    _read { yield storage.fields.parentID }
    _modify {
      makeStorageOwn()
      yield &storage.fields.parentID
    }
  }

  /// The source's name of the step.
  @inlinable public var name: String {
    _read { yield storage.fields.name }
    _modify {
      makeStorageOwn()
      yield &storage.fields.name
    }
  }

  /// What the step does.
  @inlinable public var kind: SpanKind {
    _read { yield storage.fields.kind }
    _modify {
      makeStorageOwn()
      yield &storage.fields.kind
    }
  }

  /// Whether the source states the kind or we concluded it from names.
  @inlinable public var kindOrigin: Origin {
    _read { yield storage.fields.kindOrigin }
    _modify {
      makeStorageOwn()
      yield &storage.fields.kindOrigin
    }
  }

  /// When it began.
  @inlinable public var start: Timestamp? {
    _read { yield storage.fields.start }
    _modify {
      makeStorageOwn()
      yield &storage.fields.start
    }
  }

  /// When it ended; `nil` where it never did or nobody wrote it down.
  @inlinable public var end: Timestamp? {
    _read { yield storage.fields.end }
    _modify {
      makeStorageOwn()
      yield &storage.fields.end
    }
  }

  /// Whether start and end are the source's own.
  @inlinable public var timeOrigin: Origin {
    _read { yield storage.fields.timeOrigin }
    _modify {
      makeStorageOwn()
      yield &storage.fields.timeOrigin
    }
  }

  /// How it ended.
  @inlinable public var status: SpanStatus {
    _read { yield storage.fields.status }
    _modify {
      makeStorageOwn()
      yield &storage.fields.status
    }
  }

  /// The agent that this span is, or works for.
  @inlinable public var agentName: String? {
    _read { yield storage.fields.agentName }
    _modify {
      makeStorageOwn()
      yield &storage.fields.agentName
    }
  }

  /// What went in, where nothing more telling is known.
  @inlinable public var input: Payload? {
    _read { yield storage.fields.input }
    _modify {
      makeStorageOwn()
      yield &storage.fields.input
    }
  }

  /// What came out, where nothing more telling is known.
  @inlinable public var output: Payload? {
    _read { yield storage.fields.output }
    _modify {
      makeStorageOwn()
      yield &storage.fields.output
    }
  }

  /// What happened within it, by time.
  @inlinable public var events: [SpanEvent] {
    _read { yield storage.fields.events }
    _modify {
      makeStorageOwn()
      yield &storage.fields.events
    }
  }

  /// The spans it refers to.
  @inlinable public var links: [SpanLink] {
    _read { yield storage.fields.links }
    _modify {
      makeStorageOwn()
      yield &storage.fields.links
    }
  }

  /// Every attribute of the source, in its order.
  @inlinable public var attributes: [Attribute] {
    _read { yield storage.fields.attributes }
    _modify {
      makeStorageOwn()
      yield &storage.fields.attributes
    }
  }

  /// Names of attributes whose whole content stands in the fields above, so that a page may refer to it.
  @inlinable public var representedAttributes: Set<String> {
    _read { yield storage.fields.representedAttributes }
    _modify {
      makeStorageOwn()
      yield &storage.fields.representedAttributes
    }
  }

  /// Whether a framework made this span for its own workings, so that a page may fold it.
  @inlinable public var isFrameworkInternal: Bool {
    _read { yield storage.fields.isFrameworkInternal }
    _modify {
      makeStorageOwn()
      yield &storage.fields.isFrameworkInternal
    }
  }

  /// The index of the resource in the trace's list.
  @inlinable public var resource: Int? {
    _read { yield storage.fields.resource }
    _modify {
      makeStorageOwn()
      yield &storage.fields.resource
    }
  }

  /// The instrumentation scope's name and version.
  @inlinable public var scope: InstrumentationScope? {
    _read { yield storage.fields.scope }
    _modify {
      makeStorageOwn()
      yield &storage.fields.scope
    }
  }

  /// Where the file that was read has its record, as exactly as its importer knows; it counts for no comparison.
  public var source: SourcePlace? {
    get { storage.fields.provenance.place }
    set {
      makeStorageOwn()
      storage.fields.provenance = newValue.map(Provenance.at) ?? .unknown
    }
  }

  // MARK: What it is

  /// The model's side.
  public var llm: LLMCall? {
    _read { yield storage.fields.facets.llm.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &storage.fields.facets.llm.value
    }
  }

  /// The search or ranking it did.
  public var retrieval: Retrieval? {
    _read { yield storage.fields.facets.retrieval.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &storage.fields.facets.retrieval.value
    }
  }

  /// The tool it ran.
  public var tool: ToolExecution? {
    _read { yield storage.fields.facets.tool.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &storage.fields.facets.tool.value
    }
  }

  /// The prompt it made.
  public var prompt: PromptAssembly? {
    _read { yield storage.fields.facets.prompt.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &storage.fields.facets.prompt.value
    }
  }

  /// The shortening of the conversation that it is; its `output` is what took the place of the messages.
  public var compaction: Compaction? {
    _read { yield storage.fields.facets.compaction.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &storage.fields.facets.compaction.value
    }
  }

  private mutating func makeFacetsOwn() {
    makeStorageOwn()
    if !isKnownUniquelyReferenced(&storage.fields.facets) {
      storage.fields.facets = SpanFacets(storage.fields.facets)
    }
  }

  private mutating func shareFacetsIfEmpty() {
    if storage.fields.facets.isEmpty { storage.fields.facets = .none }
  }

  /// End minus start in nanoseconds; `nil` where either is unknown, negative where the source is skewed.
  public var duration: Int64? {
    guard let start, let end else { return nil }
    return end.nanoseconds(since: start)
  }

  /// Whether it began and nothing says when or that it ended: a result, or an answer whose times are inferred, proves
  /// that it did.
  package var isOpen: Bool {
    start != nil && end == nil && tool?.result == nil
      && !(timeOrigin == .inferred && (llm?.output.isEmpty == false || output != nil))
  }
}
