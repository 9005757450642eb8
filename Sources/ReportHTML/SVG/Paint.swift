import ReportModel

/// A colour as a class, which follows the theme, and as the light theme's colour for where classes fail.
struct Paint {
  /// The attributes of an element that is painted so.
  let markup: TrustedHTML
  /// The values of its class, and its other attributes: the colours for where classes fail.
  let classes: TrustedHTML
  let colors: TrustedHTML
  /// Which colour it is if others may have it of what they stand in.
  let inheritable: Inheritable?

  /// A colour that most of a drawing has.
  enum Inheritable { case ink, faint }

  init(_ classes: String, fill: String? = nil, stroke: String? = nil, inheritable: Inheritable? = nil) {
    self.inheritable = inheritable
    self.classes = TrustedHTML { $0.attribute(classes) }
    var html = HTMLWriter()
    for case (let name, let color?) in [(" fill=\"" as StaticString, fill), (" stroke=\"", stroke)] {
      html.literal(name)
      html.attribute(color)
      html.literal("\"")
    }
    colors = TrustedHTML(html)
    markup = TrustedHTML { all in
      all.literal(" class=\"")
      all.attribute(classes)
      all.literal("\"")
      all.raw(TrustedHTML(html))
    }
  }

  static let ink = Paint("ink", fill: Palette.ink, inheritable: .ink)
  static let faint = Paint("faint", fill: Palette.mute, inheritable: .faint)
  static let box = Paint("box", fill: Palette.panel, stroke: Palette.line)
  static let group = Paint("group", fill: "none", stroke: Palette.line)
  static let arrow = Paint("arrow", fill: "none", stroke: Palette.edge)
  /// The way of what changed its place.
  static let moved = Paint("moved-line", fill: "none", stroke: Palette.warning)
  static let head = Paint("head", fill: Palette.edge)
  static let track = Paint("track", fill: Palette.soft)
  static let rule = Paint("rule", stroke: Palette.line)
  static let mark = Paint("mark-line", stroke: Palette.mute)
  /// The line of a figure over time, and the limit that it may not cross.
  static let trend = Paint("trend-line", fill: "none", stroke: Palette.input)
  static let limit = Paint("mark-line", stroke: Palette.mute)
  static let critical = Paint("critical", fill: Palette.ink)
  static let badgeText = Paint("badge-text", fill: Palette.badgeInk)
  static let area = Paint("area", fill: Palette.prompt)
  static let outline = Paint("line", fill: "none", stroke: Palette.prompt)
  static let window = Paint("window", stroke: Palette.error)
  static let lane = Paint("lane", fill: Palette.bg, stroke: Palette.line)
  static let subLane = Paint("sub-lane", fill: Palette.agentbg, stroke: Palette.line)
  static let criticalBox = Paint("box critical-box", fill: Palette.panel, stroke: Palette.line)
  static let criticalWay = Paint("critical-way", fill: "none", stroke: Palette.ink)
  static let chip = Paint("chip", fill: Palette.toolbg)
  static let agentChip = Paint("chip agent-chip", fill: Palette.agentbg)
  static let failedChip = Paint("chip failed-chip", fill: Palette.removed)
  /// The pattern of `Symbols`, for stretches in which nothing ran.
  static let hatch = Paint("hatch", fill: "url(#hatch)")
  /// The line between two bars that touch.
  static let gap = Paint("gap", stroke: Palette.panel)
  static let strong = Paint("strong", fill: "none", stroke: Palette.ink)
  static let strongHead = Paint("ink", fill: Palette.ink)
  static let again = Paint("again", fill: "none", stroke: Palette.warning)
  static let warningInk = Paint("warning-ink", fill: Palette.warnink)
  static let toolGround = Paint("tool-ground", fill: Palette.toolbg)
  static let agentGround = Paint("agent-ground", fill: Palette.agentbg, stroke: Palette.agent)
  /// Text that keeps lines behind it off.
  static let halo = Paint("ink halo", fill: Palette.ink, stroke: Palette.panel)
  static let badHalo = Paint("failed-ink halo", fill: Palette.error, stroke: Palette.panel)
  static let rowBack = Paint("row-back", fill: "none")

  /// Words in the colour of their tone.
  static func tone(_ tone: Tone) -> Paint {
    switch tone {
    case .error: failed
    case .warning: warned
    case .ok, .plain: ink
    }
  }

  private static let failed = Paint("failed-ink", fill: Palette.error)
  private static let warned = Paint("warned-ink", fill: Palette.warnink)

  static let panel = Paint("panel-fill", fill: Palette.panel)
  /// A line on a ground that has a colour.
  static let onColor = Paint("on-color", fill: "none", stroke: Palette.badgeInk)
  /// The hatching of errors in charts.
  static let hatchedError = Paint("hatched", fill: "url(#hatch-error)")

  /// A line in a colour that means something.
  static func stroke(_ hue: Hue) -> Paint {
    Paint("stroke-" + hue.rawValue, fill: "none", stroke: color(hue))
  }

  /// A colour that means something.
  static func hue(_ hue: Hue) -> Paint { hues[hue] ?? ink }

  private static let hues: [Hue: Paint] = Dictionary(
    uniqueKeysWithValues: Hue.allCases.map { ($0, Paint("fill-" + $0.rawValue, fill: color($0))) })

  /// The light theme's colour.
  static func color(_ hue: Hue) -> String {
    hue == .rest ? Palette.soft : Palette.all[hue.rawValue] ?? "none"
  }
}
