import TraceModel
import TraceSource

/// Puts attributes such as `llm.input_messages.0.message.role` together into one nested value.
///
/// Indices may start anywhere and leave gaps; they only order. A huge index therefore costs no memory.
struct IndexedAttributes {
  /// The groups found, by the name before the first index, in order of first appearance.
  private(set) var groups: [(prefix: String, names: [String], value: AttributeValue)] = []

  /// Deeper names are cut there: their rest counts as one component.
  private static let maximumDepth = 24

  /// Puts together the attributes whose prefix is wanted.
  init(_ attributes: [Attribute], where isWanted: (String) -> Bool) {
    var places: [String: Int?] = [:]
    var roots: [(prefix: String, names: [String], node: Node)] = []
    for attribute in attributes {
      guard let end = Self.endOfPrefix(attribute.name) else { continue }
      let prefix = String(attribute.name[..<end])
      if places[prefix] == nil {
        places[prefix] = .some(isWanted(prefix) ? roots.count : nil)
        if places[prefix] == .some(roots.count) { roots.append((prefix, [], Node())) }
      }
      guard let place = places[prefix] ?? nil else { continue }
      let rest = attribute.name[attribute.name.utf8.index(after: end)...]
      let path = rest.utf8.split(
        separator: 0x2E, maxSplits: Self.maximumDepth, omittingEmptySubsequences: false)
      roots[place].names.append(attribute.name)
      roots[place].node.insert(attribute.value, at: path.map { String(Substring($0)) }[...])
    }
    groups = roots.map { ($0.prefix, $0.names, $0.node.value) }
  }

  /// Where the dot before a name's first numeric component stands; `nil` without one, or without a prefix.
  private static func endOfPrefix(_ name: String) -> String.Index? {
    let bytes = name.utf8
    var dot: String.Index?
    var digits = 0
    for place in bytes.indices {
      switch bytes[place] {
      case 0x2E:
        if let dot, digits > 0, digits <= 18 { return dot == bytes.startIndex ? nil : dot }
        dot = place
        digits = 0
      case 0x30...0x39 where digits >= 0: digits += 1
      default: digits = -1
      }
    }
    guard let dot, digits > 0, digits <= 18, dot != bytes.startIndex else { return nil }
    return dot
  }

  private static func isIndex(_ component: String) -> Bool {
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
