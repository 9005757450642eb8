import TraceModel

/// What a tool or a search was run on, by what tells most of it.
enum StepTarget {
  case command(String)
  case file(String)
  case query(String)
  /// The telling argument, else the values of all.
  case argument(String)

  /// `nil` where nothing is recorded.
  init?(_ span: Span) {
    if let command = span.tool?.command?.text {
      self = .command(command)
    } else if let path = span.tool?.files.first?.path {
      self = .file(path)
    } else if let query = span.retrieval?.query {
      self = .query(query)
    } else if let given = span.tool?.arguments ?? span.input {
      self = .argument(ArgumentsPreview.values(given.text))
    } else {
      return nil
    }
  }

  /// The words alone.
  var text: String {
    switch self {
    case .command(let text), .file(let text), .query(let text), .argument(let text): text
    }
  }
}
