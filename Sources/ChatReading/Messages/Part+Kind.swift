package import TraceModel

extension Part {
  /// Whether it is text that was said.
  package var isText: Bool {
    if case .text = self { true } else { false }
  }

  /// Whether it is what a tool gave back.
  package var isToolResult: Bool {
    if case .toolResult = self { true } else { false }
  }

  /// Whether it is what a model thought.
  var isReasoning: Bool {
    if case .reasoning = self { true } else { false }
  }

  /// Whether it is an image, a sound or a file.
  package var isMedia: Bool {
    if case .media = self { true } else { false }
  }
}

extension Message {
  /// The first of what tools gave back in the message.
  package var toolResult: ToolResult? {
    for case .toolResult(let result) in parts { return result }
    return nil
  }
}

extension [Part] {
  /// Whether these are what tools gave back, with the media among it, and nothing else.
  var areToolResults: Bool {
    contains(where: \.isToolResult) && allSatisfy { $0.isToolResult || $0.isMedia }
  }
}
