import TraceModel
import TraceSource

/// The columns in which each row repeats what was measured of all rows together: no row's own scores.
struct RagasAverages {
  private(set) var columns: Set<String> = []

  static let action = "these were taken for no row's own score"
  /// Of fewer rows all may be alike by chance.
  private static let fewest = 3
  /// A share that one row is given is a round one, or one of few rows; so many of one are as good as a whole number.
  private static let round = 1000.0

  /// Looks for numbers that are no round ones and the same in every row. Linear.
  init(copiedTo rows: [SourceRecord]) {
    guard rows.count >= Self.fewest, let first = rows.first?.value.map else { return }
    for column in first where Self.isUneven(column.value) {
      if rows.allSatisfy({ $0[column.name] == column.value }) { columns.insert(column.name) }
    }
  }

  private static func isUneven(_ value: AttributeValue) -> Bool {
    if let members = value.map { return members.contains { isUneven($0.value) } }
    guard case .double(let number) = value, (0...1).contains(number) else { return false }
    return number * round != (number * round).rounded()
  }

  /// What to say of them; `nil` where there are none.
  var remark: String? {
    guard !columns.isEmpty else { return nil }
    let names = columns.sorted().map { "“\($0)”" }.joined(separator: ", ")
    return "each row holds the same numbers under \(names), those of all rows together"
  }
}
