public import ReportModel

/// Writes a folder of static pages that link to each other: all of a large trace can be read without a script.
public enum SplitWriter {
  /// Hands each file over: its name and its bytes. The same page gives the same files. Makes the page twice, and holds
  /// one trace and one file at a time.
  public static func write(_ page: ReportPage, to output: (_ file: String, _ bytes: [UInt8]) -> Void) {
    let plan = SplitPlan(page)
    withoutActuallyEscaping(output) { output in
      var assembly = SplitAssembly(page: page, plan: plan, output: output)
      page.build(into: &assembly)
      assembly.finish()
    }
  }
}

/// A link to a file of a folder of pages.
struct SplitLink {
  let title: String
  let url: SafeURL
}

/// A folder of pages in the making.
private struct SplitAssembly: ReportSink {
  /// Lists of at most this many rows stand in the page of their trace.
  private static let fewRows = 200
  /// How many rows of a long list a page has.
  private static let rowsOfPage = 200

  let page: ReportPage
  let plan: SplitPlan
  let output: (String, [UInt8]) -> Void
  /// The steps so far.
  private var row = 0
  private var trace = 0
  /// The steps of the trace that comes next which stand in its own page.
  private var own: [SpanFold] = []
  /// The steps of the file that comes next.
  private var steps: (file: String, first: Int, markup: [UInt8])?
  /// The files of steps of the trace that comes next.
  private var stepLinks: [SplitLink] = []
  /// The file of each text that only a page of a conversation has.
  private var told: [String: String] = [:]

  init(page: ReportPage, plan: SplitPlan, output: @escaping (String, [UInt8]) -> Void) {
    self.page = page
    self.plan = plan
    self.output = output
  }

  private var place: SplitPlan.TracePlace { plan.traces[trace] }

  mutating func add(_ span: SpanDetail) {
    defer { row += 1 }
    let fold = SpanFold(span)
    guard let file = plan.file(of: row), file != place.file, case .here(let html) = fold.body else {
      return own.append(fold)
    }
    if steps?.file != file {
      endSteps()
      steps = (file, row, [])
    }
    steps?.markup += html.bytes
  }

  private mutating func endSteps() {
    guard let steps = steps.take() else { return }
    let base = place.rows.lowerBound
    let title = "Steps \(steps.first - base + 1)–\(row - base) of \(place.rows.count)"
    write(steps.file, title: title, TrustedHTML(bytes: steps.markup))
    stepLinks.append(SplitLink(title: title, url: .file(steps.file)))
  }

  mutating func add(_ report: TraceReport) {
    endSteps()
    var packer: PartPacker?
    var section = TraceSection(report, spans: own, packer: &packer)
    section.pages = stepLinks
    let number = trace + 1
    if report.waterfall.rows.count > Self.fewRows {
      let links = pages("waterfall-\(number)", "Waterfall", report.waterfall.rows.count) {
        Templates.waterfallPage(&$0, axis: report.waterfall.axisSVG, svg: report.waterfall.svg($1))
      }
      section.replace("waterfall", links)
    }
    let entries = report.conversation.entries
    if entries.count > Self.fewRows {
      let links = pages("conversation-\(number)", "Conversation", entries.count) {
        Templates.entries(&$0, entries: entries[$1])
      }
      section.replace("conversation", links)
    }
    var html = HTMLWriter()
    if page.list == nil {
      Templates.trace(&html, section: section, page: page)
      Templates.foot(&html, page: page, isPacked: false)
    } else {
      Templates.splitHome(&html, home: .file("index.html"))
      Templates.trace(&html, section: section, page: page)
    }
    put(place.file, title: report.header.name, html)
    (own, stepLinks) = ([], [])
    trace += 1
  }

  /// Writes the pages of a long list; the links to them.
  private mutating func pages(
    _ name: String, _ title: String, _ count: Int, _ rows: (inout HTMLWriter, Range<Int>) -> Void
  ) -> TrustedHTML {
    var links: [SplitLink] = []
    for start in stride(from: 0, to: count, by: Self.rowsOfPage) {
      let end = min(count, start + Self.rowsOfPage)
      let file = "\(name)-\(links.count + 1).html"
      let words = "\(title), \(start + 1)–\(end) of \(count)"
      let html = TrustedHTML { rows(&$0, start..<end) }
      for id in Self.ids(in: html.bytes) where told[id] == nil { told[id] = file }
      write(file, title: words, html)
      links.append(SplitLink(title: words, url: .file(file)))
    }
    return TrustedHTML { Templates.splitLinks(&$0, links: links) }
  }

  /// The ids of texts in a piece of markup.
  private static func ids(in markup: [UInt8]) -> [String] {
    String(decoding: markup, as: UTF8.self).matches(of: #/ id="(x-[^"]*)"/#).map { String($0.1) }
  }

  private func write(_ file: String, title: String, _ body: TrustedHTML) {
    var html = HTMLWriter()
    Templates.splitHome(&html, home: .file(place.file))
    Templates.splitPage(&html, title: title, content: body)
    put(file, title: "\(title) · \(page.title)", html)
  }

  /// Hands a file over.
  private func put(_ file: String, title: String, _ body: HTMLWriter) {
    let content = LinkTargets.set(in: body.bytes, of: file) { told[$0] ?? plan.file(of: $0) }
    output(
      file,
      StaticPage.write(page, title: title, isOfTrace: page.list == nil) {
        $0.raw(TrustedHTML(bytes: content))
      })
  }

  /// Writes the list of several traces.
  mutating func finish() {
    guard let list = page.list else { return }
    var html = HTMLWriter()
    Templates.list(&html, page: page, list: list, rows: ListRows(list, areStatic: true))
    Templates.foot(&html, page: page, isPacked: false)
    put("index.html", title: page.title, html)
  }
}
