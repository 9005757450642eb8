/// The first pass: how far right each step and each lane stands.
///
/// All starts and ends over all lanes are sorted and walked once: none stands left of one that was before it, an end
/// keeps its step's least width, and lanes keep room for the ways into and out of them. What is left of the panel is
/// then shared by the root of the time that passed. So further right always means later, and two steps overlap in x
/// exactly when they overlapped in time.
public struct LaneColumns: Sendable {
  /// A stretch along x, in pixels.
  public struct Extent: Hashable, Sendable {
    /// The left edge.
    public var start: Double
    /// The right edge.
    public var end: Double

    /// Its length.
    public var length: Double { end - start }
    /// Its middle.
    public var middle: Double { (start + end) / 2 }
  }

  /// The least distance between a step and the next one, for an arrow.
  public static let arrowRoom = 14.0
  /// The distance between two ways that run beside each other.
  static let channel = 6.0
  /// The width of an idle stretch.
  static let idleWidth = 18.0
  /// The least distance between two steps with idle time between them.
  public static let idleRoom = idleWidth + 12

  /// Each step's place.
  public private(set) var steps: [Extent]
  /// Each lane's place.
  public private(set) var lanes: [Extent]
  /// The bands of idle time.
  public private(set) var idle: [Extent]
  /// The moments at which steps begin and end, each once, from left to right; `time` in nanoseconds.
  public private(set) var moments: [(x: Double, time: Int64)]
  /// The width that all of it needs at least, in pixels.
  public private(set) var leastWidth: Double

  /// Lays the columns out for a panel of that width. O(n log n) in steps and lanes.
  public init(_ plan: LanePlan, width: Double) {
    var walk = ColumnWalk(plan)
    walk.pack()
    leastWidth = walk.width
    walk.stretch(to: width)
    steps = plan.steps.indices.map { walk.extent(of: .stepStart, .stepEnd, $0) }
    let all = Extent(start: 0, end: max(width, leastWidth))
    lanes = plan.lanes.indices.map { lane in
      let extent = walk.extent(of: .laneOpen, .laneClose, lane)
      // The lane of the run itself lasts as long as the run.
      return plan.lanes[lane].parent == nil && extent.length > 0 ? all : extent
    }
    idle = walk.idle
    moments = walk.moments
  }
}

/// The walk over the sorted events of a plan.
private struct ColumnWalk {
  /// In the order in which they stand at one moment; their places are in the order of these too.
  enum Kind: Int {
    case stepEnd, laneClose, laneOpen, stepStart
  }

  private struct Event: Hashable {
    var moment: Moments.Moment
    var kind: Kind
    var subject: Int
  }

  private struct Need {
    var from: Int
    var distance: Double
  }

  private let plan: LanePlan
  private var events: [Event] = []
  /// Events that are at one moment, and of one kind, are one column.
  private var column: [Int] = []
  private var time: [Int64] = []
  private var kind: [Kind] = []
  /// By kind: the column of each subject's event.
  private var place: [[Int]]
  private var needs: [[Need]] = []
  private var x: [Double] = []
  /// The idle stretch that lies before each column.
  private var idleBefore: [Int: LanePlan.Gap] = [:]

  var width: Double { x.last ?? 0 }

  init(_ plan: LanePlan) {
    self.plan = plan
    let ofSteps = Array(repeating: 0, count: plan.steps.count)
    let ofLanes = Array(repeating: -1, count: plan.lanes.count)
    place = [ofSteps, ofLanes, ofLanes, ofSteps]
    let moments = Moments(plan.steps)
    var first = [Int?](repeating: nil, count: plan.lanes.count)
    var last = first
    for (index, step) in plan.steps.enumerated() {
      events.append(Event(moment: moments.start[index], kind: .stepStart, subject: index))
      events.append(Event(moment: moments.end[index], kind: .stepEnd, subject: index))
      if first[step.lane].map({ moments.start[index] < moments.start[$0] }) ?? true {
        first[step.lane] = index
      }
      if last[step.lane].map({ moments.end[index] > moments.end[$0] }) ?? true { last[step.lane] = index }
    }
    for lane in plan.lanes.indices {
      guard let first = first[lane], let last = last[lane] else { continue }
      events.append(Event(moment: moments.start[first], kind: .laneOpen, subject: lane))
      events.append(Event(moment: moments.end[last], kind: .laneClose, subject: lane))
    }
    events.sort { ($0.moment, $0.kind.rawValue, $0.subject) < ($1.moment, $1.kind.rawValue, $1.subject) }
    makeColumns()
    findIdle()
    makeNeeds(moments)
  }

  private mutating func makeColumns() {
    for (index, event) in events.enumerated() {
      let isNew =
        index == 0 || events[index - 1].moment != event.moment || events[index - 1].kind != event.kind
      if isNew {
        time.append(event.moment.time)
        kind.append(event.kind)
      }
      place[event.kind.rawValue][event.subject] = time.count - 1
    }
    needs = Array(repeating: [], count: time.count)
  }

