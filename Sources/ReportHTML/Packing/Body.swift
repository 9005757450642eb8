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

/// The line of a span in the list of steps, and what it unfolds.
struct SpanFold {
  let anchor: String
  let kind: KindLabel
  let name: String
  let summary: String
  /// What the step came to.
  let outcome: String
  /// What went wrong, in a word.
  let problem: ProblemView?
  let isOpen: Bool
  let isSelected: Bool
  /// Whether the body must be readable without scripts, however large the page.
  let isTelling: Bool
  var body: Body

  init(_ span: SpanDetail, body: TrustedHTML) {
    anchor = span.anchor
    kind = span.kind
    name = span.name
    summary = span.summary
    outcome = span.outcome
    problem = span.problem
    isOpen = span.isOpen
    isSelected = span.isSelected
    isTelling = span.isTelling
    self.body = .here(body)
  }
}

/// What stands in the list of steps.
enum StepItem {
  case span(SpanFold)
  /// Spans that are packed line and body, one after the other.
  case run((title: String, part: Int))
}

/// One of the views beside the graph.
struct ViewBody {
  let name: String
  let title: String
  var body: Body
}

/// A trace with the markup of its spans and of its views.
struct TraceSection {
  let trace: TraceReport
  /// The spans in the order of the tree, and the same as the list of steps.
  var spans: [SpanFold]
  var steps: [StepItem]
  /// The views beside the graph.
  var views: [ViewBody] = []
  /// The conversation of a session, which stands beside the graph.
  var talk: Body?

  /// Writes the views, and hands each one over before the next is written.
  init(_ trace: TraceReport, spans: [SpanFold], settle: (inout Body) -> Void) {
    self.trace = trace
    self.spans = spans
    steps = spans.map(StepItem.span)
    func add(_ name: String, _ title: String, _ write: (inout HTMLWriter) -> Void) {
      var body = Body.here(TrustedHTML(write))
      settle(&body)
      views.append(ViewBody(name: name, title: title, body: body))
    }
    if let steps = trace.everyStep {
      add("steps", steps.title) { Templates.drawing(&$0, graph: steps) }
    }
    if let session = trace.session {
      add("session", "Session") { Templates.session(&$0, session: session) }
      var talk = Body.here(
        TrustedHTML { Templates.conversation(&$0, conversation: trace.conversation) })
      settle(&talk)
      self.talk = talk
    }
    add("waterfall", "Waterfall") { Templates.waterfall(&$0, waterfall: trace.waterfall) }
    if trace.session == nil {
      add("conversation", "Conversation") { Templates.conversation(&$0, conversation: trace.conversation) }
    }
    add("charts", "Charts") { Templates.charts(&$0, charts: trace.charts) }
  }
}
