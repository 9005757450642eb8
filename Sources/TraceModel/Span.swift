/// One step of a run.
public struct Span: Hashable, Sendable {
  /// Unique within the trace.
  public var id: String
  /// The parent's id; it may name a span that was never exported.
  public var parentID: String?
  /// The source's name of the step.
  public var name: String
  /// What the step does.
  public var kind: SpanKind
  /// Whether the source states the kind or we concluded it from names.
  public var kindOrigin: Origin
  /// When it began.
  public var start: Timestamp?
  /// When it ended; `nil` where it never did or nobody wrote it down.
  public var end: Timestamp?
  /// Whether start and end are the source's own.
  public var timeOrigin: Origin
  /// How it ended.
  public var status: SpanStatus
  /// The agent that this span is, or works for.
  public var agentName: String?
  /// What went in, where nothing more telling is known.
  public var input: Payload?
  /// What came out, where nothing more telling is known.
  public var output: Payload?
  /// What happened within it, by time.
  public var events: [SpanEvent]
  /// The spans it refers to.
  public var links: [SpanLink]
  /// Every attribute of the source, in its order.
  public var attributes: [Attribute]
  /// Names of attributes whose whole content stands in the fields above, so that a page may refer to it.
  public var representedAttributes: Set<String>
  /// Whether a framework made this span for its own workings, so that a page may fold it.
  public var isFrameworkInternal: Bool
  /// The index of the resource in the trace's list.
  public var resource: Int?
  /// The instrumentation scope's name and version.
  public var scope: InstrumentationScope?
  private var facets: SpanFacets
  private var provenance = Provenance.unknown

  /// Creates a span; everything but its id and name may be left out.
  public init(
    id: String, parentID: String? = nil, name: String, kind: SpanKind = .generic,
    kindOrigin: Origin = .recorded, start: Timestamp? = nil, end: Timestamp? = nil,
    timeOrigin: Origin = .recorded, status: SpanStatus = .unset
  ) {
    self.id = id
    self.parentID = parentID
    self.name = name
    self.kind = kind
    self.kindOrigin = kindOrigin
    self.start = start
    self.end = end
    self.timeOrigin = timeOrigin
    self.status = status
    events = []
    links = []
    attributes = []
    representedAttributes = []
    isFrameworkInternal = false
    facets = .none
  }

  /// Where the file that was read has its record, as exactly as its importer knows; it counts for no comparison.
  public var source: SourcePlace? {
    get { provenance.place }
    set { provenance = newValue.map(Provenance.at) ?? .unknown }
  }

  // MARK: What it is

  /// The model's side.
  public var llm: LLMCall? {
    _read { yield facets.llm.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &facets.llm.value
    }
  }

  /// The search or ranking it did.
  public var retrieval: Retrieval? {
    _read { yield facets.retrieval.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &facets.retrieval.value
    }
  }

  /// The tool it ran.
  public var tool: ToolExecution? {
    _read { yield facets.tool.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &facets.tool.value
    }
  }

  /// The prompt it made.
  public var prompt: PromptAssembly? {
    _read { yield facets.prompt.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &facets.prompt.value
    }
  }

  /// The shortening of the conversation that it is; its `output` is what took the place of the messages.
  public var compaction: Compaction? {
    _read { yield facets.compaction.value }
    _modify {
      makeFacetsOwn()
      defer { shareFacetsIfEmpty() }
      yield &facets.compaction.value
    }
  }

  private mutating func makeFacetsOwn() {
    if !isKnownUniquelyReferenced(&facets) { facets = SpanFacets(facets) }
  }

  private mutating func shareFacetsIfEmpty() {
    if facets.isEmpty { facets = .none }
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

/// Something that happened at one moment within a span.
public struct SpanEvent: Hashable, Sendable {
  /// The name of the event of a guardrail that stopped what it looked at, whoever records it.
  public static let guardrailIntervention = "guardrail intervened"

  /// What happened.
  public var name: String
  /// When.
  public var time: Timestamp?
  /// Its particulars.
  public var attributes: [Attribute]

  /// Creates an event.
  public init(name: String, time: Timestamp? = nil, attributes: [Attribute] = []) {
    self.name = name
    self.time = time
    self.attributes = attributes
  }
}

/// A reference from one span to another, in this trace or elsewhere.
public struct SpanLink: Hashable, Sendable {
  /// The other span's trace.
  public var traceID: String
  /// The other span.
  public var spanID: String
  /// What the link means.
  public var attributes: [Attribute]

  /// Creates a link.
  public init(traceID: String, spanID: String, attributes: [Attribute] = []) {
    self.traceID = traceID
    self.spanID = spanID
    self.attributes = attributes
  }
}

/// The library that recorded a span.
public struct InstrumentationScope: Hashable, Sendable {
  /// The library's name.
  public var name: String
  /// Its version.
  public var version: String?
  /// Its particulars.
  public var attributes: [Attribute]

  /// Creates a scope.
  public init(name: String, version: String? = nil, attributes: [Attribute] = []) {
    self.name = name
    self.version = version
    self.attributes = attributes
  }
}
