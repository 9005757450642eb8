/// How wide the columns of a run map are, and which of them stand in the window that it opens on.
public struct TurnColumns: Hashable, Sendable {
  /// What a column must hold.
  public struct Need: Hashable, Sendable {
    /// The width that its labels and its segment need, in pixels.
    public var least: Double
    /// How long its turn worked, in seconds.
    public var time: Double

    /// Creates a need.
    public init(least: Double, time: Double) {
      self.least = least
      self.time = time
    }
  }

  /// No column is narrower, in pixels.
  public static let least = 104.0
  /// No column gets more than this for its time, in pixels.
  static let mostForTime = 220.0
  /// What a turn of one minute gets for its time, in pixels.
  static let perRootMinute = 24.0

  /// The width of each column, in pixels.
  public private(set) var widths: [Double]

  /// Gives each column its least width and a share by the root of its time, so that the order is exact and lengths are
  /// roughly true; where all fit into `room` pixels, they fill it. O(n).
  ///
  /// - Parameter gap: What the bands between the columns take of the room, all together.
  public init(_ needs: [Need], room: Double, gap: Double = 0) {
    let least = needs.map { max(Self.least, $0.least) }
    let roots = needs.map { (max(0, $0.time) / 60).squareRoot() }
    let wanted = roots.map { min(Self.mostForTime, $0 * Self.perRootMinute) }
    let rest = room - gap - least.reduce(0, +)
    let sum = roots.reduce(0, +)
    if !needs.isEmpty, rest >= wanted.reduce(0, +) {
      widths = zip(least, roots).map { least, root in
        (least + rest * (sum > 0 ? root / sum : 1 / Double(needs.count))).rounded(.down)
      }
    } else {
      widths = zip(least, wanted).map { ($0 + $1).rounded() }
    }
  }

  /// The columns that are in sight when the map opens on one of them: neighbours are taken as long as they fit, first
  /// to the left, where causes stand. O(n).
  ///
  /// - Parameter bands: The width of the band before each column, in pixels.
  public func window(around chosen: Int, room: Double, bands: [Double]) -> Range<Int> {
    guard widths.indices.contains(chosen) else { return 0..<0 }
    var used = widths[chosen]
    var first = chosen
    var last = chosen
    // Half of the room is for causes; what follows is seen beside them.
    while first > 0, used + widths[first - 1] + bands[first] <= room {
      used += widths[first - 1] + bands[first]
      first -= 1
    }
    while last + 1 < widths.count, used + widths[last + 1] + bands[last + 1] <= room {
      last += 1
      used += widths[last] + bands[last]
    }
    return first..<last + 1
  }

  /// Widens the columns of a window to the room that they leave, by the root of their times: no other column is in sight
  /// in part then, at the run's end too, where a map cannot scroll farther. O(n).
  ///
  /// - Parameter bands: The width of the band before each column, in pixels; that before the first is out of sight.
  public mutating func fill(_ window: Range<Int>, room: Double, bands: [Double], needs: [Need]) {
    let used = widths[window].reduce(0, +) + bands[window].dropFirst().reduce(0, +)
    guard used < room, !window.isEmpty else { return }
    let roots = needs[window].map { max(0, $0.time).squareRoot() }
    let sum = roots.reduce(0, +)
    var left = room - used
    for (column, root) in zip(window, roots) {
      let share =
        column == window.last ? left : ((room - used) * (sum > 0 ? root / sum : 1 / Double(window.count)))
      widths[column] += share.rounded(.down)
      left -= share.rounded(.down)
    }
  }

  /// Joins neighbouring turns, so that no more than `limit` columns are drawn: those around the chosen one stay each for
  /// itself, what is further away is joined evenly. O(n).
  public static func groups(of count: Int, around chosen: Int, limit: Int) -> [Range<Int>] {
    guard count > limit, limit > 0 else { return (0..<count).map { $0..<$0 + 1 } }
    let near = max(1, limit / 2)
    let start = min(max(0, chosen - near / 2), count - near)
    let size = (count - near + limit - near - 1) / max(1, limit - near)
    func joined(_ range: Range<Int>) -> [Range<Int>] {
      stride(from: range.lowerBound, to: range.upperBound, by: size).map {
        $0..<min(range.upperBound, $0 + size)
      }
    }
    return joined(0..<start) + (start..<start + near).map { $0..<$0 + 1 } + joined(start + near..<count)
  }
}
