public import ReportModel
import TraceText

/// Writes a page.
public enum PageWriter {
  /// Hands the bytes of a page's trace over, piece by piece.
  public typealias TraceSource = (_ output: ([UInt8]) -> Void) -> Void

  /// The page as UTF-8. The same page gives the same bytes.
  public static func write(_ page: ReportPage, trace: PackedTrace? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    var page = page
    _ = write(&page, trace: trace) { bytes += $0 }
    return bytes
  }

  /// Hands the page as UTF-8 to `output`, piece by piece as it is made.
  ///
  /// A page of more than two million bytes keeps what tells most as static HTML and packs the rest. Memory holds what
  /// is made of one trace and the packed blocks, never the whole page.
  ///
  /// - Parameters:
  ///   - page: Loses its traces, so that each is let go of when it is written, where nobody else holds it.
  ///   - trace: The traces as OTLP/JSON, for pages that hold them.
  /// - Returns: What its bytes are.
  public static func write(
    _ page: inout ReportPage, trace: PackedTrace? = nil, to output: ([UInt8]) -> Void
  ) -> PageBytes {
    // Taken, so that nothing here holds the traces while they are written.
    var traces: PageTraces? = page.takeTraces()
    return withoutActuallyEscaping(output) { [page] output in
      var assembly = PageAssembly(page, trace: trace, output: output)
      traces.take()?.build(into: &assembly)
      assembly.finish()
      return assembly.bytes
    }
  }
}

/// A trace while the page may still be static.
private struct WaitingTrace {
  let report: TraceReport
  let spans: SpanList
  let html: TrustedHTML
  let kinds: [(kind: String, bytes: Int)]
}

/// A page in the making.
private struct PageAssembly: ReportSink {
  /// A page below this many bytes is static from end to end.
  private static let staticLimit = 2_000_000
  /// Of a page of several traces, a trace below this many bytes is packed whole.
  private static let wholeLimit = 300_000

  private let page: ReportPage
  private let trace: PackedTrace?
  private let output: ([UInt8]) -> Void
  /// What waits to be handed on with more.
  private var held: [UInt8] = []
  /// What the bytes so far are.
  private(set) var bytes = PageBytes()
  /// What stands before the traces, the list of them included.
  private let head: [UInt8]
  /// The spans of the trace that comes next.
  private let assets: PageAssets
  private var spans = SpanList()
  /// The traces so far, while the page may still be static.
  private var waiting: [WaitingTrace] = []
  /// The size of the page so far, but for the spans of the trace that comes next.
  private var size: Int
  /// What packs the pieces, as soon as the page is known to be large.
  private var packer: PartPacker?

  init(_ page: ReportPage, trace: PackedTrace?, output: @escaping ([UInt8]) -> Void) {
    self.page = page
    self.trace = page.holdsTrace ? trace : nil
    self.output = output
    assets = PageAssets(isOfTrace: page.list == nil, isScripted: true)
    head = Self.head(of: page, assets)
    size = head.count
    size += foot(isPacked: false).count
  }

  /// What stands after the traces.
  private func foot(isPacked: Bool) -> [UInt8] {
    var foot = HTMLWriter()
    foot.literal("\n")
    Templates.foot(&foot, page: page, isPacked: isPacked)
    return foot.bytes
  }

  private static let end: StaticString = "\n</body>\n</html>\n"

  private static func head(of page: ReportPage, _ assets: PageAssets) -> [UInt8] {
    var head = HTMLWriter()
    head.literal("<!doctype html>\n<html lang=\"en\" data-theme=\"")
    head.attribute(page.theme.rawValue)
    head.literal("\">\n")
    Templates.head(&head, page: page, title: page.title, assets: assets)
    head.literal("<body>\n")
    head.raw(page.symbols)
    head.literal("\n")
    if let list = page.list { Templates.list(&head, page: page, list: list, rows: ListRows(list)) }
    return head.bytes
  }

