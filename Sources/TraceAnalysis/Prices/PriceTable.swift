/// Dated prices by model. A plain value; the built-in one can be replaced.
public struct PriceTable: Hashable, Sendable {
  /// The rows. A model may have several, of different days.
  public let rows: [ModelPrice]
  /// The rows of each model, earliest day first.
  private let byName: [String: [Int]]

  /// Creates a table from rows; of two rows for one model and day the later one counts.
  public init(_ rows: [ModelPrice]) {
    self.rows = rows
    var byName: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      let name = row.model.lowercased()
      byName[name, default: []].removeAll { rows[$0].date == row.date }
      byName[name, default: []].append(index)
    }
    self.byName = byName.mapValues { $0.sorted { rows[$0].date < rows[$1].date } }
  }

  /// The prices this program knows.
  public static let builtIn = PriceTable(BuiltInPrices.rows)

  /// The row of a model, by any of the names vendors and clouds give it; `nil` where it is unknown.
  ///
  /// The full name wins, so that a dated row can differ; then the name without its date. A name that merely
  /// begins like a known one (`gpt-4o-realtime`) is another model. Of several rows the one in force on `day`
  /// counts, which is the last that is not later, else the earliest; without a day the latest.
  public func price(of model: String, on day: String? = nil) -> ModelPrice? {
    Self.inForce(prices(of: model), on: day)
  }

  /// Of the rows of one model, earliest first, the one in force on a day; without a day the latest.
  static func inForce(_ rows: [ModelPrice], on day: String?) -> ModelPrice? {
    guard let day else { return rows.last }
    return rows.last { $0.date <= day } ?? rows.first
  }

  /// All rows of a model, earliest day first.
  public func prices(of model: String) -> [ModelPrice] {
    for name in ModelName.candidates(for: model) {
      if let found = byName[name] { return found.map { rows[$0] } }
    }
    return []
  }
}
