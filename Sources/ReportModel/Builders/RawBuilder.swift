import TraceAnalysis
import TraceModel
import TraceText

/// The attributes and raw facts of a span: nothing of the source is out of reach.
struct RawBuilder {
  let context: TraceContext

  func attributes(_ span: Span, place: String, store: inout TextStore) -> [AttributeRow] {
    rows(span.attributes, represented: span.representedAttributes, place: place, store: &store)
  }

  func groups(_ index: Int, _ span: Span, place: String, store: inout TextStore) -> [RawGroup] {
    var groups = [RawGroup(title: "Identity and time", facts: identity(span), rows: [])]
    for event in span.events {
      let at = event.time.map { " at " + Formatting.exactMoment(nanoseconds: $0.nanoseconds) } ?? ""
      groups.append(
        RawGroup(
          title: "Event: \(event.name)\(at)",
          rows: rows(event.attributes, represented: span.representedAttributes, place: place, store: &store)))
    }
    for link in span.links {
      groups.append(
        RawGroup(
          title: "Link to span \(link.spanID) of trace \(link.traceID)",
          rows: rows(link.attributes, represented: [], place: place, store: &store)))
    }
    if let scope = span.scope {
      let version = scope.version.map { " \($0)" } ?? ""
      groups.append(
        RawGroup(
          title: "Instrumentation: \(scope.name)\(version)",
          rows: rows(scope.attributes, represented: [], place: place, store: &store)))
    }
    guard context.analysis.tree.parent[index] == nil else { return groups }
    if let resource = resource(span) {
      groups.append(
        RawGroup(
          title: "Resource", rows: rows(resource.attributes, represented: [], place: place, store: &store)))
    }
    let facts = rows(context.trace.attributes, represented: [], place: place, store: &store)
    if !facts.isEmpty { groups.append(RawGroup(title: "Trace", rows: facts)) }
    return groups
  }

  private func resource(_ span: Span) -> Resource? {
    guard let index = span.resource, context.trace.resources.indices.contains(index) else { return nil }
    return context.trace.resources[index]
  }

  private func identity(_ span: Span) -> String {
    var lines = ""
    lines.reserveCapacity(320)
    // One text for all, since every span has it.
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      lines += name
      lines += value
    }
    add("name      ", span.name)
    add("\nspan id   ", span.id)
    add("\ntrace id  ", context.trace.id)
    add("\nparent id ", span.parentID)
    add("\nstart     ", span.start.map { Formatting.exactMoment(nanoseconds: $0.nanoseconds) })
    add("\nend       ", span.end.map { Formatting.exactMoment(nanoseconds: $0.nanoseconds) })
    add("\nstatus    ", statusWords(span.status))
    add("\nagent     ", span.agentName)
    add("\nresource  ", resource(span).flatMap(\.serviceName))
    add("\nsource    ", span.source?.words)
    return lines
  }

  private func statusWords(_ status: SpanStatus) -> String {
    switch status {
    case .unset: "unset"
    case .ok: "OK"
    case .error(let message): message.map { "error: \($0.preview(200))" } ?? "error"
    }
  }

  private func rows(
    _ attributes: [Attribute], represented: Set<String>, place: String, store: inout TextStore
  ) -> [AttributeRow] {
    var result: [AttributeRow] = []
    var folded: [String: Int] = [:]
    var counts: [Int: Int] = [:]
    for attribute in attributes {
      if represented.contains(attribute.name), let family = Self.family(attribute.name) {
        if let place = folded[family] {
          counts[place, default: 1] += 1
        } else {
          folded[family] = result.count
          result.append(AttributeRow(name: family, value: TextView(text: "", form: .value)))
        }
        continue
      }
      let text = attribute.value.text
      let isTold =
        represented.contains(attribute.name) && text.utf8.count >= 160 && store.home(of: text) == nil
      let value =
        isTold
        ? TextView(
          text:
            "shown \(store.limit == nil ? "in full " : "")on the first tab (\(TextStore.size(text)) in the source)",
          form: .value)
        : said(text, at: place, store) ?? store.text(text, form: .value, at: place)
      result.append(AttributeRow(name: attribute.name, value: value))
    }
    for (family, place) in folded {
      result[place] = Self.foldedRow(family, count: counts[place] ?? 1)
    }
    return result
  }

  /// What a model call wrote, as a link to the call.
  private func said(_ text: String, at place: String, _ store: TextStore) -> TextView? {
    guard let call = context.said.call(thatWrote: text, in: context.spans), store.home(of: text) == nil,
      context.numberedTitle(call) != place
    else { return nil }
    let step = context.namedLink(call)
    return TextView(
      text: "", form: .value,
      reference: TextReference(
        anchor: step.anchor, preview: text.gist(120),
        note: "\(TextStore.size(text)), in full at \(step.words)"))
  }

  /// The family of an indexed attribute: `llm.input_messages` of `llm.input_messages.4.message.role`.
  private static func family(_ name: String) -> String? {
    // An index is told by its digits: most names have none, and need not be parted.
    guard name.utf8.contains(where: { (0x30...0x39).contains($0) || $0 >= 0x80 }) else { return nil }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let index = parts.firstIndex(where: { !$0.isEmpty && $0.allSatisfy(\.isNumber) }), index > 0 else {
      return nil
    }
    return parts[..<index].joined(separator: ".")
  }

  private static func foldedRow(_ family: String, count: Int) -> AttributeRow {
    AttributeRow(
      name: family + ".*",
      value: TextView(
        text: "\(Formatting.count(count, "attribute")), shown in full on the first tab", form: .value))
  }
}
