import TraceModel
import TraceSource

/// The members of a map, with a tally of what has been read, so that a reader knows what it left behind.
struct Members {
  private let all: [Attribute]
  /// The lengths and beginnings of the names, by which most that are asked for are told to be missing: of a map with many
  /// members each of the names that messages have would be looked for in all.
  private let shapes: NameShapes
  /// The names that were read: few, so that comparing them costs less than a set's hashes.
  private var taken: [String] = []

  /// `nil` unless the value is a map.
  init?(_ value: AttributeValue) {
    guard case .map(let members) = value else { return nil }
    all = members
    shapes = NameShapes(members)
  }

  /// Whether a member of that name says something.
  func has(_ name: String) -> Bool {
    shapes.mayHave(name) && all.contains { $0.name == name && !$0.value.isVoid }
  }

  /// The first telling value among the names, in their order; every one of them counts as read if it repeats it.
  mutating func take(_ names: String...) -> AttributeValue? { take(names) }

  /// The first telling value among the names, in their order; every one of them counts as read if it repeats it.
  mutating func take(_ names: [String]) -> AttributeValue? {
    var result: AttributeValue?
    for name in names {
      guard shapes.mayHave(name), let value = all.last(where: { $0.name == name })?.value, !value.isVoid
      else { continue }
      if result == nil { result = value }
      if value == result { taken.append(name) }
    }
    return result
  }

  /// The first value among the names, be it empty; `{}` as arguments says that there were none.
  mutating func takeAny(_ names: [String]) -> AttributeValue? {
    if let value = take(names) { return value }
    let value = all.first { names.contains($0.name) && $0.value != .null }
    return value?.value
  }

  /// The first text among the names.
  mutating func text(_ names: String...) -> String? { text(names) }

  /// The first text among the names.
  mutating func text(_ names: [String]) -> String? { take(names)?.plainText }

  /// Counts the names as read: what they say is known from elsewhere or says nothing of the content.
  mutating func ignore(_ names: String...) { taken += names }

  /// The first telling value among the names, which stays unread.
  func peek(_ names: [String]) -> AttributeValue? {
    var copy = self
    return copy.take(names)
  }

  /// The telling members that have not been read, in the order of the source.
  var rest: [Attribute] {
    all.filter { !taken.contains($0.name) && !$0.value.isVoid }
  }

  /// Whether a telling member has not been read.
  var hasRest: Bool {
    all.contains { !taken.contains($0.name) && !$0.value.isVoid }
  }
}

/// For each length of a name up to 64 bytes the first bytes that names of it have, folded to a bit each.
private struct NameShapes {
  private var beginnings: [UInt64] = []

  /// Linear in the number of members; of few the comparison is cheaper than the table.
  init(_ members: [Attribute]) {
    if members.count < 64 { return }
    beginnings = Array(repeating: 0, count: 64)
    for member in members {
      beginnings[Self.place(member.name)] |= Self.bit(member.name)
    }
  }

  /// Whether a name of this length and beginning is among them; always where there is no table.
  func mayHave(_ name: String) -> Bool {
    beginnings.isEmpty || beginnings[Self.place(name)] & Self.bit(name) != 0
  }

  private static func place(_ name: String) -> Int { min(name.utf8.count, 63) }

  private static func bit(_ name: String) -> UInt64 { 1 << UInt64((name.utf8.first ?? 0) & 63) }
}
