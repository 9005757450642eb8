public import TraceModel
import TraceText

extension Score.Value {
  /// The value for people: a number with as few digits as it has, three after the point at most.
  public var words: String {
    switch self {
    case .number(let number): Self.words(number)
    case .flag(let flag): flag ? "true" : "false"
    case .label(let label): label
    }
  }

  private static func words(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return Formatting.count(Int(number)) }
    let text = Formatting.decimal(number, digits: abs(number) < 0.01 ? 6 : 3)
    return String(text.reversed().drop { $0 == "0" }.reversed())
  }
}
