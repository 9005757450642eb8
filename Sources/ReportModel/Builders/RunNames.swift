import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The trace's name, else what it was asked first, else the name of its root.
  var displayName: String {
    if let name = trace.name, !name.isEmpty { return name }
    return prompt ?? rootName ?? "trace \(trace.id)"
  }

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

  /// The name of the first root.
  var rootName: String? { tree.roots.first.map { trace.spans[$0].name } }
}
