import JSONReader
import TraceModel
import TraceSource

/// A span dataframe as one JSON object: pandas' orientations `columns` (what `to_json` writes unless told otherwise),
/// `index` and `split`.
enum PhoenixFrame {
  /// Whether a value is a frame of spans; rows of their own are none.
  static func isOne(_ value: JSONValue) -> Bool {
    guard value.kind == .object else { return false }
    return isByColumn(value) || isSplit(value) || isByRow(value)
  }

  /// The rows, each as an object. Linear in the frame's size.
  static func rows(of value: JSONValue) -> [JSONValue] {
    if isByRow(value) { return value.members.map(\.value).filter(PhoenixImporter.isRow) }
    var rows: [[Attribute]] = []
    if isSplit(value) {
      let names = value["columns"]?.elements.map { $0.string ?? "" } ?? []
      for row in value["data"].map({ Array($0.elements) }) ?? [] {
        rows.append(zip(names, row.elements).map { Attribute($0, AttributeValue($1)) })
      }
    } else {
      var places: [String: Int] = [:]
      for (name, column) in value.members {
        for (index, cell) in column.members {
          let place = places[index] ?? rows.count
          if place == rows.count {
            places[index] = place
            rows.append([])
          }
          rows[place].append(Attribute(name, AttributeValue(cell)))
        }
      }
    }
    return rows.compactMap { try? JSONDocument.parse(AttributeValue.map($0).jsonText).root }
  }

  private static func isByColumn(_ value: JSONValue) -> Bool {
    value["context.span_id"]?.kind == .object && value["context.trace_id"]?.kind == .object
  }

  private static func isSplit(_ value: JSONValue) -> Bool {
    guard let names = value["columns"], names.kind == .array, value["data"]?.kind == .array else {
      return false
    }
    return names.elements.contains { $0.string == "context.span_id" }
  }

  private static func isByRow(_ value: JSONValue) -> Bool {
    value.members.first { _ in true }.map { PhoenixImporter.isRow($0.value) } ?? false
  }
}
