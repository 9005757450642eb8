import JSONReader
import TraceImport
import TracePipeline
import TraceSource
import TraceText

extension Harness {
  /// A page: read, redacted, analysed, reported and written, by the importer that the first byte names (0 for the surest).
  ///
  /// It has only the elements and attributes of templates, closed in order, ids that are unique, one script and one style,
  /// and is the same when it is made again.
  static func page(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    let registry = ImporterRegistry.standard
    let format = choice == 0 ? nil : registry.formats[Int(choice - 1) % registry.importers.count].id
    let document = SourceDocument(name: "input", bytes: JSONBytes(Array(input.dropFirst())))
    guard let result = try? registry.importTraces(from: [document], format: format), !result.traces.isEmpty
    else { return }
    let loaded = LoadedTraces(traces: result.traces, diagnostics: document.diagnostics + result.diagnostics)
    let bytes = TracePipeline(generator: "fuzz").run(loaded, named: "input").page().bytes
    require(
      bytes == TracePipeline(generator: "fuzz").run(loaded, named: "input").page().bytes, "another page")
    require(String(validating: bytes, as: UTF8.self) != nil, "no UTF-8")
    var page = PageTags(bytes)
    page.check()
  }
}

/// Reads a page as strictly as templates write one, and stops at what none of them has.
struct PageTags {
  private let html: [UInt8]
  private var place = 0
  private var open: [String] = []
  private var ids: Set<String> = []
  private var scripts = 0
  private var styles = 0

  init(_ html: [UInt8]) { self.html = html }

  private static let elements = words(
    """
    a article aside b blockquote body br button caption code col colgroup dd defs del details div dl dt em fieldset
    figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend li line link
    main mark marker math menu meta nav noscript ol optgroup option output p path pattern pre q rect script section
    select small span strong style sub summary sup svg symbol table tbody td template text tfoot th thead time title tr
    tspan ul use var circle ellipse polygon polyline clippath mask lineargradient stop desc u s samp abbr wbr progress
    """)
  private static let void = words("br col hr img input link meta wbr")
  /// All but those that begin with `data-` or `aria-`.
  private static let attributes = words(
    """
    align alt autocomplete charset checked class colspan content cx cy d dir disabled display download dx dy fill
    fill-opacity font-family font-size font-style font-weight for headers height hidden href http-equiv id inputmode lang
    max maxlength media min name offset opacity open overflow paint-order patterntransform patternunits placeholder
    points preserveaspectratio r readonly referrerpolicy rel role rowspan rx ry scope selected size spellcheck src start
    stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width tabindex text-anchor
    text-decoration title transform type value viewbox width x x1 x2 xmlns y y1 y2 datetime clip-path mask marker-end
    marker-start orient refx refy markerwidth markerheight dominant-baseline vector-effect pathlength
    """)
  private static let addresses = ["http://", "https://", "mailto:", "#"]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  /// Ends the process with the first thing that is wrong. Linear.
  mutating func check() {
    let start = Array("<!doctype html>".utf8)
    require(html.starts(with: start), "no doctype")
    place = start.count
    while let next = html[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = next + 1
      if take("!--") {
        passOverData()
      } else if place < html.count, html[place] == UInt8(ascii: "/") {
        end()
      } else {
        begin()
      }
    }
    require(open.isEmpty, "left open: \(open)")
    require(scripts == 1 && styles == 1, "\(scripts) scripts, \(styles) styles")
  }

  private mutating func end() {
    place += 1
    let name = word()
    require(open.popLast() == name, "</\(name)> closes something else")
    require(take(">"), "</\(name) does not end")
  }

  private mutating func begin() {
    let name = word()
    require(Self.elements.contains(name), "a tag <\(name)>")
    var names: Set<String> = []
    while skipBlanks() {
      if take("/>") { return }
      if html[place] == UInt8(ascii: ">") { break }
      let attribute = attribute(of: name)
      require(names.insert(attribute).inserted, "\(attribute) twice on <\(name)>")
    }
    require(take(">") || take("/>"), "<\(name) does not end")
    if Self.void.contains(name) { return }
    open.append(name)
    if name == "script" || name == "style" { passOver(name) }
  }

  /// The text of a script or style, which a browser reads to its end tag.
  private mutating func passOver(_ name: String) {
    if name == "style" { styles += 1 } else { scripts += 1 }
    let closing = Array("</\(name)".utf8)
    while let next = html[place...].firstIndex(of: UInt8(ascii: "<")), !html[next...].starts(with: closing) {
      place = next + 1
    }
    place = html[place...].firstIndex(of: UInt8(ascii: "<")) ?? html.count
  }

  /// A comment: packed data, alone in its element.
  private mutating func passOverData() {
    repeat {
      let digits = html[place...].prefix { $0 != UInt8(ascii: "-") }
      require(open.last == "div" && Base64.decode(Array(digits).span) != nil, "a comment that is no data")
      place += digits.count
    } while take(DataBlock.joint)
    require(take(DataBlock.closing), "data does not end")
    open.removeLast()
  }

  private mutating func attribute(of element: String) -> String {
    let name = word()
    require(
      Self.attributes.contains(name) || name.hasPrefix("data-") || name.hasPrefix("aria-"),
      "an attribute \(name) of <\(element)>")
    guard take("=") else { return name }
    require(take("\""), "\(name) without quotes")
    let end = html[place...].firstIndex(of: UInt8(ascii: "\"")) ?? html.count
    let value = String(decoding: html[place..<end], as: UTF8.self)
    place = min(end + 1, html.count)
    require(!value.contains("<"), "markup in \(name)")
    if name == "id" { require(ids.insert(value).inserted, "the id \(value) twice") }
    if name == "href" { require(Self.addresses.contains { value.lowercased().hasPrefix($0) }, "to \(value)") }
    if name == "src" { require(value.lowercased().hasPrefix("data:image/"), "from \(value)") }
    return name
  }

  // MARK: Bytes

  /// The letters up to a sign of markup, in small letters.
  private mutating func word() -> String {
    let start = place
    while place < html.count, !" =>/\"\n\t".utf8.contains(html[place]) { place += 1 }
    return String(decoding: html[start..<place], as: UTF8.self).lowercased()
  }

  /// Whether there is more behind blanks.
  private mutating func skipBlanks() -> Bool {
    while place < html.count, " \n\t".utf8.contains(html[place]) { place += 1 }
    return place < html.count
  }

  private mutating func take(_ text: String) -> Bool {
    guard html[place...].starts(with: text.utf8) else { return false }
    place += text.utf8.count
    return true
  }
}
