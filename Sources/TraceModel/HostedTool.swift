import TraceText

/// A tool that a provider runs itself within a call and bills beside the tokens, by the use or by time.
public enum HostedTool: String, CaseIterable, Hashable, Sendable {
  case webSearch = "web_search"
  case fileSearch = "file_search"
  case codeExecution = "code_execution"
  case imageGeneration = "image_generation"
  /// Google's search, on which Gemini grounds an answer.
  case googleSearch = "google_search"

  /// The tool of a provider's name for it; `nil` for what has no price of its own, such as `web_fetch`.
  public init?(name: String) {
    switch name {
    case "web_search", "web_search_preview": self = .webSearch
    case "file_search": self = .fileSearch
    case "code_execution", "bash_code_execution", "text_editor_code_execution", "code_interpreter":
      self = .codeExecution
    case "image_generation": self = .imageGeneration
    case "google_search", "google_search_retrieval": self = .googleSearch
    default: return nil
    }
  }

  /// The tool's name for people, in the singular.
  public var words: String { rawValue.replacingOccurrences(of: "_", with: " ") }
}

/// How often a provider's own tool ran within a call.
public struct HostedToolUse: Hashable, Sendable {
  /// The tool.
  public var tool: HostedTool
  /// How often it ran, above zero.
  public var count: Int

  /// Creates a use.
  public init(tool: HostedTool, count: Int) {
    self.tool = tool
    self.count = count
  }
}
