import JSONReader
import TraceModel

/// The answer of a run under a name that no list has, such as `memo` or `summary`: the one long text beside the question and
/// what was found for it.
enum UnnamedAnswer {
  /// A shorter text may be a label or a title.
  private static let shortest = 60
  /// Words in the names of texts that nobody was answered with.
  private static let others: Set = [
    "prompt", "context", "contexts", "reasoning", "reason", "rationale", "thought", "thoughts", "thinking",
    "system",
    "instruction", "instructions", "query", "question", "input", "search", "reference", "expected", "truth",
    "gold", "golden", "target", "label", "error", "exception", "traceback", "path", "url", "uri", "file",
    "history",
    "conversation", "feedback", "comment", "note", "notes", "description", "document", "documents", "passage",
    "chunk", "chunks", "source", "text", "content", "plan", "user", "config", "template", "title", "id",
    "hash", "hypothetical", "hyde", "rewritten", "reformulated", "expanded", "standalone", "evidence",
    "analysis", "explanation", "warning", "message", "sql", "snippet",
  ]

  /// Where it stands among the members; `nil` where an answer has its name, or more than one text may be it.
  static func place(in members: [(String, JSONValue)]) -> Int? {
    let names = members.map { SpanLogNames.plain($0.0) }
    let isAnswered = members.indices.contains { place in
      SpanLogRun.answers.contains(names[place]) || names[place] == "output"
    }
    guard !isAnswered else { return nil }
    let texts = members.indices.filter { isLong(members[$0].1) && !isOther(names[$0]) }
    return texts.count == 1 ? texts.first : nil
  }

  private static func isLong(_ value: JSONValue) -> Bool {
    guard let text = value.string, text.utf8.count >= shortest, let first = text.first else { return false }
    // Without a space between its words it is a key or an address, unless its script has none.
    return first != "{" && first != "[" && text.contains { $0.isWhitespace || !$0.isASCII }
  }

  private static func isOther(_ name: String) -> Bool {
    SpanLogNames.reading(of: name) != nil || SpanLogRun.questions.contains(name)
      || NameHeuristics.words(name).contains(where: others.contains)
  }
}