  private mutating func findIdle() {
    for gap in plan.idle {
      guard let after = time.firstIndex(where: { $0 >= gap.end }), after > 0, time[after - 1] <= gap.start
      else {
        continue
      }
      idleBefore[after] = gap
    }
  }

  private func at(_ kind: Kind, _ subject: Int) -> Int { place[kind.rawValue][subject] }

  private mutating func need(_ from: Int, before to: Int, _ distance: Double) {
    // What is recorded the other way round keeps the order of its times.
    guard from >= 0, to > from else { return }
    needs[to].append(Need(from: from, distance: distance))
  }

  private mutating func makeNeeds(_ moments: Moments) {
    for (index, step) in plan.steps.enumerated() {
      let insets = plan.lanes[step.lane].insets
      need(at(.stepStart, index), before: at(.stepEnd, index), step.width)
      need(at(.laneOpen, step.lane), before: at(.stepStart, index), insets.left)
      need(at(.stepEnd, index), before: at(.laneClose, step.lane), insets.right)
    }
    let forks = Dictionary(grouping: plan.lanes.indices.filter { plan.lanes[$0].caller != nil }) {
      plan.lanes[$0].caller ?? 0
    }
    let joins = Dictionary(grouping: plan.lanes.indices.filter { plan.lanes[$0].reader != nil }) {
      plan.lanes[$0].reader ?? 0
    }
    var ofLane = [[Int]](repeating: [], count: plan.lanes.count)
    for (index, step) in plan.steps.enumerated() { ofLane[step.lane].append(index) }
    for lane in ofLane {
      let ends = lane.sorted { moments.end[$0] < moments.end[$1] }
      var ended = 0
      for step in lane.sorted(by: { moments.start[$0] < moments.start[$1] }) {
        while ended < ends.count, moments.end[ends[ended]] <= moments.start[step] { ended += 1 }
        guard ended > 0 else { continue }
        let ways = (forks[ends[ended - 1]]?.count ?? 0) + (joins[step]?.count ?? 0)
        need(
          at(.stepEnd, ends[ended - 1]), before: at(.stepStart, step),
          LaneColumns.arrowRoom + Double(ways) * LaneColumns.channel)
      }
    }
    for (index, lane) in plan.lanes.enumerated() {
      need(at(.laneOpen, index), before: at(.laneClose, index), lane.width)
      if let caller = lane.caller {
        let room = LaneColumns.arrowRoom + Double(forks[caller]?.count ?? 1) * LaneColumns.channel
        need(at(.stepEnd, caller), before: at(.laneOpen, index), room)
      }
      if let reader = lane.reader {
        let room = LaneColumns.arrowRoom + Double(joins[reader]?.count ?? 1) * LaneColumns.channel
        need(at(.laneClose, index), before: at(.stepStart, reader), room)
      }
    }
  }

  /// The least distance of a column from the one before it.
  private func step(before column: Int) -> Double {
    let idle = idleBefore[column] == nil ? 0 : LaneColumns.idleRoom
    // A later start stands visibly further right, even where it overlaps what is before it.
    let isLaterStart = kind[column] == .stepStart && kind[column - 1] != .laneOpen
    return max(idle, isLaterStart ? 12 : 0)
  }

  mutating func pack() {
    x = Array(repeating: 0, count: time.count)
    for column in x.indices {
      if column > 0 { x[column] = x[column - 1] + step(before: column) }
      for need in needs[column] { x[column] = max(x[column], x[need.from] + need.distance) }
    }
  }

  /// Shares what is left by the root of the time that passed between two columns.
  mutating func stretch(to width: Double) {
    let slack = width - self.width
    guard slack > 0, x.count > 1 else { return }
    let weights = x.indices.map { column -> Double in
      guard column > 0, idleBefore[column] == nil else { return 0 }
      return Double(max(0, time[column] - time[column - 1])).squareRoot()
    }
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return stretchEvenly(slack) }
    var added = 0.0
    for column in x.indices {
      added += slack * weights[column] / whole
      x[column] += added
    }
  }

  /// Where nothing is known of times each step gets the same.
  private mutating func stretchEvenly(_ slack: Double) {
    let ends = kind.filter { $0 == .stepEnd }.count
    var added = 0.0
    for column in x.indices {
      if kind[column] == .stepEnd { added += slack / Double(max(1, ends)) }
      x[column] += added
    }
  }

  func extent(of start: Kind, _ end: Kind, _ subject: Int) -> LaneColumns.Extent {
    let (from, to) = (at(start, subject), at(end, subject))
    guard from >= 0, to >= 0 else { return LaneColumns.Extent(start: 0, end: 0) }
    return LaneColumns.Extent(start: x[from], end: x[to])
  }

  var idle: [LaneColumns.Extent] {
    idleBefore.keys.sorted().map { column in
      let middle = (x[column] + x[column - 1]) / 2
      return LaneColumns.Extent(
        start: middle - LaneColumns.idleWidth / 2, end: middle + LaneColumns.idleWidth / 2)
    }
  }

  var moments: [(x: Double, time: Int64)] {
    x.indices.filter { kind[$0] == .stepStart || kind[$0] == .stepEnd }.map { (x[$0], time[$0]) }
  }
}
