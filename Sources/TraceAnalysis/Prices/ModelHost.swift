import TraceText

/// Who served a model, where it was not the vendor whose price list a table holds.
enum ModelHost: Hashable {
  /// The user's own machine: tokens cost nothing there that a table could know.
  case local
  /// A cloud or gateway with a price list of its own, by its name.
  case cloud(String)

  /// What provider and model name say of the host; `nil` where they name the vendor or nobody.
  init?(provider: String?, model: String?) {
    let provider = provider?.lowercased() ?? ""
    let model = model?.lowercased() ?? ""
    let path = model.split(separator: "/").dropLast().map(String.init)
    let names = path + [provider]
    if names.contains(where: { name in Self.localMarks.contains { name.holds($0) } }) {
      self = .local
    } else if let host = Self.clouds.first(where: { host in names.contains { $0.holds(host.mark) } }) {
      self = .cloud(host.name)
    } else if Self.bedrockVendors.contains(where: { model.hasPrefix($0) || model.holds("." + $0) }) {
      self = .cloud("Amazon Bedrock")
    } else if model.utf8.contains(UInt8(ascii: "@")) {
      self = .cloud("Google Vertex AI")
    } else {
      return nil
    }
  }

  private static let localMarks = [
    "ollama", "lmstudio", "lm_studio", "lm-studio", "llama.cpp", "llamacpp", "llama_cpp", "llamafile", "vllm",
    "localai", "mlx",
  ]

  /// Marks within a provider's name, the more exact first.
  private static let clouds: [(mark: String, name: String)] = [
    ("bedrock", "Amazon Bedrock"), ("azure", "Microsoft Azure"), ("az.ai", "Microsoft Azure"),
    ("vertex", "Google Vertex AI"),
    ("openrouter", "OpenRouter"), ("groq", "Groq"), ("together", "Together AI"), ("fireworks", "Fireworks"),
    ("databricks", "Databricks"), ("github", "GitHub"), ("sagemaker", "Amazon SageMaker"),
  ]

  private static let bedrockVendors = ["anthropic.", "mistral.", "cohere.", "deepseek."]
}
