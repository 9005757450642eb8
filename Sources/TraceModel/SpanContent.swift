/// A text with what is known of its form.
public struct Payload: Hashable, Sendable {
  /// The form of the text.
  public enum Form: String, Hashable, Sendable {
    case text, json
  }

  /// The text itself.
  public var text: String
  /// Its form.
  public var form: Form

  /// Creates a payload.
  public init(_ text: String, form: Form = .text) {
    self.text = text
    self.form = form
  }
}

/// The model's side of a span: its own call on `llm` and `embedding` spans, a roll-up elsewhere.
public struct LLMCall: Hashable, Sendable {
  /// The provider's name as recorded, such as `openai`.
  public var provider: String?
  /// The model that was asked for.
  public var requestModel: String?
  /// The model that answered.
  public var responseModel: String?
  /// The provider's id of the response; equal ids mean one and the same call, but where servers draw them among few.
  public var responseID: String?
  /// Request parameters such as `temperature`, without prefix, in the order of the source.
  public var parameters: [Attribute]
  /// What the model was given, system instructions first, in order.
  public var input: Conversation
  /// What the model wrote.
  public var output: [Message]
  /// The tools the model was offered.
  public var tools: [ToolDefinition]
  /// The tokens, as far as the source counts them.
  public var usage: TokenUsage?
  /// What the source says the call cost.
  public var reportedCost: ReportedCost?
  /// Why the model stopped, one for each choice.
  public var finishReasons: [String]
  /// The context window of the model in tokens, where the source states it.
  public var contextWindow: Int?
  /// The service tier that the call was billed at, such as `batch`, `flex` or `priority`, where the source
  /// states it.
  public var serviceTier: String?
  /// The provider's own tools that ran within the call and cost more than tokens, as far as they are counted.
  public var hostedTools: [HostedToolUse]
  /// What single models used and cost, where the source states it of a sum of calls.
  public var models: [ModelUse]

  /// Creates a call; everything may be unknown.
  public init(
    provider: String? = nil, requestModel: String? = nil, responseModel: String? = nil,
    responseID: String? = nil, parameters: [Attribute] = [], input: Conversation = [], output: [Message] = [],
    tools: [ToolDefinition] = [], usage: TokenUsage? = nil, reportedCost: ReportedCost? = nil,
    finishReasons: [String] = [], contextWindow: Int? = nil, serviceTier: String? = nil,
    hostedTools: [HostedToolUse] = [], models: [ModelUse] = []
  ) {
    self.provider = provider
    self.requestModel = requestModel
    self.responseModel = responseModel
    self.responseID = responseID
    self.parameters = parameters
    self.input = input
    self.output = output
    self.tools = tools
    self.usage = usage
    self.reportedCost = reportedCost
    self.finishReasons = finishReasons
    self.contextWindow = contextWindow
    self.serviceTier = serviceTier
    self.hostedTools = hostedTools
    self.models = models
  }

  /// The model's name: the one that answered, else the one asked for.
  public var model: String? { responseModel ?? requestModel }

  /// The model's name for people, without the date of its version and the path of its resource: `claude-sonnet-4` for
  /// `claude-sonnet-4-20250514`.
  public var modelName: String? {
    guard let model = model.map(Self.named) else { return nil }
    if let requestModel = requestModel.map(Self.named), model.hasPrefix(requestModel) {
      let suffix = model.dropFirst(requestModel.count)
      if suffix.allSatisfy({ $0.isNumber || $0 == "-" }), suffix.count <= 11 {
        return Self.undated(requestModel)
      }
    }
    return Self.undated(model)
  }

  /// The name at the end of a resource's path, as Vertex AI and Bedrock have it.
  private static func named(_ name: String) -> String {
    guard name.utf8.count > 24, name.utf8.contains(UInt8(ascii: "/")) else { return name }
    for folder in ["/models", "inference-profile", "foundation-model"] {
      // The last one of a path with two: what follows it is the name.
      let end = name.utf8.indices.last {
        name.utf8[$0] == UInt8(ascii: "/")
          && name.utf8[..<$0].suffix(folder.utf8.count).elementsEqual(folder.utf8)
      }
      if let end, let start = name.utf8.index(end, offsetBy: 1, limitedBy: name.endIndex),
        start < name.endIndex
      {
        return String(name[start...])
      }
    }
    return name
  }

