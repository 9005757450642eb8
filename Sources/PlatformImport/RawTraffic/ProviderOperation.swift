import ChatReading
import TraceModel
import TraceSource

/// What a request to a provider asks for, told by the shapes of the bodies and by the address.
enum ProviderOperation: String, Sendable {
  case chatCompletions, textCompletions, responses, messages, generateContent, interactions, converse,
    cohereChat,
    embeddings, rerank

  /// The operation's name in the GenAI conventions.
  var name: String {
    switch self {
    case .chatCompletions, .responses, .messages, .converse, .cohereChat: "chat"
    case .textCompletions: "text_completion"
    case .generateContent, .interactions: "generate_content"
    case .embeddings: "embeddings"
    case .rerank: "rerank"
    }
  }

  var kind: SpanKind {
    switch self {
    case .embeddings: .embedding
    case .rerank: .rerank
    default: .llm
    }
  }

  /// The operation of a response body; `nil` where it is no known one, as with an error.
  init?(response: AttributeValue) {
    switch response["object"]?.string {
    case "chat.completion": self = .chatCompletions
    case "text_completion": self = .textCompletions
    case "response": self = .responses
    case "interaction": self = .interactions
    case "list" where response["data"]?.array?.first?["object"]?.string == "embedding": self = .embeddings
    default: self.init(shapeOf: response)
    }
  }

  private init?(shapeOf response: AttributeValue) {
    if let choice = response["choices"]?.array?.first {
      if choice["message"]?.map != nil {
        self = .chatCompletions
      } else if choice["text"]?.string != nil {
        self = .textCompletions
      } else {
        return nil
      }
    } else if response["type"]?.string == "message", response["content"]?.array != nil,
      response["role"]?.string == "assistant"
    {
      self = .messages
    } else if GeminiChunks.isChunk(response) {
      self = .generateContent
    } else if response["stopReason"]?.string != nil, response["output"]?["message"]?.map != nil {
      self = .converse
    } else if response["message"]?["role"]?.string != nil, response["done"]?.bool != nil {
      // Ollama's own API, which speaks of messages as Chat Completions do.
      self = .chatCompletions
    } else if response["message"]?["role"]?.string != nil, response["finish_reason"]?.string != nil {
      // So does the second version of Cohere's.
      self = .chatCompletions
    } else if CohereChat.isResponse(response) {
      self = .cohereChat
    } else if response["results"]?.array?.first?["relevance_score"] != nil {
      self = .rerank
    } else if response["embedding"]?["values"]?.array != nil
      || response["embeddings"]?.array?.first?["values"]?.array != nil
    {
      self = .embeddings
    } else {
      return nil
    }
  }

  /// The operation of a request body without an address; `nil` where it is no known one.
  init?(request: AttributeValue) {
    let isModel = request["model"]?.string != nil
    if isModel, let message = request["messages"]?.array?.first, message["role"]?.string != nil {
      // Both APIs have this shape; only Anthropic's demands a limit and keeps the system prompt apart.
      let isAnthropic = request["system"] != nil || request["anthropic_version"] != nil
      self = isAnthropic && request["max_tokens"] != nil ? .messages : .chatCompletions
    } else if isModel, let input = request["input"], input.string != nil || input.array != nil {
      let isEmbedding = request["model"]?.string?.lowercased().contains("embed") == true
      self = isEmbedding ? .embeddings : .responses
    } else if isModel, request["prompt"]?.string != nil {
      self = .textCompletions
    } else if isModel, request["query"]?.string != nil, request["documents"]?.array != nil {
      self = .rerank
    } else if CohereChat.isRequest(request) {
      self = .cohereChat
    } else if request["contents"]?.array?.first?["parts"]?.array != nil {
      self = .generateContent
    } else {
      return nil
    }
  }

  /// The operation that stands at an address; `nil` for any other.
  init?(url: String) {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let paths = Provider.name(of: url) == "cohere" ? Self.coherePaths + Self.paths : Self.paths
    guard let known = paths.first(where: { path.hasSuffix($0.0) }) else { return nil }
    self = known.1
  }

  /// Addresses that are too plain to be told without the host.
  private static let coherePaths: [(String, ProviderOperation)] = [
    ("/v2/chat", .chatCompletions), ("/chat", .cohereChat), ("/embed", .embeddings),
  ]

  private static let paths: [(String, ProviderOperation)] = [
    ("/chat/completions", .chatCompletions), ("/api/chat", .chatCompletions),
    ("/completions", .textCompletions), ("/responses", .responses), ("/messages", .messages),
    (":rawPredict", .messages), (":streamRawPredict", .messages), (":generateContent", .generateContent),
    (":streamGenerateContent", .generateContent), ("/converse", .converse), ("/embeddings", .embeddings),
    ("/v1beta/interactions", .interactions),
    (":embedContent", .embeddings), (":batchEmbedContents", .embeddings),
    ("/rerank", .rerank),
  ]
}
