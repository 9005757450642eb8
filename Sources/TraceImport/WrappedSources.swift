import JSONReader
import TraceModel
import TraceSource

extension SourceDocument {
  /// The parts of the source's one value, each as a source of its own: what an API answers often lies in `data`, and lines
  /// are often kept as a list.
  ///
  /// - Parameters:
  ///   - isKnown: Whether a source is of a known format.
  ///   - isKnownBelow: The same for what lies two levels down, such as the rows of an evaluation beside their means.
  /// - Returns: Those that are; their places are those within the part.
  func wrapped(
    where isKnown: (SourceDocument) -> Bool, orBelow isKnownBelow: (SourceDocument) -> Bool
  ) -> [SourceDocument] {
    guard isSingleValue, let value = values.first?.value else { return [] }
    if value.kind == .array { return [lines(of: value, called: name)].compactMap(\.self).filter(isKnown) }
    let found = parts(of: value, called: name, where: isKnown)
    guard found.isEmpty else { return found }
    return value.members.prefix(64).flatMap { member in
      member.value.kind == .object
        ? parts(of: member.value, called: "\(name)#\(member.key)", where: isKnownBelow) : []
    }
  }

  private func parts(
    of value: JSONValue, called name: String, where isKnown: (SourceDocument) -> Bool
  ) -> [SourceDocument] {
    value.members.prefix(64).compactMap { member -> SourceDocument? in
      guard member.value.kind == .array || member.value.kind == .object else { return nil }
      let name = "\(name)#\(member.key)"
      let inner = SourceDocument(name: name, text: member.value.text, options: options.json)
      if isKnown(inner) { return inner }
      return lines(of: member.value, called: name).flatMap { isKnown($0) ? $0 : nil }
    }
  }

  /// The objects of a list one after the other; `nil` where it holds anything else.
  private func lines(of list: JSONValue, called name: String) -> SourceDocument? {
    let elements = Array(list.elements)
    guard elements.count > 1, elements.allSatisfy({ $0.kind == .object }) else { return nil }
    return SourceDocument(
      name: name, text: elements.map(\.text).joined(separator: "\n"), options: options.json)
  }
}
