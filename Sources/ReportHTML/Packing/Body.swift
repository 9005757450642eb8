import ReportModel

/// A piece of markup, written once: in its place, or packed beside the page.
enum Body {
  case here(TrustedHTML)
  /// Its number among the packed parts.
  case packed(Int)

  /// How many bytes it takes in its place.
  var size: Int {
    if case .here(let html) = self { html.bytes.count } else { 0 }
  }
}

/// A span with the markup of its line and of what the line unfolds.
struct SpanFold {
  let facts: StepFacts
  /// Whether it must be readable without scripts, however large the page.
  let isTelling: Bool
  /// Whether the page opens on it, or leads to it from its top.
  let isFirst: Bool
  /// The line and what it unfolds.
  var body: Body

  init(_ span: SpanDetail) {
    facts = StepFacts(span)
    isTelling = span.isTelling
    isFirst = span.isSelected || span.isNamedAbove
    body = .here(TrustedHTML { Templates.spanDetail(&$0, span: span) })
  }
}

/// What stands in the list of steps.
enum StepItem {
  case span(TrustedHTML)
  /// How many spans follow each other that are packed.
  case gap(Int)
  /// Files in which they stand.
  case pages([SplitLink])

  /// The spans in their order, packed ones counted.
  static func list(_ spans: [SpanFold]) -> [StepItem] {
    var result: [StepItem] = []
    var packed = 0
    for span in spans {
      guard case .here(let html) = span.body else {
        packed += 1
        continue
      }
      if packed > 0 { result.append(.gap(packed)) }
      packed = 0
      result.append(.span(html))
    }
    return packed > 0 ? result + [.gap(packed)] : result
  }
}

/// One of the views beside the graph.
struct ViewBody {
  let name: String
  let title: String
  let body: Body
}

/// A chart, and where the rows of its table are packed.
struct ChartBody {
  let chart: ColumnChart
  /// `nil` for a table that stands in its place.
  let rows: PackedRows?

  init(_ chart: ColumnChart, _ packer: inout PartPacker?) {
    self.chart = chart
    rows = packer?.packRows(chart.table.rows.indices, each: 40) {
      Templates.dataTable(&$0, table: chart.table, rows: chart.table.rows[$1])
    }
  }
}

/// A trace with the markup of its spans and of its views.
struct TraceSection {
  let trace: TraceReport
  /// The spans in the order of the tree.
  var spans: [SpanFold]
  var steps: [StepItem] { StepItem.list(spans) + (pages.isEmpty ? [] : [.pages(pages)]) }
  /// The files that hold its steps, where they do not stand here.
  var pages: [SplitLink] = []
  /// Whether the conversation stands among the details.
  var isTold: Bool { talk != nil }
  /// The views beside the graph.
  private(set) var views: [ViewBody] = []
  /// The members of the folded view's nodes.
  private(set) var members: Body?
  /// The conversation of a session, which stands beside the graph.
  private(set) var talk: Body?
  /// The part in which a step is told in the conversation, by the step's anchor, where the conversation is packed.
  private(set) var told: [String: Int] = [:]
  /// The columns of the run map.
  private(set) var map: [RunMapPart] = []

  /// Writes the views one after the other.
  ///
  /// - Parameter packer: Takes what is large of each view before the next is written; `nil` for what stays in place.
  init(_ trace: TraceReport, spans: [SpanFold], packer: inout PartPacker?) {
    self.trace = trace
    self.spans = spans
    if let map = trace.runMap {
      for part in map.parts {
        let body = self.body(&packer, packs: !part.isOpening) { html, _ in
          Templates.mapColumns(&html, columns: part.columns)
        }
        self.map.append(RunMapPart(isOpening: part.isOpening, body: body))
      }
    }
    if trace.opensOnWaterfall { addWaterfall(&packer) }
    if trace.opensOnWaterfall || trace.runMap != nil, trace.graph.isDrawn {
      add("graph", "Graph", &packer) { html, _ in Templates.runGraph(&html, graph: trace.graph) }
    }
    if let folded = trace.folded {
      members = body(&packer) { html, _ in Templates.members(&html, view: folded) }
    }
    if let steps = trace.everyStep {
      add("steps", "Every step", &packer) { html, _ in Templates.runGraph(&html, graph: steps) }
    }
    if let session = trace.session {
      add("session", "Session", &packer) { html, _ in Templates.session(&html, session: session) }
      var told: [String: Int] = [:]
      talk = body(&packer) { html, packer in
        told = Self.conversation(trace.conversation, &html, &packer)
      }
      self.told = told
    }
    if !trace.opensOnWaterfall { addWaterfall(&packer) }
    if trace.session == nil {
      var told: [String: Int] = [:]
      add("conversation", "Conversation", &packer) { html, packer in
        told = Self.conversation(trace.conversation, &html, &packer)
      }
      self.told = told
    }
    add("charts", "Charts", &packer) { html, packer in
      let columns = trace.charts.columns.map { ChartBody($0, &packer) }
      Templates.charts(&html, charts: trace.charts, columns: columns)
    }
  }

