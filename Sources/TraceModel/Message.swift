/// Who speaks in a message.
public enum Role: Hashable, Sendable {
  case system, developer, user, assistant, tool
  /// A role of the source's own.
  case other(String)

  /// Reads a role from the names providers use; `human`, `ai`, `model` and `function` are known.
  public init(_ name: String) {
    switch name.lowercased() {
    case "system": self = .system
    case "developer": self = .developer
    case "user", "human": self = .user
    case "assistant", "ai", "model": self = .assistant
    case "tool", "function", "tool_result", "toolresult": self = .tool
    default: self = .other(name)
    }
  }

  /// The role's name, lower-case for the known ones.
  public var name: String {
    switch self {
    case .system: "system"
    case .developer: "developer"
    case .user: "user"
    case .assistant: "assistant"
    case .tool: "tool"
    case .other(let name): name
    }
  }
}

/// One message of a conversation with a model.
public struct Message: Hashable, Sendable {
  /// Who speaks.
  public var role: Role
  /// The speaker's name, where the source gives one.
  public var name: String?
  /// What was said, in order.
  public var parts: [Part]
  /// Why the model stopped, on a message it wrote.
  public var finishReason: String?

  /// Creates a message.
  public init(role: Role, name: String? = nil, parts: [Part], finishReason: String? = nil) {
    self.role = role
    self.name = name
    self.parts = parts
    self.finishReason = finishReason
  }

  /// Creates a message of one text part.
  public init(role: Role, text: String) {
    self.init(role: role, parts: [.text(text)])
  }

  /// The text parts joined by blank lines; reasoning, tool calls and media are left out.
  public var text: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  /// The UTF-8 bytes of `text`.
  public var textBytes: Int {
    let sum = parts.reduce(0) { if case .text(let text) = $1 { $0 + text.utf8.count + 2 } else { $0 } }
    return max(0, sum - 2)
  }

  /// The UTF-8 bytes of all that the parts hold.
  public var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }

  /// The tool calls among the parts, in order.
  public var toolCalls: [ToolCall] {
    parts.compactMap { if case .toolCall(let call) = $0 { call } else { nil } }
  }

  /// The results of tools among the parts, in order.
  public var toolResults: [ToolResult] {
    parts.compactMap { if case .toolResult(let result) = $0 { result } else { nil } }
  }
}

/// A piece of a message (GenAI conventions, message parts).
public enum Part: Hashable, Sendable {
  case text(String)
  case reasoning(Reasoning)
  case toolCall(ToolCall)
  case toolResult(ToolResult)
  case media(Media)
  /// What the text before it rests on.
  case citation(Citation)
  /// Something this model has no case for: its type, and the whole part as JSON text.
  case other(type: String, json: String)

  /// The UTF-8 bytes of its text, arguments, result or data.
  public var bytes: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .reasoning(let reasoning): reasoning.text.utf8.count
    case .toolCall(let call): call.arguments.utf8.count
    case .toolResult(let result): result.content.utf8.count
    case .citation(let citation):
      [citation.text, citation.title, citation.address, citation.quote]
        .reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    case .other(_, let json): json.utf8.count
    case .media(let media):
      switch media.content {
      case .base64(let text), .uri(let text), .file(let text): text.utf8.count
      }
    }
  }
}

/// What a model thought aloud.
public struct Reasoning: Hashable, Sendable {
  /// The text; empty where the provider withholds it.
  public var text: String
  /// Whether the provider withheld or encrypted the text.
  public var isRedacted: Bool

  /// Creates a reasoning part.
  public init(text: String, isRedacted: Bool = false) {
    self.text = text
    self.isRedacted = isRedacted
  }
}

/// A model's request to run a tool.
public struct ToolCall: Hashable, Sendable {
  /// The id that the result will name.
  public var id: String?
  /// The tool's name.
  public var name: String
  /// The arguments as the source spelled them, usually JSON text.
  public var arguments: String
  /// Why the arguments could not be read, in the words of who tried; `nil` where nothing was wrong or is told.
  public var argumentsError: String?

  /// Creates a tool call.
  public init(id: String?, name: String, arguments: String, argumentsError: String? = nil) {
    self.argumentsError = argumentsError
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

/// What a tool gave back to the model.
public struct ToolResult: Hashable, Sendable {
  /// The id of the call that this answers.
  public var callID: String?
  /// The tool's name, where the source repeats it.
  public var name: String?
  /// The result as text or JSON text.
  public var content: String
  /// Whether the source marks the result as a failure.
  public var isError: Bool

  /// Creates a tool result.
  public init(callID: String?, name: String? = nil, content: String, isError: Bool = false) {
    self.callID = callID
    self.name = name
    self.content = content
    self.isError = isError
  }
}

/// A source that a model names for something that it wrote.
public struct Citation: Hashable, Sendable {
  /// The words that rest on the source, where the writer says which.
  public var text: String?
  /// The source's title or file name.
  public var title: String?
  /// The source's address or the provider's id of it.
  public var address: String?
  /// What the source itself says.
  public var quote: String?

  /// Creates a citation.
  public init(text: String? = nil, title: String? = nil, address: String? = nil, quote: String? = nil) {
    self.text = text
    self.title = title
    self.address = address
    self.quote = quote
  }
}

/// An image, a sound or a file in a message.
public struct Media: Hashable, Sendable {
  /// Where the bytes are.
  public enum Content: Hashable, Sendable {
    /// The bytes themselves, as base64 text.
    case base64(String)
    /// An address.
    case uri(String)
    /// A provider's file id.
    case file(String)
  }

  /// The media type, such as `image/png`, where known.
  public var mediaType: String?
  /// The bytes, or where they are.
  public var content: Content

  /// Creates a media part.
  public init(mediaType: String?, content: Content) {
    self.mediaType = mediaType
    self.content = content
  }
}