  mutating func add(_ span: SpanDetail) {
    spans.add(SpanFold(span))
    if packer == nil, size + spans.size > Self.staticLimit { beginPacking() }
    if isLarge(spans) { spans.pack(with: &packer) }
  }

  /// Whether a trace is packed in pieces, and not as a whole.
  private func isLarge(_ spans: SpanList) -> Bool { page.list == nil || spans.size > Self.wholeLimit }

  mutating func add(_ trace: TraceReport) {
    let spans = self.spans
    self.spans = SpanList()
    guard packer == nil else { return write(trace, spans) }
    let section = TraceSection(trace, spans: spans.folds, packer: &packer)
    let html = body(of: section)
    size += html.bytes.count
    waiting.append(WaitingTrace(report: trace, spans: spans, html: html, kinds: section.kinds))
    if size > Self.staticLimit { beginPacking() }
  }

  /// Packs what was made so far: the page is no small one.
  private mutating func beginPacking() {
    packer = PartPacker()
    guard packer != nil else { return }
    putHead()
    for trace in waiting { write(trace.report, trace.spans) }
    waiting = []
  }

  /// Writes a trace of a large page.
  private mutating func write(_ trace: TraceReport, _ spans: SpanList) {
    var spans = spans
    if isLarge(spans) { spans.pack(with: &packer) }
    let section = TraceSection(trace, spans: spans.folds, packer: &packer)
    var body = Body.here(body(of: section))
    if page.list != nil {
      packer?.packTrace(&body, isTelling: section.trace.findings.tone == .error)
    }
    packer?.list(section, in: body)
    write(section.trace.anchor, body, kinds: section.kinds)
  }

  private func body(of section: TraceSection) -> TrustedHTML {
    TrustedHTML { Templates.trace(&$0, section: section, page: page) }
  }

  private mutating func putHead() {
    bytes.add("style and script", assets.count)
    put(head, as: page.list == nil ? "head of the page" : "list of traces", besides: assets.count)
  }

  /// Hands bytes on, small pieces together.
  ///
  /// - Parameters:
  ///   - kind: What they are.
  ///   - other: How many of them are counted as something else.
  private mutating func put(_ bytes: [UInt8], as kind: String, besides other: Int = 0) {
    self.bytes.add(kind, bytes.count - other)
    if held.count + bytes.count > 65_536 {
      output(held)
      held.removeAll(keepingCapacity: true)
      if bytes.count > 65_536 { return output(bytes) }
    }
    held += bytes
  }

  /// Writes a trace's body, or a place for it, where the address of the trace leads.
  private mutating func write(_ anchor: String, _ body: Body, kinds: [(kind: String, bytes: Int)]) {
    let first = "first screens: header, findings, graph"
    var open = HTMLWriter()
    open.literal("<div class=\"trace\" id=\"")
    open.attribute(anchor)
    switch body {
    case .here(let html):
      open.literal("\">\n")
      put(open.bytes, as: first)
      for (kind, size) in kinds { bytes.add(kind, size) }
      put(html.bytes, as: first, besides: kinds.reduce(0) { $0 + $1.bytes })
    case .packed(let part):
      open.literal("\" data-part=\"")
      open.attribute(part)
      open.literal("\">")
      put(open.bytes, as: first)
    }
    put(Array("</div>\n".utf8), as: first)
  }

  mutating func finish() {
    if packer == nil { putHead() }
    for trace in waiting { write(trace.report.anchor, .here(trace.html), kinds: trace.kinds) }
    put(foot(isPacked: packer != nil), as: "foot of the page")
    if let (blocks, unpacked) = packer.take()?.finish() {
      for block in blocks { put(block.element, as: "packed blocks") }
      for (kind, size) in unpacked { bytes.addPacked(kind, size) }
    }
    FreedMemory.giveBack()
    if let trace { TraceBlock.element(trace) { put($0, as: "trace, for tracepage extract") } }
    put(Self.end.withUTF8Buffer { Array($0) }, as: "foot of the page")
    output(held)
  }
}
