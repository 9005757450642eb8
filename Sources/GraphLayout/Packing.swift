/// Rectangles set in lines, in their order, as words are.
struct Packing {
  var origins: [LayoutPoint] = []
  var size = LayoutSize(width: 0, height: 0)

  /// Sets `items` in lines up to `width`, or to about eight by five where there is no limit.
  init(_ items: [LayoutSize], width: Double?, columnGap: Double, rowGap: Double) {
    var area = 0.0
    var widest = 0.0
    for item in items {
      area += (item.width + columnGap) * (item.height + rowGap)
      widest = max(widest, item.width)
    }
    let limit = width ?? max(widest, (area * 1.6).squareRoot())
    origins.reserveCapacity(items.count)
    var x = 0.0
    var y = 0.0
    var lineHeight = 0.0
    for item in items {
      if x > 0, x + item.width > limit {
        x = 0
        y += lineHeight + rowGap
        lineHeight = 0
      }
      origins.append(LayoutPoint(x: x, y: y))
      size.width = max(size.width, x + item.width)
      size.height = max(size.height, y + item.height)
      lineHeight = max(lineHeight, item.height)
      x += item.width + columnGap
    }
  }
}
