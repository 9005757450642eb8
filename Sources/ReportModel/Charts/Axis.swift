import TraceText

/// A scale with round ticks, from 0 or, where it counts powers of ten, from a power below the least value.
public struct Axis: Sendable {
  /// One tick.
  public struct Tick: Hashable, Sendable {
    /// Its place on the axis, between 0 and 1.
    public var place: Double
    /// `20k`, `500 ms`, `$0.50`.
    public var label: String
  }

  /// What an axis counts, which decides its round numbers and its words.
  enum Unit {
    /// Plain numbers: `1.5 M`.
    case count
    /// Nanoseconds, in the steps of a clock above a minute.
    case time
    /// US dollars.
    case dollars
  }

  /// The ticks by place.
  public let ticks: [Tick]
  /// Whether each tick stands for ten times the one before it.
  public let isLogarithmic: Bool
  /// The values at both ends; of a logarithmic axis their powers of ten.
  private let from: Double
  private let to: Double

  /// An axis from 0.
  ///
  /// - Parameters:
  ///   - top: The largest value.
  ///   - steps: About so many steps between ticks, at most.
  ///   - isRounded: Whether the axis goes on to the tick above the largest value.
  init(to top: Double, _ unit: Unit, steps: Int = 4, isRounded: Bool = true) {
    let top = top.isFinite && top > 0 ? top : 1
    let step = Self.step(top / Double(steps), unit)
    let last = isRounded ? max(1, (top / step - 1e-9).rounded(.up)) : (top / step + 1e-9).rounded(.down)
    let end = isRounded ? last * step : top
    from = 0
    to = end
    isLogarithmic = false
    ticks = (0...max(0, Int(last))).map {
      Tick(place: Double($0) * step / end, label: Self.words(Double($0) * step, unit))
    }
  }

  /// An axis of times in powers of ten, around the values. Both are nanoseconds above 0.
  init(logarithmic low: Double, _ high: Double) {
    let first = Self.power(of: low, .down)
    let last = max(first + 1, Self.power(of: high, .up))
    (from, to) = (Double(first), Double(last))
    isLogarithmic = true
    let stride = (last - first + 6) / 7
    ticks = Swift.stride(from: first, through: last, by: max(1, stride)).map { power in
      let value = Self.raised(power)
      let label = value < 1e9 ? Self.time(value) : Self.count(value / 1e9) + " s"
      return Tick(place: Double(power - first) / Double(last - first), label: label)
    }
  }

  /// Where a value stands, between 0 and 1.
  func place(_ value: Double) -> Double {
    guard to > from else { return 0 }
    let shown = isLogarithmic ? Self.logarithm(value) : value
    return min(1, max(0, (shown - from) / (to - from)))
  }

  private static func raised(_ power: Int) -> Double {
    (0..<min(18, abs(power))).reduce(1.0) { result, _ in power < 0 ? result / 10 : result * 10 }
  }

  private static func power(of value: Double, _ rule: FloatingPointRoundingRule) -> Int {
    Int(min(18, max(0, logarithm(value).rounded(rule))))
  }

  /// The decimal logarithm, 0 below 1, straight between powers of ten: exact to a pixel of any axis.
  private static func logarithm(_ value: Double) -> Double {
    guard value.isFinite, value > 1 else { return 0 }
    // log10(m · 2^e) by halving: 20 halvings of the rest are a millionth.
    var rest = value
    var result = 0.0
    while rest >= 10, result < 18 {
      rest /= 10
      result += 1
    }
    var part = 0.5
    for _ in 0..<20 {
      rest *= rest
      if rest >= 10 {
        rest /= 10
        result += part
      }
      part /= 2
    }
    return result
  }

  /// The least round number that is not below a value.
  static func step(_ value: Double, _ unit: Unit) -> Double {
    if unit == .time, value > 10e9 {
      let seconds = value / 1e9
      let clock: [Double] = [
        15, 20, 30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
      ]
      if let step = clock.first(where: { $0 >= seconds }) { return step * 1e9 }
      return decimal(seconds / 86_400) * 86_400e9
    }
    return unit == .dollars ? decimal(value) : max(1, decimal(value))
  }

  /// 1, 2 or 5 times a power of ten, not below a value.
  private static func decimal(_ value: Double) -> Double {
    guard value.isFinite, value > 0 else { return 1 }
    var power = 1.0
    while power > value, power > 1e-12 { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return power * ([1, 2, 5, 10].first { power * $0 >= value * (1 - 1e-9) } ?? 10)
  }

  private static func words(_ value: Double, _ unit: Unit) -> String {
    switch unit {
    case .count: count(value)
    case .dollars: value == 0 ? "$0" : Formatting.dollars(value)
    case .time: time(value)
    }
  }

  private static func count(_ value: Double) -> String {
    switch value {
    case ..<1_000: trimmed(value)
    case ..<1e6: trimmed(value / 1e3) + "k"
    case ..<1e9: trimmed(value / 1e6) + " M"
    default: trimmed(value / 1e9) + " G"
    }
  }

  /// A round time: `500 ms`, `2 m 30 s`.
  static func time(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case 0: return "0"
    case ..<1e3: return trimmed(nanoseconds) + " ns"
    case ..<1e6: return trimmed(nanoseconds / 1e3) + " µs"
    case ..<1e9: return trimmed(nanoseconds / 1e6) + " ms"
    default: break
    }
    let seconds = nanoseconds / 1e9
    guard seconds >= 60 else { return trimmed(seconds) + " s" }
    guard seconds < 9e15 else { return "∞" }
    let parts: [(unit: String, length: Int, wrap: Int)] = [
      ("d", 86_400, .max), ("h", 3_600, 24), ("m", 60, 60), ("s", 1, 60),
    ]
    let whole = Int(seconds.rounded())
    return parts.map { (unit: $0.unit, count: whole / $0.length % $0.wrap) }.filter { $0.count > 0 }.prefix(2)
      .map { "\(Formatting.count($0.count)) \($0.unit)" }.joined(separator: " ")
  }

  /// A number with at most three digits after the point, without zeros at its end.
  private static func trimmed(_ value: Double) -> String {
    let text = Formatting.decimal(value, digits: 3, grouped: true)
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    var kept = text.utf8[...]
    while kept.last == UInt8(ascii: "0") { kept.removeLast() }
    if kept.last == UInt8(ascii: ".") { kept.removeLast() }
    return String(Substring(kept))
  }
}
