import GraphLayout
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

  /// The signs, in the colour of the words beside them.
  private static let signs: KeyValuePairs<Sign, StaticString> = [
    .ok: "M4.4 10.6L0.5 6.7 2 5.2l2.4 2.4L10 2l1.5 1.5z",
    .failed: "M2.3 1L6 4.7 9.7 1 11 2.3 7.3 6 11 9.7 9.7 11 6 7.3 2.3 11 1 9.7 4.7 6 1 2.3z",
    .refused:
      "M6 .6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 6 .6zm0 1.7a3.7 3.7 0 0 0-2.9 6l5.2-5.2A3.7 3.7 0 0 0 6 2.3zm2.9 1.4L3.7 8.9a3.7 3.7 0 0 0 5.2-5.2z",
    .cancelled: "M1.6 1.6h8.8v8.8H1.6z",
    .unfinished: "M1.6 1.6h8.8v8.8H1.6zm1.6 1.6v5.6h5.6V3.2z",
    .replied:
      "M5 1.2L1 4.8l4 3.6V6h2.2c1.2 0 1.9.7 1.9 1.8S8.4 9.6 7.2 9.6H4v1.7h3.2c2.2 0 3.7-1.4 3.7-3.5S9.4 4.3 7.2 4.3H5z",
    .loop:
      "M6 1a5 5 0 0 1 3.6 1.5L11 1v4.2H6.8L8.4 3.7A3.3 3.3 0 1 0 9.2 6.8h1.75A5 5 0 1 1 6 1z",
    .compaction:
      "M5.2 0h1.6v2.6h2L6 5.4 3.2 2.6h2zM5.2 12h1.6V9.4h2L6 6.6 3.2 9.4h2zM.5 5.3h2v1.4h-2zM9.5 5.3h2v1.4h-2z",
    .cut: "M1 2h6v1.7H1zM1 5.2h4v1.7H1zM1 8.4h3v1.7H1zM9.8 0h1.5v12H9.8z",
    .changed: "M5.2 1h1.6v2.6h2.6v1.6H6.8v2.6H5.2V5.2H2.6V3.6h2.6zM2.6 9.4h6.8V11H2.6z",
    .time:
      "M6 .6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 6 .6zm0 1.6a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6zM5.3 3.2h1.4v2.5l1.9 1.1-.7 1.2-2.6-1.5z",
    .cost:
      "M1 4.5h10v1.4H1zM1 1.5h4v1.4H1zM1 7.5h8v1.4H1zM1 10.3h6v1.2H1z",
    .score: "M1 7h2.4v4.5H1zM4.8 4h2.4v7.5H4.8zM8.6 1H11v10.5H8.6z",
    .note: "M5.2 5h1.6v6H5.2zM5.2 1.5h1.6v2H5.2z",
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
    for (kind, path) in paths { svg.symbol("i-" + kind.rawValue, path, paint: .hue(kind)) }
    for (sign, path) in signs { svg.symbol("sign-" + sign.rawValue, path, paint: nil) }
    svg.hatch()
    svg.outcomeSymbols()
    svg.end()
    return svg.trusted
  }
}

extension SVGWriter {
  /// The ground of what is left out.
  fileprivate mutating func hatch() {
    begin("pattern")
    word("id", "hatch")
    number("width", 6)
    number("height", 6)
    word("patternUnits", "userSpaceOnUse")
    word("patternTransform", "rotate(45)")
    open()
    rect(LayoutRect(x: 0, y: 0, width: 6, height: 6), paint: .track)
    line(from: LayoutPoint(x: 0, y: 0), to: LayoutPoint(x: 0, y: 6), paint: .rule, width: 3)
    close("pattern")
  }

  /// One drawing of a field of 12 by 12, to be used by its id.
  fileprivate mutating func symbol(_ id: String, _ path: StaticString, paint: Paint?) {
    begin("symbol")
    text("id", id)
    word("viewBox", "0 0 12 12")
    if let paint { self.paint(paint) }
    open()
    begin("path")
    word("d", path)
    open()
    close("path")
    close("symbol")
  }
}
