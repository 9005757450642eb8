/// A colour by name: the class that follows the theme, and the light theme's colour for where classes fail.
struct Paint {
  var classes: String
  var fill: String?
  var stroke: String?

  static let ink = Paint(classes: "ink", fill: "#1d1c1a")
  static let faint = Paint(classes: "faint", fill: "#635f58")
  static let box = Paint(classes: "box", fill: "#ffffff", stroke: "#e4e0d8")
  static let group = Paint(classes: "group", fill: "none", stroke: "#d8d3c9")
  static let arrow = Paint(classes: "arrow", fill: "none", stroke: "#8a857c")
  static let head = Paint(classes: "head", fill: "#8a857c")
  static let track = Paint(classes: "track", fill: "#f3f0ea")
  static let rule = Paint(classes: "rule", stroke: "#e4e0d8")
  static let mark = Paint(classes: "mark-line", stroke: "#635f58")
  static let critical = Paint(classes: "critical", fill: "#1d1c1a")
  static let badgeText = Paint(classes: "badge-text", fill: "#ffffff")
  static let area = Paint(classes: "area", fill: "#a16207")
  static let outline = Paint(classes: "line", fill: "none", stroke: "#a16207")
  static let window = Paint(classes: "window", stroke: "#b91c1c")
  static let rowBack = Paint(classes: "row-back", fill: "none")

  /// The colour of a span kind, a tone or a class of tokens.
  static func named(_ name: String) -> Paint {
    let known = colors[name] == nil ? "generic" : name
    return Paint(classes: "fill-" + known, fill: colors[known])
  }

  private static let colors: [String: String] = [
    "input": "#5b6472", "retrieval": "#0f766e", "rerank": "#0e7490", "embedding": "#4d7c0f",
    "prompt": "#a16207", "llm": "#6d28d9", "tool": "#1d4ed8", "agent": "#9d174d", "chain": "#57534e",
    "guardrail": "#be123c", "evaluator": "#7c2d12", "output": "#15803d", "generic": "#6b7280",
    "error": "#b91c1c", "warning": "#b45309", "fresh": "#c9b3ef", "cached": "#e4daf7", "write": "#a78bda",
    "out": "#6d28d9", "reason": "#4c1d95", "rest": "#f3f0ea",
  ]
}
