import TraceText

/// The shapes a part of a message can have, told by its type or, where it has none, by its members.
enum PartShape: Sendable {
  case text, reasoning, redactedReasoning, toolCall, toolResult, hostedTool, media, wrapped

  /// The shape of a part of that type; `nil` for a type this reader does not know.
  init?(type: String) {
    // Most spell it as the table does, and there is one such type a part.
    if let shape = Self.types[type] {
      self = shape
      return
    }
    let key = type.lowercased().replacingOccurrences(of: "-", with: "_")
    if let shape = Self.types[key] {
      self = shape
    } else if key.hasSuffix("_tool_result") {
      // Anthropic's own tools: `web_search_tool_result` and others.
      self = .toolResult
    } else {
      return nil
    }
  }

  /// The shape of a part without a type; `nil` where no member gives it away.
  init?(members: Members) {
    guard let hit = Self.marks.first(where: { members.has($0.0) }) else { return nil }
    self = hit.1
  }

  /// Whether the Responses API gives such a part the place of a message.
  var isWholeMessage: Bool {
    switch self {
    case .toolCall, .toolResult, .hostedTool, .reasoning: true
    default: false
    }
  }

  private static let types: [String: PartShape] = [
    "text": .text, "input_text": .text, "output_text": .text, "summary_text": .text, "refusal": .text,
    "reasoning_text": .text,
    "reasoning": .reasoning, "thinking": .reasoning, "thought": .reasoning, "reasoning_content": .reasoning,
    "redacted_thinking": .redactedReasoning, "redacted_reasoning": .redactedReasoning,
    "tool_use": .toolCall, "server_tool_use": .toolCall, "mcp_tool_use": .toolCall, "tool_call": .toolCall,
    "function_call": .toolCall, "server_tool_call": .toolCall, "custom_tool_call": .toolCall,
    "mcp_approval_request": .toolCall, "mcp_server_tool_call": .toolCall,
    "function": .toolCall, "invalid_tool_call": .toolCall,
    "web_search_call": .hostedTool, "file_search_call": .hostedTool, "code_interpreter_call": .hostedTool,
    "image_generation_call": .hostedTool, "computer_call": .hostedTool, "local_shell_call": .hostedTool,
    "shell_call": .hostedTool, "apply_patch_call": .hostedTool, "mcp_call": .hostedTool,
    "tool_search_call": .hostedTool, "google_search_call": .hostedTool, "url_context_call": .hostedTool,
    "google_maps_call": .hostedTool, "code_execution_call": .hostedTool,
    "tool_result": .toolResult, "mcp_tool_result": .toolResult, "tool_call_response": .toolResult,
    "tool_return": .toolResult, "function_result": .toolResult, "google_search_result": .toolResult,
    "url_context_result": .toolResult, "google_maps_result": .toolResult,
    "code_execution_result": .toolResult, "mcp_server_tool_result": .toolResult,
    "server_tool_call_response": .toolResult,
    "function_call_output": .toolResult, "custom_tool_call_output": .toolResult,
    "function_response": .toolResult, "tool_response": .toolResult,
    "computer_call_output": .toolResult, "local_shell_call_output": .toolResult,
    "shell_call_output": .toolResult, "apply_patch_call_output": .toolResult,
    "image": .media, "image_url": .media, "input_image": .media, "output_image": .media, "blob": .media,
    "uri": .media, "file": .media, "input_file": .media, "document": .media, "audio": .media,
    "input_audio": .media, "video": .media, "media": .media, "binary": .media,
    "computer_screenshot": .media, "container_upload": .media,
  ]

  private static let marks: [(String, PartShape)] = [
    ("message_content", .wrapped),
    ("function_call", .toolCall), ("functionCall", .toolCall), ("tool_call", .toolCall),
    ("toolUse", .toolCall), ("tool.name", .toolCall), ("toolName", .toolCall),
    ("executableCode", .hostedTool),
    ("executable_code", .hostedTool),
    ("function_response", .toolResult), ("functionResponse", .toolResult), ("toolResult", .toolResult),
    ("codeExecutionResult", .toolResult), ("code_execution_result", .toolResult),
    ("inline_data", .media), ("inlineData", .media), ("file_data", .media), ("fileData", .media),
    ("image_url", .media), ("reasoningContent", .reasoning), ("text", .text), ("image", .media),
    ("document", .media),
  ]
}
