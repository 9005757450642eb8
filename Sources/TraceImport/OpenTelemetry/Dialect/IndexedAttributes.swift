import TraceModel

/// Puts attributes such as `llm.input_messages.0.message.role` together into one nested value.
///
/// Indices may start anywhere and leave gaps; they only order. A huge index therefore costs no memory.
struct IndexedAttributes {
  /// The groups found, by the name before the first index, in order of first appearance.
  private(set) var groups: [(prefix: String, names: [String], value: AttributeValue)] = []

  /// Deeper names are cut there: their rest counts as one component.
  private static let maximumDepth = 24

  init(_ attributes: [Attribute]) {
    var order: [String] = []
    var roots: [String: (names: [String], node: Node)] = [:]
    for attribute in attributes {
      guard let (prefix, rest) = Self.split(attribute.name) else { continue }
      if roots[prefix] == nil { order.append(prefix) }
      roots[prefix, default: ([], Node())].names.append(attribute.name)
      roots[prefix, default: ([], Node())].node.insert(attribute.value, at: rest[...])
    }
    groups = order.compactMap { prefix in
      roots[prefix].map { (prefix, $0.names, $0.node.value) }
    }
  }

  /// The name before the first numeric component and the components from there on.
  static func split(_ name: String) -> (prefix: String, rest: [String])? {
    let bytes = name.utf8
    guard bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    let components = name.split(separator: ".", maxSplits: maximumDepth, omittingEmptySubsequences: false)
    guard let first = components.firstIndex(where: { isIndex($0) }), first > 0 else { return nil }
    return (components[..<first].joined(separator: "."), components[first...].map(String.init))
  }

  private static func isIndex(_ component: some StringProtocol) -> Bool {
    !component.isEmpty && component.utf8.count <= 18 && component.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// A name's component with what stands at it and below it.
  private struct Node {
    var leaf: AttributeValue?
    var order: [String] = []
    var children: [String: Node] = [:]

    mutating func insert(_ value: AttributeValue, at path: ArraySlice<String>) {
      guard let first = path.first else {
        if leaf == nil { leaf = value }
        return
      }
      if children[first] == nil { order.append(first) }
      children[first, default: Node()].insert(value, at: path.dropFirst())
    }

    var value: AttributeValue {
      if order.isEmpty { return leaf ?? .null }
      if let leaf, !leaf.isVoid { return leaf }
      if order.allSatisfy({ IndexedAttributes.isIndex($0) }) {
        let sorted = order.map { (Int($0) ?? .max, $0) }.sorted { $0.0 < $1.0 }
        return .array(sorted.compactMap { children[$0.1]?.value })
      }
      return .map(order.compactMap { name in children[name].map { Attribute(name, $0.value) } })
    }
  }
}
