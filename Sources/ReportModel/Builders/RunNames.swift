import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The trace's name, else what it was asked first, else the name of its root. Where that is one that every run of its
  /// program has, what the run was given, else the folder in which it worked.
  var displayName: String {
    if let name = trace.name, !name.isEmpty { return name }
    return prompt ?? asked ?? vagueFolder ?? rootName ?? "trace \(trace.id)"
  }

  /// What the run was asked, where its root's name is a word for any run.
  private var asked: String? {
    guard isVague, let question = conversation.question else { return nil }
    let words = Self.telling(question)
    return words.isEmpty ? nil : words
  }

  /// The folder in which such a run worked: `shop` of `/home/ada/shop`.
  private var vagueFolder: String? {
    guard isVague else { return nil }
    let root = tree.roots.first.flatMap { trace.spans[$0].attributes["cwd"] }
    let path = (trace.attributes["cwd"] ?? root)?.string
    return path?.split { $0 == "/" || $0 == "\\" }.last.map { String($0).preview(72) }
  }

  private var isVague: Bool { rootName.map { Self.vague.contains($0.lowercased()) } ?? false }

  private static let vague: Set = [
    "main", "run", "trace", "root", "session", "chat", "conversation", "agent", "assistant", "workflow",
    "pipeline", "memory", "retrieval", "rag", "query", "request", "call", "model call",
  ]

  /// What a person asked of the run first, which tells it from others of the same agent: a greeting, a bare
  /// command such as `/model`, or the words before a plan name nothing.
  private var prompt: String? {
    // A short run of an agent is no session yet; other roots have names that tell more.
    let isAgent = tree.roots.first.map { trace.spans[$0].kind == .agent } ?? false
    let typed =
      session?.turns.compactMap(\.prompt)
      ?? trace.spans.indices.filter { isAgent && trace.spans[$0].kind == .input }
    let prompts = typed.lazy.compactMap { [trace] in trace.spans[$0].input?.text }.map(Self.telling).filter {
      !$0.isEmpty
    }
    return prompts.first(where: PromptWords.tellMuch) ?? prompts.first
  }

  private static func telling(_ prompt: String) -> String {
    String(PromptWords.telling(prompt).prefix(2_000).drop { $0.isWhitespace || $0 == "#" }).preview(72)
  }

  /// The name of the root with most below it, of several alike the first: what a program does before its work, and beside
  /// it, stands alone.
  var rootName: String? {
    guard var best = tree.roots.first else { return nil }
    for root in tree.roots where tree.subtree(of: root).count > tree.subtree(of: best).count { best = root }
    return trace.spans[best].name
  }
}
