/// The attributes that a converted trace has besides the source's own and those of the GenAI conventions.
///
/// A converted trace is OTLP whose spans carry, in this order:
/// 1. the source's attributes, unchanged but for those that begin with `tracepage.`, which stand under
///    `sourcePrefix`,
/// 2. attributes of the GenAI conventions, for other programs; `added` names them,
/// 3. the attributes below, for facts that the conventions have no name for.
///
/// A fact of the conventions stands under `tracepage.` and its name where the source uses that name for
/// something else. Attributes of structure hold typed maps and lists, not JSON text; what OTLP has no type for
/// is a map of one member, as `PortableValue` says.
public enum AddedName {
  /// What all names begin with.
  public static let prefix = "tracepage."
  /// What the source's own names that begin with `tracepage.` are put behind.
  public static let sourcePrefix = "tracepage.source."

  // MARK: On a resource

  /// The version of this list, an integer; without it a file is read as any other.
  public static let version = "tracepage.convert.version"
  /// The place of the resource in the trace's list, from 0; absent where the source names no resource.
  public static let resourceIndex = "tracepage.resource.index"

  // MARK: On anything

  /// On spans and scopes: the names of attributes that the source does not have, `tracepage.*` apart.
  public static let added = "tracepage.added"
  /// On a scope or an event, `true`: the source has none.
  public static let absent = "tracepage.absent"

  // MARK: On the first span of a trace

  /// The trace's id, where it is not 32 lower-case hex digits.
  public static let traceID = "tracepage.trace.id"
  /// The name that the source gives to the whole run.
  public static let traceName = "tracepage.trace.name"
  /// The session that the run belongs to.
  public static let traceSession = "tracepage.trace.session_id"
  /// Who used the application.
  public static let traceUser = "tracepage.trace.user_id"
  /// The id of the format that the trace was converted from, such as `otlp-json`.
  public static let traceFormat = "tracepage.trace.format"
  /// Facts about the whole run, a map.
  public static let traceAttributes = "tracepage.trace.attributes"
  /// Resources that no span names: a list of maps with `index` and `attributes`.
  public static let traceResources = "tracepage.trace.resources"

  /// How the source says that the run ended: a map of `kind`, `words` and `span`.
  public static let traceEnding = "tracepage.trace.ending"
  /// What was judged: a list of maps.
  public static let traceScores = "tracepage.trace.scores"

  // MARK: On a span: what OTLP cannot hold

  /// The place of the span in its trace, from 0.
  public static let index = "tracepage.index"
  /// The span's id, where it is not 16 lower-case hex digits.
  public static let id = "tracepage.id"
  /// The parent's id, where it is not 16 lower-case hex digits.
  public static let parentID = "tracepage.parent_id"
  /// The start in nanoseconds, where it lies before 1970-01-01T00:00:00.000000001Z.
  public static let start = "tracepage.start"
  /// The end in nanoseconds, where it lies before that.
  public static let end = "tracepage.end"
  /// The status message, where it is known to be empty.
  public static let statusMessage = "tracepage.status.message"
  /// On an event: its time in nanoseconds, where it lies before 1970-01-01T00:00:00.000000001Z.
  public static let eventTime = "tracepage.time"
  /// On a link: the trace's id, where it is not 32 lower-case hex digits.
  public static let linkTraceID = "tracepage.link.trace_id"
  /// On a link: the span's id, where it is not 16 lower-case hex digits.
  public static let linkSpanID = "tracepage.link.span_id"
  /// On a scope: its version, where it is known to be empty.
  public static let scopeVersion = "tracepage.scope.version"

  // MARK: On a span: what it is

  /// The facts that a field's own attribute does not hold since an attribute of the source does: a map from the
  /// field's name to the attribute's.
  public static let same = "tracepage.same"
  /// Which of `llm`, `usage`, `retrieval` and `tool` the span has, be they empty.
  public static let facets = "tracepage.facets"
  /// The span's kind, such as `llm`.
  public static let kind = "tracepage.kind"
  /// `inferred`, where the kind was concluded from names.
  public static let kindOrigin = "tracepage.kind_origin"
  /// `inferred`, where the times are not the source's own.
  public static let timeOrigin = "tracepage.time_origin"
  /// What went in, and its form where that is `json`.
  public static let input = "tracepage.input"
  /// What came out, and its form where that is `json`.
  public static let output = "tracepage.output"
  /// `true` on spans that a framework made for its own workings.
  public static let isFrameworkInternal = "tracepage.is_framework_internal"
  /// Names of attributes whose whole content stands in the span's fields.
  public static let represented = "tracepage.represented"
  /// The making of a prompt: a map.
  public static let prompt = "tracepage.prompt"
  /// A shortening of the conversation: a map.
  public static let compaction = "tracepage.compaction"
  /// Where the file that was read first has the span's record: a map.
  public static let place = "tracepage.place"
  /// What is put behind the name of a payload, to hold its form.
  public static let formSuffix = ".form"

  // MARK: On a span: the model's side

  /// The id, in this file, of an earlier span whose input messages come before those of this one.
  public static let inputFollows = "tracepage.llm.input.follows"
  /// All request parameters, a map in the order of the source.
  public static let parameters = "tracepage.llm.parameters"
  /// The context window in tokens.
  public static let contextWindow = "tracepage.llm.context_window"
  /// The tier at which the call was billed.
  public static let serviceTier = "tracepage.llm.service_tier"
  /// The provider's own tools that ran within the call: a list of `tool` and `count`.
  public static let hostedTools = "tracepage.llm.hosted_tools"
  /// What single models used of a sum of calls: a list of maps of `name`, `cost` and `usage`.
  public static let models = "tracepage.llm.models"
  /// What the source says the call cost in US dollars: a map of `input`, `output`, `total` and `rounding`.
  public static let cost = "tracepage.llm.cost"
  /// The tokens of sound within input and output.
  public static let audio = "tracepage.usage.audio"
  /// The part of the cache write that is kept for an hour.
  public static let cacheWriteHour = "tracepage.usage.cache_write_hour"
  /// The total that the source reports.
  public static let reportedTotal = "tracepage.usage.reported_total"
  /// `true` where the counts are known to be unfinished.
  public static let isLowerBound = "tracepage.usage.is_lower_bound"
  /// `true` where a part of the reported total is known neither as input nor as output.
  public static let isUnsplit = "tracepage.usage.is_unsplit"
  /// `true` where the source rounds the counts.
  public static let isRounded = "tracepage.usage.is_rounded"

  // MARK: On a span: tools and searches

  /// `true` where the result is a failure.
  public static let toolFailure = "tracepage.tool.is_error"
  /// How the tool ended where the source says it and it is no failure, such as `refused`.
  public static let toolOutcome = "tracepage.tool.outcome"
  /// `true` where a person said no to the tool's run.
  public static let isRefusedByPerson = "tracepage.tool.is_refused_by_person"
  /// The shell command that the tool ran: a map.
  public static let command = "tracepage.tool.command"
  /// The files that the tool read or changed: a list of maps.
  public static let files = "tracepage.tool.files"
  /// What went into a rerank: a list of maps.
  public static let inputDocuments = "tracepage.retrieval.input_documents"
  /// The count of documents that the source states.
  public static let reportedCount = "tracepage.retrieval.reported_count"
}
