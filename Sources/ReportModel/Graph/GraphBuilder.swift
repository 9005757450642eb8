import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// Lays a trace's steps out as a graph.
struct GraphBuilder {
  /// The width the first screen has for the graph.
  private static let width = 716.0
  /// Above this many steps a graph opens folded.
  static let foldLimit = 14
  /// Above this many steps every step is not drawn as live SVG.
  static let liveLimit = 1_000

  let context: TraceContext

  /// A graph of the trace.
  func graph(folded: Bool, title: String) -> GraphView {
    let tree = StepTree(context, folds: folded)
    let note = Self.note(dissolved: tree.dissolved)
    guard tree.steps.count <= Self.liveLimit else { return tooLarge(tree, title: title) }
    let edges = StepEdges(context, tree, folded: folded).edges
    let cards = tree.steps.map { CardBuilder(context: context).card(for: $0) }
    let drawing = Self.drawing(tree: tree, cards: cards, edges: edges, folded: folded)
    return assemble(tree, cards, edges, drawing, title: title, note: note)
  }

  private static func note(dissolved: Int) -> String {
    dissolved == 0
      ? ""
      : "\(Formatting.count(dissolved, "inner step")) of frameworks and repeated records folded; the waterfall shows each."
  }

  private func tooLarge(_ tree: StepTree, title: String) -> GraphView {
    GraphView(
      title: title, label: "",
      note:
        "\(Formatting.count(tree.steps.count)) steps are too many for one drawing: see the folded graph and the waterfall.",
      width: 0, height: 0, boxes: [], cards: [], arrows: [])
  }

  private static func drawing(tree: StepTree, cards: [GraphCard], edges: [StepEdges.Edge], folded: Bool)
    -> GraphDrawing
  {
    let nodes = tree.steps.enumerated().map { index, step in
      LayoutNode(
        size: step.isBox
          ? LayoutSize(width: 140, height: 60)
          : LayoutSize(width: cards[index].frame.width, height: cards[index].frame.height),
        container: step.box, insets: LayoutInsets(top: 32, left: 12, bottom: 12, right: 12))
    }
    let arrows = edges.map {
      LayoutEdge(from: $0.from, to: $0.to, kind: $0.meaning.rawValue, isWeak: false)
    }
    return Layout.draw(
      LayoutGraph(nodes: nodes, edges: arrows),
      options: LayoutOptions(
        columnGap: 36, rowGap: folded ? 12 : 20, bandGap: 48, margin: 10, maximumWidth: width,
        maximumRankExtent: folded ? 240 : 900))
  }

  private func assemble(
    _ tree: StepTree, _ cards: [GraphCard], _ edges: [StepEdges.Edge], _ drawing: GraphDrawing, title: String,
    note: String
  ) -> GraphView {
    var boxes: [GraphBox] = []
    var placed: [GraphCard] = []
    for (index, step) in tree.steps.enumerated() {
      if step.isBox {
        boxes.append(box(step, frame: drawing.frames[index]))
      } else {
        var card = cards[index]
        card.frame = drawing.frames[index]
        placed.append(card)
      }
    }
    let arrows = zip(edges, drawing.routes).map { GraphArrow(route: $1, meaning: $0.meaning) }
    return GraphView(
      title: title, label: Self.label(cards: placed, boxes: boxes), note: note, width: drawing.size.width,
      height: drawing.size.height, boxes: boxes, cards: placed, arrows: arrows)
  }

  private func box(_ step: StepTree.Step, frame: LayoutRect) -> GraphBox {
    let first = step.spans[0]
    let kind = KindLabel(context.spans[first].kind)
    let count = step.spans.count > 1 ? " × \(Formatting.count(step.spans.count))" : ""
    let time =
      step.spans.count == 1 ? context.spans[first].duration.map { " · " + Formatting.duration($0) } : nil
    let agent = context.analysis.session?.agents.first { !$0.isMain && $0.spans.contains(first) }
    let share = agent?.costShare.map { " · \(Formatting.percent($0)) of cost" }
    let label = agent == nil ? kind.label : "Sub-agent"
    let title = "\(label) · \(context.title(first))\(count)\(share ?? time ?? "")"
    return GraphBox(
      frame: frame, title: TextMeasure.fit(title, width: frame.width - 40, size: 11), kind: kind,
      target: context.anchors[first],
      badge: step.spans.contains { context.analysis.figures.isError[$0] }
        ? TonedWord(text: "!", tone: .error) : nil)
  }

  private static func label(cards: [GraphCard], boxes: [GraphBox]) -> String {
    let names = cards.prefix(12).map { "\($0.kind.label) \($0.title)" }.joined(separator: ", ")
    let rest = cards.count > 12 ? " and \(cards.count - 12) more" : ""
    return "Trace graph: \(names)\(rest)"
  }
}