  /// What of its markup is neither packed nor on the first screen, in bytes.
  var kinds: [(kind: String, bytes: Int)] {
    let spans = spans.reduce(0) { $0 + $1.body.size }
    return views.map { ($0.title, $0.body.size) } + [
      ("Conversation", talk?.size ?? 0), ("details of steps", spans),
    ]
  }

  /// Puts another body in the place of a view, or of the conversation among the details.
  mutating func replace(_ name: String, _ html: TrustedHTML) {
    guard let index = views.firstIndex(where: { $0.name == name }) else {
      talk = .here(html)
      return
    }
    views[index] = ViewBody(name: name, title: views[index].title, body: .here(html))
  }

  private mutating func addWaterfall(_ packer: inout PartPacker?) {
    add("waterfall", "Waterfall", &packer) { [trace] html, packer in
      Self.waterfall(trace.waterfall, &html, &packer)
    }
  }

  private mutating func add(
    _ name: String, _ title: String, _ packer: inout PartPacker?,
    _ write: (inout HTMLWriter, inout PartPacker?) -> Void
  ) {
    views.append(ViewBody(name: name, title: title, body: body(&packer, write)))
  }

  private func body(
    _ packer: inout PartPacker?, packs: Bool = true,
    _ write: (inout HTMLWriter, inout PartPacker?) -> Void
  ) -> Body {
    var html = HTMLWriter()
    write(&html, &packer)
    var body = Body.here(TrustedHTML(html))
    if packs { packer?.packIfLarge(&body) }
    return body
  }

  /// All spans over time; many as packed rows, which a script shows where they are in sight.
  private static func waterfall(
    _ waterfall: WaterfallView, _ html: inout HTMLWriter, _ packer: inout PartPacker?
  ) {
    let rows = waterfall.rows.indices
    guard
      let parts = packer?.packRows(rows, each: 25, { Templates.waterfallRows(&$0, svg: waterfall.svg($1)) })
    else { return Templates.waterfall(&html, waterfall: waterfall) }
    Templates.packedWaterfall(&html, waterfall: waterfall, parts: parts)
  }

  /// The run as a chat; a long one as packed entries. The part of each step that they tell of.
  private static func conversation(
    _ conversation: ConversationView, _ html: inout HTMLWriter, _ packer: inout PartPacker?
  ) -> [String: Int] {
    let entries = conversation.entries
    guard
      let parts = packer?.packRows(
        entries.indices, each: 10, { Templates.entries(&$0, entries: entries[$1]) })
    else {
      Templates.conversation(&html, conversation: conversation)
      return [:]
    }
    Templates.packedConversation(&html, conversation: conversation, parts: parts)
    var told: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let part = parts.part(of: index)
      for step in entry.tells where told[step] == nil { told[step] = part }
    }
    return told
  }
}

extension ConversationView.Entry {
  /// The anchors of the steps that it tells of.
  fileprivate var tells: [String] {
    isTalk ? steps.split(separator: " ").map(String.init) + runs.map(\.span.anchor) : [source.anchor]
  }
}

/// The spans of a trace in the making.
struct SpanList {
  private(set) var folds: [SpanFold] = []
  /// How many bytes they take in their place.
  private(set) var size = 0
  /// How many of them have been packed, or left in their place for good.
  private var settled = 0

  mutating func add(_ fold: SpanFold) {
    size += fold.body.size
    folds.append(fold)
  }

  /// Packs those that came since the last time, but for what tells most.
  mutating func pack(with packer: inout PartPacker?) {
    guard packer != nil else { return }
    for index in folds.indices.suffix(from: settled) { packer?.pack(&folds[index]) }
    settled = folds.count
  }
}
