import TraceModel
import TraceText

/// The pieces of a prompt as a bar over its tokens.
enum PromptSegments {
  private static let colors: [Hue] = [.input, .retrieval, .rerank, .prompt, .tool, .chain]

  /// The bar; `nil` unless the tokens of at least one piece are recorded.
  static func bar(_ prompt: PromptAssembly?) -> SegmentBar? {
    guard let prompt else { return nil }
    let known = prompt.segments.filter { ($0.tokens ?? 0) > 0 }
    let sum = known.reduce(0) { $0 + ($1.tokens ?? 0) }
    let whole = max(sum, prompt.totalTokens ?? 0)
    guard whole > 0, !known.isEmpty else { return nil }
    var segments = known.enumerated().map { index, segment in
      SegmentBar.Segment(
        label: segment.name, value: Formatting.count(segment.tokens ?? 0),
        share: Double(segment.tokens ?? 0) / Double(whole), color: colors[index % colors.count])
    }
    if whole > sum {
      segments.append(
        SegmentBar.Segment(
          label: "rest", value: Formatting.count(whole - sum), share: Double(whole - sum) / Double(whole),
          color: .rest))
    }
    return SegmentBar(label: "Tokens of the prompt by piece", segments: segments)
  }
}
