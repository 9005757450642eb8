import TraceModel

/// The entries of a session as a tree: what the model sees at one of them is the way there from the root.
///
/// Sessions of the first version have no ids: each entry follows the one before.
struct PiTree {
  /// How many entries all ways together may have, so that a hostile file cannot make every entry walk to the root.
  private static let budget = 4_000_000

  private let parents: [Int?]
  private let places: [String: Int]
  /// The message that each entry adds to the conversation.
  private var messages: [Int: Message] = [:]
  private var compactions: [Int: (summary: Message, firstKept: Int?)] = [:]
  private var walked = 0

  init(_ entries: [SourceRecord]) {
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { if let id = entry["id"]?.string { places[id] = index } }
    self.places = places
    parents = entries.enumerated().map { index, entry in
      guard entry["type"]?.string != "session" else { return nil }
      guard entry["id"]?.string != nil else { return index > 0 ? index - 1 : nil }
      // Only an earlier entry can be a parent: that leaves no way in a circle.
      return entry["parentId"]?.string.flatMap { places[$0] }.flatMap { $0 < index ? $0 : nil }
    }
  }

  /// Whether some conversation is not whole.
  var isCut: Bool { walked >= Self.budget }

  func place(of id: String?) -> Int? { id.flatMap { places[$0] } }
  func parent(of entry: Int) -> Int? { parents[entry] }

  mutating func set(_ message: Message, at entry: Int) { messages[entry] = message }

  mutating func compact(at entry: Int, to summary: Message, keepingFrom first: Int?) {
    compactions[entry] = (summary, first)
  }

  /// The conversation up to an entry, this one included.
  mutating func conversation(at entry: Int?) -> [Message] {
    var way: [Int] = []
    var next = entry
    while let place = next, walked < Self.budget {
      way.append(place)
      walked += 1
      next = parents[place]
    }
    way.reverse()
    guard let last = way.lastIndex(where: { compactions[$0] != nil }), let compaction = compactions[way[last]]
    else { return way.compactMap { messages[$0] } }
    let kept = compaction.firstKept.map { first in way[..<last].filter { $0 >= first } } ?? []
    return [compaction.summary] + (kept + way[last...]).compactMap { messages[$0] }
  }
}
