import CMarkGFM
import HTMLText

/// Writes a parsed tree as HTML, node by node, without recursion.
struct TreeWriter {
  var sink: HTMLSink
  private let headingOffset: Int
  /// Whether each block has a direction of its own, which its first letter decides.
  private let isBidirectional: Bool
  private var depth = 0
  /// Above 0 the nodes stand in an image's description, where only their text counts.
  private var imageDepth = 0
  /// Where the text of the last link began; links do not nest.
  private var linkStart = 0
  private var isHeaderRow = false
  private var column = 0
  private var hasTableBody = false

  init(headingOffset: Int, limit: Int, source: UnsafeBufferPointer<UInt8>) {
    self.headingOffset = headingOffset
    isBidirectional = RightToLeft.occurs(in: source)
    sink = HTMLSink(limit: limit, source: source)
  }

  /// Writes the tree at `root`; the cap that was hit, or `nil`.
  mutating func write(_ root: OpaquePointer?) -> MarkdownRefusal? {
    guard let root, let iterator = cmark_iter_new(root) else { return nil }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return nil }
      let isEntering = event == CMARK_EVENT_ENTER
      if cmark_node_first_child(node) != nil { depth += isEntering ? 1 : -1 }
      if depth > 4 * MarkdownLimits.nesting { return .nestedTooDeeply }
      if sink.isFull { return .outputTooLarge }
      write(node, isEntering)
    }
  }

  private mutating func write(_ node: OpaquePointer, _ isEntering: Bool) {
    let type = cmark_node_get_type(node)
    if imageDepth > 0 {
      writeDescription(node, type, isEntering)
    } else if type.rawValue & UInt32(CMARK_NODE_TYPE_MASK) == UInt32(CMARK_NODE_TYPE_INLINE) {
      writeInline(node, type, isEntering)
    } else {
      writeBlock(node, type, isEntering)
    }
  }

  // MARK: Blocks

  private mutating func writeBlock(_ node: OpaquePointer, _ type: cmark_node_type, _ isEntering: Bool) {
    switch type {
    case CMARK_NODE_DOCUMENT: break
    case CMARK_NODE_PARAGRAPH: writeParagraph(node, isEntering)
    case CMARK_NODE_BLOCK_QUOTE: sink.raw(isEntering ? "<blockquote>\n" : "</blockquote>\n")
    case CMARK_NODE_LIST: writeList(node, isEntering)
    case CMARK_NODE_ITEM: writeItem(node, isEntering)
    case CMARK_NODE_HEADING: writeHeading(node, isEntering)
    case CMARK_NODE_CODE_BLOCK: writeCode(node)
    case CMARK_NODE_HTML_BLOCK:
      sink.raw("<pre class=\"md-html\"><code>")
      writeLiteral(node)
      sink.raw("</code></pre>\n")
    case CMARK_NODE_THEMATIC_BREAK: sink.raw("<hr>\n")
    default: writeTable(node, isEntering)
    }
  }

  private mutating func writeParagraph(_ node: OpaquePointer, _ isEntering: Bool) {
    let list = cmark_node_parent(node).flatMap { cmark_node_parent($0) }
    if let list, cmark_node_get_type(list) == CMARK_NODE_LIST, cmark_node_get_list_tight(list) != 0 {
      if !isEntering, cmark_node_next(node) != nil { sink.raw("\n") }
      return
    }
    if isEntering { open("<p") } else { sink.raw("</p>\n") }
  }

  /// Writes the beginning of a block's tag. Items take their list's direction, so that its marks stand beside them.
  private mutating func open(_ tag: StaticString, closed: Bool = true) {
    sink.raw(tag)
    if isBidirectional { sink.raw(" dir=\"auto\"") }
    if closed { sink.raw(">") }
  }

  private mutating func writeList(_ node: OpaquePointer, _ isEntering: Bool) {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    guard isEntering else { return sink.raw(isOrdered ? "</ol>\n" : "</ul>\n") }
    let start = Int(cmark_node_get_list_start(node))
    open(isOrdered ? "<ol" : "<ul", closed: false)
    if isOrdered, start != 1 {
      sink.raw(" start=\"")
      sink.number(start)
      sink.raw("\"")
    }
    sink.raw(">\n")
  }

  private mutating func writeItem(_ node: OpaquePointer, _ isEntering: Bool) {
    guard isEntering else { return sink.raw("</li>\n") }
    guard typeName(node) == "tasklist" else { return sink.raw("<li>") }
    sink.match.differ()
    let isDone = cmark_gfm_extensions_get_tasklist_item_checked(node)
    sink.raw("<li class=\"md-task\"><span role=\"img\" aria-label=\"")
    sink.raw(isDone ? "done\">☑</span> " : "to do\">☐</span> ")
  }

  private mutating func writeHeading(_ node: OpaquePointer, _ isEntering: Bool) {
    let level = min(6, max(1, Int(cmark_node_get_heading_level(node)) + headingOffset))
    sink.raw(isEntering ? "<h" : "</h")
    sink.number(level)
    if isEntering { open("") } else { sink.raw(">\n") }
  }

  private mutating func writeCode(_ node: OpaquePointer) {
    sink.raw("<pre><code")
    if let info = cmark_node_get_fence_info(node), let language = Self.language(String(cString: info)) {
      sink.raw(" class=\"language-")
      sink.attribute(language.utf8.span)
      sink.raw("\"")
    }
    sink.raw(">")
    writeLiteral(node)
    sink.raw("</code></pre>\n")
  }

  /// The first word of a fence's info, lower-case, if its alphabet is that of a language's name.
  private static func language(_ info: String) -> String? {
    let word = info.prefix { !$0.isWhitespace }.lowercased()
    let isName = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
        UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isName && !word.isEmpty && word.utf8.count <= 32 ? word : nil
  }

  // MARK: Tables

  private mutating func writeTable(_ node: OpaquePointer, _ isEntering: Bool) {
    switch typeName(node) {
    case "table":
      if isEntering {
        hasTableBody = false
        sink.raw("<table>\n")
      } else {
        sink.raw(hasTableBody ? "</tbody>\n</table>\n" : "</table>\n")
      }
    case "table_header", "table_row": writeRow(node, isEntering)
    case "table_cell": writeCell(node, isEntering)
    default: break
    }
  }

  private mutating func writeRow(_ node: OpaquePointer, _ isEntering: Bool) {
    if isEntering {
      isHeaderRow = cmark_gfm_extensions_get_table_row_is_header(node) != 0
      column = 0
      if isHeaderRow {
        sink.raw("<thead>\n")
      } else if !hasTableBody {
        hasTableBody = true
        sink.raw("<tbody>\n")
      }
      sink.raw("<tr>")
    } else {
      sink.raw(isHeaderRow ? "</tr>\n</thead>\n" : "</tr>\n")
    }
  }

  private mutating func writeCell(_ node: OpaquePointer, _ isEntering: Bool) {
    guard isEntering else { return sink.raw(isHeaderRow ? "</th>" : "</td>") }
    open(isHeaderRow ? "<th scope=\"col\"" : "<td", closed: false)
    let table = cmark_node_parent(node).flatMap { cmark_node_parent($0) }
    if let table, column < Int(cmark_gfm_extensions_get_table_columns(table)),
      let alignments = cmark_gfm_extensions_get_table_alignments(table)
    {
      switch alignments[column] {
      case UInt8(ascii: "l"): sink.raw(" align=\"left\"")
      case UInt8(ascii: "c"): sink.raw(" align=\"center\"")
      case UInt8(ascii: "r"): sink.raw(" align=\"right\"")
      default: break
      }
    }
    column += 1
    sink.raw(">")
  }

  // MARK: Inlines

  private mutating func writeInline(_ node: OpaquePointer, _ type: cmark_node_type, _ isEntering: Bool) {
    switch type {
    case CMARK_NODE_TEXT: writeLiteral(node)
    // Whoever breaks a line in a chat means it, so one break is as good as a hard one.
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: sink.raw("<br>\n")
    case CMARK_NODE_CODE:
      sink.raw("<code>")
      writeLiteral(node)
      sink.raw("</code>")
    case CMARK_NODE_HTML_INLINE:
      sink.raw("<code class=\"md-html\">")
      writeLiteral(node)
      sink.raw("</code>")
    case CMARK_NODE_EMPH: sink.raw(isEntering ? "<em>" : "</em>")
    case CMARK_NODE_STRONG: sink.raw(isEntering ? "<strong>" : "</strong>")
    case CMARK_NODE_LINK: writeLink(node, isEntering)
    case CMARK_NODE_IMAGE: writeImage(node)
    default:
      if typeName(node) == "strikethrough" { sink.raw(isEntering ? "<del>" : "</del>") }
    }
  }

  /// Writes a link that may be followed as such, any other as its text; both show where they lead.
  private mutating func writeLink(_ node: OpaquePointer, _ isEntering: Bool) {
    if isEntering {
      withAddress(of: node) { sink, url in
        guard AddressPolicy.mayLink(to: url) else { return }
        sink.raw("<a href=\"")
        sink.url(url)
        sink.raw("\" rel=\"noopener noreferrer\" referrerpolicy=\"no-referrer\">")
      }
      linkStart = sink.bytes.count
      return
    }
    let text = min(linkStart, sink.bytes.count)..<sink.bytes.count
    withAddress(of: node) { sink, url in
      if AddressPolicy.mayLink(to: url) { sink.raw("</a>") }
    }
    let shown = sink.bytes.count
    withAddress(of: node) { sink, url in
      if url.isEmpty || sink.repeats(url, in: text) { return }
      sink.raw(" <span class=\"md-address\">(")
      sink.text(url)
    }
    guard sink.bytes.count > shown else { return }
    sink.match.differ()
    writeTitle(node)
    sink.raw(")</span>")
  }

  /// Writes the beginning of an image; `writeDescription` goes on until its end.
  private mutating func writeImage(_ node: OpaquePointer) {
    sink.match.differ()
    withAddress(of: node) { sink, url in
      if AddressPolicy.isEmbeddedImage(url) {
        sink.raw("<img src=\"")
        sink.url(url)
        sink.raw("\" alt=\"")
      } else {
        sink.raw("<span class=\"md-image\">[image: ")
      }
    }
    imageDepth = 1
  }

  /// Writes the text of what stands in an image's description, and the end of the image.
  private mutating func writeDescription(_ node: OpaquePointer, _ type: cmark_node_type, _ isEntering: Bool) {
    switch type {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE: writeLiteral(node)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: sink.raw(" ")
    case CMARK_NODE_IMAGE:
      imageDepth += isEntering ? 1 : -1
      guard imageDepth == 0 else { return }
      withAddress(of: node) { sink, url in
        if AddressPolicy.isEmbeddedImage(url) {
          sink.raw("\">")
        } else {
          sink.raw("] ")
          sink.text(url)
        }
      }
      writeTitle(node)
      if !isEmbeddedImage(node) { sink.raw("</span>") }
    default: break
    }
  }

  /// Writes the title of a link or image as text, in quotes; a tooltip would hide it.
  private mutating func writeTitle(_ node: OpaquePointer) {
    guard let title = cmark_node_get_title(node), title.pointee != 0 else { return }
    sink.raw(" “")
    withBytes(of: title) { sink, bytes in sink.text(bytes) }
    sink.raw("”")
  }

  private mutating func isEmbeddedImage(_ node: OpaquePointer) -> Bool {
    var isEmbedded = false
    withAddress(of: node) { _, url in isEmbedded = AddressPolicy.isEmbeddedImage(url) }
    return isEmbedded
  }

  // MARK: Reading nodes

  private func typeName(_ node: OpaquePointer) -> String {
    cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
  }

  private mutating func writeLiteral(_ node: OpaquePointer) {
    guard let literal = cmark_node_get_literal(node) else { return }
    withBytes(of: literal) { sink, bytes in sink.text(bytes) }
  }

  private mutating func withAddress(of node: OpaquePointer, _ body: (inout HTMLSink, Span<UInt8>) -> Void) {
    guard let url = cmark_node_get_url(node) else { return }
    withBytes(of: url, body)
  }

  private mutating func withBytes(
    of string: UnsafePointer<CChar>, _ body: (inout HTMLSink, Span<UInt8>) -> Void
  ) {
    var count = 0
    while string[count] != 0 { count += 1 }
    string.withMemoryRebound(to: UInt8.self, capacity: count) { start in
      body(&sink, UnsafeBufferPointer(start: start, count: count).span)
    }
  }
}
