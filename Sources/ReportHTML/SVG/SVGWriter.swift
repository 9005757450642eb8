import GraphLayout

/// Writes SVG elements: every name is ours, every text is escaped, every number is plain.
///
/// Colours stand twice: as presentation attributes, which hold when style sheets are blocked, and as classes,
/// which follow the theme.
struct SVGWriter {
  /// The value of an attribute.
  enum Value {
    case number(Double)
    case name(StaticString)
    case text(String)
    case link(SafeURL)
    /// The attribute is left out.
    case none
  }

  private var html = HTMLWriter()

  /// The finished markup.
  var trusted: TrustedHTML { TrustedHTML(bytes: html.bytes) }

  /// Opens an element.
  mutating func open(_ element: StaticString, _ attributes: KeyValuePairs<StaticString, Value>) {
    begin(element, attributes)
    html.literal(">")
  }

  /// Closes an element.
  mutating func close(_ element: StaticString) {
    html.literal("</")
    html.literal(element)
    html.literal(">")
  }

  /// Writes an element without content, painted.
  mutating func shape(
    _ element: StaticString, _ attributes: KeyValuePairs<StaticString, Value>, paint: Paint,
    opacity: Double = 1, dashed: Bool = false
  ) {
    begin(element, attributes)
    apply(paint, opacity: opacity)
    if dashed { html.literal(" stroke-dasharray=\"4 3\"") }
    html.literal("/>")
  }

  /// Writes an element whose content is text. Hidden characters are marked as plain text: a `span` would end
  /// the drawing.
  mutating func text(
    _ element: StaticString, _ attributes: KeyValuePairs<StaticString, Value>, _ content: String,
    paint: Paint? = nil
  ) {
    begin(element, attributes)
    if let paint { apply(paint, opacity: 1) }
    html.literal(">")
    html.attribute(content)
    close(element)
  }

  private mutating func begin(_ element: StaticString, _ attributes: KeyValuePairs<StaticString, Value>) {
    html.literal("<")
    html.literal(element)
    for (name, value) in attributes { attribute(name, value) }
  }

  private mutating func attribute(_ name: StaticString, _ value: Value) {
    if case .none = value { return }
    html.literal(" ")
    html.literal(name)
    html.literal("=\"")
    switch value {
    case .none: break
    case .number(let number): html.attribute(Self.words(number))
    case .name(let name): html.literal(name)
    case .text(let text): html.attribute(text)
    case .link(let url): html.url(url)
    }
    html.literal("\"")
  }

  private mutating func apply(_ paint: Paint, opacity: Double) {
    attribute("class", .text(paint.classes))
    if let fill = paint.fill { attribute("fill", .text(fill)) }
    if let stroke = paint.stroke { attribute("stroke", .text(stroke)) }
    if opacity < 1 { attribute("opacity", .number(opacity)) }
  }

  /// A number with at most two digits after the point; what is no number becomes 0.
  static func words(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let magnitude = abs(hundredths)
    let (whole, rest) = (magnitude / 100, magnitude % 100)
    if rest == 0 { return sign + String(whole) }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
