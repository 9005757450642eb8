/// Which way the ranks of a drawing follow each other.
public enum LayoutDirection: Hashable, Sendable {
  /// From left to right; ranks are columns.
  case right
  /// From top to bottom; ranks are rows.
  case down
}

/// The distances and limits of a drawing, in pixels.
public struct LayoutOptions: Hashable, Sendable {
  /// Which way the ranks follow each other.
  public var direction: LayoutDirection
  /// The distance between one rank and the next.
  public var columnGap: Double
  /// The distance between two nodes of a rank.
  public var rowGap: Double
  /// The distance between two bands, into which the ranks wrap.
  public var bandGap: Double
  /// The room around the whole drawing.
  public var margin: Double
  /// Where ranks wrap into a new band; a single node wider than this still stands alone in its band.
  public var maximumWidth: Double?
  /// Above this extent a rank is folded into several columns, as far as width allows it.
  public var maximumRankExtent: Double

  /// Creates options; the defaults suit cards of about 170 by 72 pixels.
  public init(
    direction: LayoutDirection = .right, columnGap: Double = 48, rowGap: Double = 24, bandGap: Double = 64,
    margin: Double = 16, maximumWidth: Double? = nil, maximumRankExtent: Double = 900
  ) {
    self.direction = direction
    self.columnGap = columnGap
    self.rowGap = rowGap
    self.bandGap = bandGap
    self.margin = margin
    self.maximumWidth = maximumWidth
    self.maximumRankExtent = maximumRankExtent
  }
}
