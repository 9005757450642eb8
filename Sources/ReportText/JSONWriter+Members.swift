import ReportModel
import TraceText

/// Members of objects for other programs: what is unknown is `null`.
extension JSONWriter {
  mutating func text(_ name: String, _ text: String?) {
    self.name(name)
    if let text { string(text) } else { literal("null") }
  }

  mutating func count(_ name: String, _ count: Int?) {
    self.name(name)
    literal(count.map(String.init) ?? "null")
  }

  mutating func amount(_ name: String, _ amount: Double?) {
    self.name(name)
    literal(amount.flatMap { $0.isFinite ? String($0) : nil } ?? "null")
  }

  mutating func flag(_ name: String, _ flag: Bool) {
    self.name(name)
    literal(flag ? "true" : "false")
  }

  /// What a run was told to do otherwise, by name.
  mutating func settings(_ settings: [RunSummary.Setting]) {
    list("settings", settings) { setting, writer in
      writer.object {
        $0.text("name", setting.name)
        $0.text("value", setting.value)
      }
    }
  }

  mutating func list<Element>(
    _ name: String, _ elements: [Element], _ write: (Element, inout JSONWriter) -> Void
  ) {
    self.name(name)
    array { for element in elements { write(element, &$0) } }
  }
}
