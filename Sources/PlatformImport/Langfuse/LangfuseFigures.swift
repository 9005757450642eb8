import TraceModel
import TraceSource

/// The token counts and costs of an observation, of all the places where Langfuse has kept them.
///
/// Zeros in the flat members stand for what is not known: Langfuse writes them on every observation.
enum LangfuseFigures {
  /// Figures as a map, and the members that they come from.
  typealias Found = (value: AttributeValue, names: [String])

  static func usage(_ record: SourceRecord) -> Found? {
    for name in ["usageDetails", "usage"] {
      guard let value = record[name]?.unwrapped, let members = value.map, isTokens(value),
        members.contains(where: { ($0.value.int ?? 0) > 0 || $0.value.map != nil })
      else { continue }
      return (value, [name])
    }
    return flat(record, input: "promptTokens", output: "completionTokens", total: "totalTokens")
      ?? flat(record, input: "inputUsage", output: "outputUsage", total: "totalUsage")
  }

  /// Usage may be counted in characters, seconds or images.
  private static func isTokens(_ usage: AttributeValue) -> Bool {
    guard let unit = usage["unit"]?.string, !unit.isEmpty else { return true }
    return unit.uppercased() == "TOKENS"
  }

  private static func flat(_ record: SourceRecord, input: String, output: String, total: String) -> Found? {
    let isOtherUnit = record["unit"]?.string.map { $0.uppercased() != "TOKENS" } ?? false
    return isOtherUnit ? nil : figures(record, [("input", input), ("output", output), ("total", total)])
  }

  static func cost(_ record: SourceRecord) -> Found? {
    if let details = record["costDetails"]?.unwrapped.map, !details.isEmpty {
      let parts = details.filter { $0.name != "total" }.compactMap(\.value.double)
      let hasTotal = details["total"]?.double != nil
      guard hasTotal || !parts.isEmpty else { return nil }
      let total = hasTotal ? [] : [Attribute("total", .double(parts.reduce(0, +)))]
      return (.map(details + total), ["costDetails"])
    }
    if let usage = record["usage"]?.unwrapped, (usage["totalCost"]?.double ?? 0) > 0 {
      let names = [("input", "inputCost"), ("output", "outputCost"), ("total", "totalCost")]
      return (.map(members(usage, names)), [])
    }
    return figures(record, [("input", "inputCost"), ("output", "outputCost"), ("total", "totalCost")])
      ?? figures(
        record,
        [
          ("input", "calculatedInputCost"), ("output", "calculatedOutputCost"),
          ("total", "calculatedTotalCost"),
        ])
  }

  /// The members under other names; `nil` where all of them are zero or missing.
  private static func figures(_ record: SourceRecord, _ names: [(String, String)]) -> Found? {
    let found = members(record.value, names)
    guard found.contains(where: { ($0.value.double ?? 0) > 0 }) else { return nil }
    return (.map(found), names.map(\.1))
  }

  private static func members(_ value: AttributeValue, _ names: [(String, String)]) -> [Attribute] {
    names.compactMap { name, member in value[member].map { Attribute(name, $0) } }
  }
}