  /// A name less the day at its end, be it `-20250514` or `-2024-08-06`.
  private static func undated(_ name: String) -> String {
    for shape in ["-20dddddd", "@20dddddd", "-20dd-dd-dd"] where name.utf8.count > shape.utf8.count {
      let suffix = name.utf8.suffix(shape.utf8.count)
      let isDay = zip(suffix, shape.utf8).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
      }
      if isDay { return String(name[..<suffix.startIndex]) }
    }
    return name
  }
}

/// A tool the model was offered.
public struct ToolDefinition: Hashable, Sendable {
  /// The tool's name.
  public var name: String
  /// What the model is told of it.
  public var description: String?
  /// The definition as the source gave it, JSON text.
  public var definition: String

  /// Creates a tool definition.
  public init(name: String, description: String? = nil, definition: String) {
    self.name = name
    self.description = description
    self.definition = definition
  }
}

/// A search for documents, or a new ranking of them.
public struct Retrieval: Hashable, Sendable {
  /// What was searched for.
  public var query: String?
  /// How many documents were asked for.
  public var topK: Int?
  /// What came back, in rank order.
  public var documents: [Document]
  /// What went in, for a rerank.
  public var inputDocuments: [Document]
  /// The count the source states, where it keeps the documents to itself.
  public var reportedCount: Int?

  /// Creates a retrieval.
  public init(
    query: String? = nil, topK: Int? = nil, documents: [Document] = [], inputDocuments: [Document] = [],
    reportedCount: Int? = nil
  ) {
    self.query = query
    self.topK = topK
    self.documents = documents
    self.inputDocuments = inputDocuments
    self.reportedCount = reportedCount
  }
}

/// A run of a tool.
public struct ToolExecution: Hashable, Sendable {
  /// The tool's name.
  public var name: String?
  /// The id of the model's call that this answers.
  public var callID: String?
  /// What the tool is for.
  public var description: String?
  /// What it was given.
  public var arguments: Payload?
  /// What it gave back.
  public var result: Payload?
  /// How it ended, where the source says more than its result does, be the span's status OK.
  public var outcome: StepOutcome?
  /// Whether the source says that a person said no to it; without that only its words tell who did.
  public var isRefusedByPerson = false
  /// The shell command it ran, on tools that run one.
  public var command: ShellCommand?
  /// The files it read or changed, in order.
  public var files: [FileAccess]
  /// Whether it did more to a file than read it.
  package var changesFiles: Bool { files.contains { $0.action != .read } }

  /// Creates a tool execution.
  public init(
    name: String? = nil, callID: String? = nil, description: String? = nil, arguments: Payload? = nil,
    result: Payload? = nil, isError: Bool = false, command: ShellCommand? = nil, files: [FileAccess] = []
  ) {
    self.name = name
    self.callID = callID
    self.description = description
    self.arguments = arguments
    self.result = result
    outcome = isError ? .failed : nil
    self.command = command
    self.files = files
  }

  /// Whether the source marks the result as a failure; a refusal that it marks so is one until its words are read.
  public var isError: Bool {
    get { outcome == .failed }
    set { outcome = newValue ? .failed : nil }
  }
}

/// The making of a prompt from its pieces.
public struct PromptAssembly: Hashable, Sendable {
  /// One piece of a prompt, such as the system prompt or the retrieved context.
  public struct Segment: Hashable, Sendable {
    /// What the piece is, such as `system prompt`.
    public var name: String
    /// Its tokens, where recorded.
    public var tokens: Int?
    /// Its text, where recorded.
    public var text: String?

    /// Creates a segment.
    public init(name: String, tokens: Int? = nil, text: String? = nil) {
      self.name = name
      self.tokens = tokens
      self.text = text
    }
  }

  /// The template's text, with its variables unfilled.
  public var template: String?
  /// The template's name and version, where recorded.
  public var name: String?
  /// What was filled in.
  public var variables: [Attribute]
  /// The pieces of the prompt in order.
  public var segments: [Segment]
  /// The finished prompt.
  public var text: String?
  /// The tokens of the finished prompt, where recorded.
  public var totalTokens: Int?

  /// Creates a prompt assembly.
  public init(
    template: String? = nil, name: String? = nil, variables: [Attribute] = [], segments: [Segment] = [],
    text: String? = nil, totalTokens: Int? = nil
  ) {
    self.template = template
    self.name = name
    self.variables = variables
    self.segments = segments
    self.text = text
    self.totalTokens = totalTokens
  }
}
