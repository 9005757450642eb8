/// Names of providers, as the GenAI conventions spell them.
enum Provider {
  private static let hosts: [(String, String)] = [
    ("openai.azure.com", "azure.ai.openai"), ("api.openai.com", "openai"), ("api.anthropic.com", "anthropic"),
    ("generativelanguage.googleapis.com", "gcp.gemini"), ("aiplatform.googleapis.com", "gcp.vertex_ai"),
    ("amazonaws.com", "aws.bedrock"), ("api.deepseek.com", "deepseek"), ("api.groq.com", "groq"),
    ("api.mistral.ai", "mistral_ai"), ("api.cohere", "cohere"), ("api.x.ai", "x_ai"),
    ("api.perplexity.ai", "perplexity"), ("openrouter.ai", "openrouter"),
  ]

  /// The provider at an address.
  static func name(of url: String) -> String? {
    let host = host(of: url)
    return hosts.first { host == $0.0 || host.hasSuffix("." + $0.0) || host.hasPrefix($0.0) }?.1
  }

  /// The host of an address, without its port.
  static func host(of url: String) -> String {
    let steps = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard steps.count == 3, steps[0].hasSuffix(":"), steps[1].isEmpty else { return "" }
    return steps[2].prefix { $0 != "/" && $0 != ":" && $0 != "?" }.lowercased()
  }

  /// The provider whose API alone has that operation.
  static func name(of operation: ProviderOperation) -> String? {
    switch operation {
    case .responses: "openai"
    case .messages: "anthropic"
    case .generateContent, .interactions: "gcp.gemini"
    case .converse: "aws.bedrock"
    case .cohereChat: "cohere"
    default: nil
    }
  }
}
