import GraphLayout

/// A drawing as an SVG image, to be looked at.
func picture(of graph: LayoutGraph, _ drawing: GraphDrawing) -> String {
  var svg = """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(drawing.size.width)" height="\(drawing.size.height)">
    <defs><marker id="a" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">
    <path d="M0 0L8 4L0 8z"/></marker></defs>
    <rect width="100%" height="100%" fill="#fff" stroke="#c00"/>

    """
  let containers = Set(graph.nodes.compactMap(\.container))
  func box(_ index: Int, fill: String, dash: String) {
    let frame = drawing.frames[index]
    svg += """
      <rect x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" height="\(frame.height)" rx="8" fill="\(fill)" \
      stroke="#888" stroke-dasharray="\(dash)"/>
      <text x="\(frame.x + 8)" y="\(frame.y + 18)" font-size="12">\(index)</text>

      """
  }
  for index in graph.nodes.indices where containers.contains(index) { box(index, fill: "none", dash: "4 3") }
  for (edge, route) in zip(graph.edges, drawing.routes) where !route.segments.isEmpty {
    var path = "M\(route.start.x) \(route.start.y)"
    for curve in route.segments {
      path += " C\(curve.control1.x) \(curve.control1.y) \(curve.control2.x) \(curve.control2.y)"
      path += " \(curve.end.x) \(curve.end.y)"
    }
    let dash = edge.isWeak ? "5 4" : "none"
    svg +=
      "<path d=\"\(path)\" fill=\"none\" stroke=\"#36c\" stroke-dasharray=\"\(dash)\" marker-end=\"url(#a)\"/>\n"
  }
  for index in graph.nodes.indices where !containers.contains(index) {
    box(index, fill: "#f4f1ea", dash: "none")
  }
  return svg + "</svg>\n"
}
