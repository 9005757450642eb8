/// Writes SVG elements: every name is ours, every text is escaped, every number is plain.
///
/// An element is begun, given its attributes, and then opened, shut or filled with a text.
struct SVGWriter {
  private var html = HTMLWriter()
  /// The colour that elements have of what they stand in: none is written again.
  var inherited: Paint.Inheritable?

  /// The finished markup.
  var trusted: TrustedHTML { TrustedHTML(bytes: html.bytes) }

  /// Begins an element's tag.
  mutating func begin(_ element: StaticString) {
    html.literal("<", element, "")
  }

  /// Ends the tag of an element that holds others.
  mutating func open() { html.character(">") }

  /// Ends the tag of an element without content.
  mutating func shut() { html.literal("/>") }

  /// Ends the tag and writes a text as the element's content. Hidden characters are marked as plain text: a `span`
  /// would end the drawing.
  mutating func fill(_ text: String, _ element: StaticString) {
    open()
    html.attribute(text)
    close(element)
  }

  /// Writes a text within an element that is open.
  mutating func content(_ text: String) { html.attribute(text) }

  /// Closes an element.
  mutating func close(_ element: StaticString) {
    html.literal("</", element, ">")
  }

  /// Gives an attribute a word of ours.
  mutating func word(_ name: StaticString, _ value: StaticString) {
    start(name)
    html.literal(value)
    endValue()
  }

  /// Gives an attribute a text.
  mutating func text(_ name: StaticString, _ value: String) {
    start(name)
    html.attribute(value)
    endValue()
  }

  /// Gives an attribute a number with at most two digits after the point; what is no number becomes 0.
  mutating func number(_ name: StaticString, _ value: Double) {
    html.attribute(name, hundredths: Self.hundredths(value))
  }

  /// Gives an attribute a share of the width, in percent.
  mutating func share(_ name: StaticString, _ value: Double) {
    html.attribute(name, hundredths: Self.hundredths(value * 100), unit: "%")
  }

  /// Gives an attribute of a place a number, unless it is 0: that is what it has of itself.
  mutating func place(_ name: StaticString, _ value: Double) {
    let value = Self.hundredths(value)
    if value != 0 { html.attribute(name, hundredths: value) }
  }

  /// Gives an attribute of a place a share of the width, unless it is 0.
  mutating func place(_ name: StaticString, share value: Double) {
    let value = Self.hundredths(value * 100)
    if value != 0 { html.attribute(name, hundredths: value, unit: "%") }
  }

  /// Gives an attribute numbers between words of ours: path data, a view box.
  mutating func numbers(_ name: StaticString, _ write: (inout SVGWriter) -> Void) {
    start(name)
    write(&self)
    endValue()
  }

  /// Gives `href` the address of an element of the page.
  mutating func link(to anchor: String) {
    start("href")
    html.url(.fragment(anchor))
    endValue()
  }

  /// Paints the element: its colours stand as presentation attributes, which hold when style sheets are blocked, and
  /// as classes, which follow the theme. What it inherits is not said again.
  ///
  /// - Parameter classes: Those that the element has besides.
  mutating func paint(
    _ paint: Paint, opacity: Double = 1, dashed: Bool = false, besides classes: StaticString = ""
  ) {
    let isInherited = paint.inheritable != nil && paint.inheritable == inherited
    if classes.utf8CodeUnitCount > 0 {
      html.literal(" class=\"", classes, isInherited ? "" : " ")
      if !isInherited { html.raw(paint.classes) }
      endValue()
      if !isInherited { html.raw(paint.colors) }
    } else if !isInherited {
      html.raw(paint.markup)
    }
    if opacity < 1 { number("opacity", opacity) }
    if dashed { html.literal(" stroke-dasharray=\"4 3\"") }
  }

  /// Writes attributes that were made before.
  mutating func raw(_ attributes: TrustedHTML) { html.raw(attributes) }

  private mutating func start(_ name: StaticString) {
    html.literal(" ", name, "=\"")
  }

  private mutating func endValue() { html.character("\"") }

  /// Writes a word of ours within a value.
  mutating func literal(_ word: StaticString) { html.literal(word) }

  /// Writes a number within a value.
  mutating func write(_ value: Double) {
    html.attribute(hundredths: Self.hundredths(value))
  }

  /// What is no number becomes 0.
  private static func hundredths(_ value: Double) -> Int {
    value.isFinite && abs(value) < 1e9 ? Int((value * 100).rounded()) : 0
  }
}
