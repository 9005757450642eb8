import JSONReader
import TraceText

/// A JSON value as a foldable tree.
public enum JSONNode: Sendable {
  /// A string, a number, `true`, `false` or `null`.
  case scalar(Scalar)
  /// A long string that already stands elsewhere on the page.
  case reference(TextReference)
  /// An array or object.
  case branch(Branch)

  /// A value without members.
  public struct Scalar: Sendable {
    /// What colours it; `text` is what stands for values that are not shown one by one.
    public enum Kind: String, Sendable { case string, number, word, text }

    /// The value as it is shown.
    public var text: String
    /// What colours it.
    public var type: Kind
  }

  /// An array or object.
  public struct Branch: Sendable {
    /// `{3 keys}`, `[12 items]`.
    public var title: String
    /// Its members; the name is empty in arrays.
    public var members: [Member]
    /// Whether it starts unfolded.
    public var isOpen: Bool
  }

  /// A member of an object, or an element of an array.
  public struct Member: Sendable {
    /// The key or the index.
    public var name: String
    /// The value.
    public var node: JSONNode
  }
}

extension JSONNode {
  /// How deep and how wide a tree may be before the rest is shown as text.
  private static let maximumDepth = 12
  private static let openLines = 12
  /// What lies deeper starts unfolded where it is no longer than this.
  private static let openLinesBelow = 4

  /// Reads a text as JSON; `nil` unless it is an object or array.
  ///
  /// - Parameter home: where a long string already stands, if anywhere.
  static func parse(_ text: String, home: (String) -> TextReference? = { _ in nil }) -> JSONNode? {
    document(text).map { node($0.root, depth: 0, home: home) }
  }

  /// Whether `parse` gives a tree.
  static func isTree(_ text: String) -> Bool { document(text) != nil }

  private static func document(_ text: String) -> JSONDocument? {
    guard let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
      let document = try? JSONDocument.parse(text), document.root.count > 0
    else { return nil }
    return document
  }

  private static func node(_ value: JSONValue, depth: Int, home: (String) -> TextReference?) -> JSONNode {
    guard depth < maximumDepth else { return .scalar(Scalar(text: value.text, type: .text)) }
    switch value.kind {
    case .object:
      let members = value.members.map {
        Member(name: $0.key, node: node($0.value, depth: depth + 1, home: home))
      }
      return branch(members, title: "{\(Formatting.count(members.count, "key"))}", depth: depth)
    case .array:
      if let vector = vectorLabel(value) { return .scalar(Scalar(text: vector, type: .text)) }
      let members = value.elements.enumerated()
        .map { Member(name: String($0), node: node($1, depth: depth + 1, home: home)) }
      return branch(members, title: "[\(Formatting.count(members.count, "item"))]", depth: depth)
    case .string:
      let text = value.string ?? ""
      return home(text).map(JSONNode.reference) ?? .scalar(Scalar(text: text, type: .string))
    case .number: return .scalar(Scalar(text: value.numberText ?? value.text, type: .number))
    case .bool, .null: return .scalar(Scalar(text: value.text, type: .word))
    }
  }

  private static func branch(_ members: [Member], title: String, depth: Int) -> JSONNode {
    // What lies near the top is not counted: that of large trees would be counted anew at each depth.
    let isOpen = members.count <= openLines && (depth < 2 || lines(members) <= openLinesBelow)
    return .branch(Branch(title: title, members: members, isOpen: isOpen))
  }

  /// How many members there are, at every depth.
  private static func lines(_ members: [Member]) -> Int {
    members.reduce(members.count) { sum, member in
      if case .branch(let branch) = member.node { sum + lines(branch.members) } else { sum }
    }
  }

  /// A name for a long array of numbers: nobody reads an embedding.
  private static func vectorLabel(_ value: JSONValue) -> String? {
    guard value.count >= 32, value.elements.allSatisfy({ $0.kind == .number }) else { return nil }
    return "vector of \(Formatting.count(value.count)) numbers"
  }
}
