/// Where the level of a figure changed for good, or until it was mended.
///
/// A shift is claimed where the median of three runs from there differs from the median of the up to 14 runs before by
/// at least a tenth, by more than three times the median deviation of those, and by more than nine of ten of them do;
/// and where the run itself has crossed
/// half of the way. Fewer than eight runs before claim none. It is mended where the level comes back.
struct Shift: Hashable {
  /// The place of its first run.
  let run: Int
  /// The levels before and from there.
  let before: Double
  let after: Double
  /// The place of the first run on the old level again; `nil` where it still is so.
  var mended: Int?

  private static let window = 14
  private static let enough = 8
  private static let following = 3

  /// The shifts of values in the order of time, in which unknown ones are passed over. O(n).
  static func all(in values: [Double?]) -> [Shift] {
    let known = values.indices.compactMap { place in values[place].map { (place: place, value: $0) } }
    var shifts: [Shift] = []
    // The last runs on the level that holds; while a shift is young, those from before it lie apart.
    var level: [Double] = []
    var old: [Double]?
    for index in known.indices {
      defer { level = Array((level + [known[index].value]).suffix(window)) }
      let next = known[index...].prefix(following).map(\.value)
      guard next.count == following else { continue }
      let now = median(next)
      if let last = shifts.last, last.mended == nil, let before = old {
        if isBack(now, last), isBack(known[index].value, last) {
          shifts[shifts.count - 1].mended = known[index].place
          level = before
          old = nil
          continue
        }
        // A level that has held this long is the new one.
        if level.count >= window { old = nil }
      }
      guard level.count >= enough else { continue }
      let usual = median(level)
      let deviations = level.map { abs($0 - usual) }.sorted()
      let deviation = max(3 * median(deviations), deviations[(deviations.count - 1) * 9 / 10])
      guard isTelling(now, usual, deviation), isTelling(known[index].value, usual, deviation),
        abs(known[index].value - usual) >= abs(now - usual) / 2,
        (known[index].value < usual) == (now < usual)
      else { continue }
      shifts.append(Shift(run: known[index].place, before: usual, after: now))
      old = level
      level = []
    }
    return shifts
  }

  private static func isBack(_ value: Double, _ shift: Shift) -> Bool {
    abs(value - shift.before) < abs(value - shift.after)
  }

  private static func isTelling(_ value: Double, _ usual: Double, _ deviation: Double) -> Bool {
    let difference = abs(value - usual)
    return difference > 0 && difference >= abs(usual) / 10 && difference > deviation
  }

  /// Of an even number the lower of the two in the middle.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}
