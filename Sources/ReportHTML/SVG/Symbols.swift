import ReportModel

/// The icons of the span kinds, drawn on a field of 12 by 12 in the colours of the kinds.
enum Symbols {
  private static let paths: KeyValuePairs<Hue, StaticString> = [
    .input: "M1 2h7l3 4-3 4H1l2.5-4z",
    .retrieval:
      "M5 1a4 4 0 1 0 2.3 7.3l2.4 2.4 1.2-1.2-2.4-2.4A4 4 0 0 0 5 1zm0 1.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z",
    .rerank: "M3 1l3 3.5H4V11H2V4.5H0zM9 11L6 7.5h2V1h2v6.5h2z",
    .embedding: "M1 1h3v3H1zM8 1h3v3H8zM1 8h3v3H1zM8 8h3v3H8zM4.8 4.8h2.4v2.4H4.8z",
    .prompt: "M1 1.5h10v1.8H1zM1 5.1h7v1.8H1zM1 8.7h9v1.8H1z",
    .llm: "M6 0l1.5 4.5L12 6 7.5 7.5 6 12 4.5 7.5 0 6l4.5-1.5z",
    .tool:
      "M8.5 0.5a3.2 3.2 0 0 0-3 4.3L0.8 9.5a1.2 1.2 0 0 0 1.7 1.7l4.7-4.7a3.2 3.2 0 0 0 4.2-3.9L9.3 4.7 7.3 4.3 7 2.6 9.2 0.6z",
    .agent: "M6 0.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM1 11.5c0-3 2.2-4.8 5-4.8s5 1.8 5 4.8z",
    .chain: "M0.5 4h4.2v4H0.5zM7.3 4h4.2v4H7.3zM4.7 5.3h2.6v1.4H4.7z",
    .guardrail: "M6 0.5l5 1.8v3.4c0 3-2 5-5 5.9-3-.9-5-2.9-5-5.9V2.3z",
    .evaluator: "M4.4 10.6L0.5 6.7 2 5.2l2.4 2.4L10 2l1.5 1.5z",
    .output: "M11 2H4L1 6l3 4h7L8.5 6z",
    .generic: "M6 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  ]

  /// The hidden drawing that defines the icons.
  static var definitions: TrustedHTML {
    var svg = SVGWriter()
    svg.begin("svg")
    svg.word("class", "symbols")
    svg.number("width", 0)
    svg.number("height", 0)
    svg.word("viewBox", "0 0 12 12")
    svg.word("aria-hidden", "true")
    svg.open()
    for (kind, path) in paths {
      svg.begin("symbol")
      svg.text("id", "i-" + kind.rawValue)
      svg.word("viewBox", "0 0 12 12")
      svg.paint(.hue(kind))
      svg.open()
      svg.begin("path")
      svg.word("d", path)
      svg.open()
      svg.close("path")
      svg.close("symbol")
    }
    svg.end()
    return svg.trusted
  }
}
