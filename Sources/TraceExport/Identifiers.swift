import TraceText

/// Ids in the form that OTLP wants: lower-case hex of a fixed length, never zeros only.
///
/// An id that has that form stays. Any other becomes a number made of its bytes alone, so that the same source
/// gives the same file; ids that would come out alike are counted apart.
struct Identifiers {
  private let digits: Int
  private var assigned: [String: String] = [:]
  private var taken: Set<String> = []

  /// Creates the table of ids that belong together. Those that may stay are given first, so that no made-up one
  /// takes their place.
  init(_ ids: some Sequence<String>, digits: Int) {
    self.digits = digits
    var foreign: [String] = []
    for id in ids where assigned[id] == nil {
      if Self.isPlain(id, digits: digits) {
        assigned[id] = id
        taken.insert(id)
      } else {
        foreign.append(id)
      }
    }
    for id in foreign where assigned[id] == nil { assigned[id] = make(id) }
  }

  /// The id as OTLP has it; one that the table does not know is made up without looking at the others.
  subscript(id: String) -> String {
    assigned[id] ?? Self.plain(id, digits: digits)
  }

  /// A second id for the same name, for what the source calls alike.
  mutating func another(_ id: String) -> String { make(id) }

  /// The id itself if it has the form, else one made of it.
  static func plain(_ id: String, digits: Int) -> String {
    isPlain(id, digits: digits) ? id : hash(id, attempt: 0, digits: digits)
  }

  /// Whether the id can stay.
  static func isPlain(_ id: String, digits: Int) -> Bool {
    let zero = UInt8(ascii: "0")
    return id.utf8.count == digits && id.utf8.contains { $0 != zero }
      && id.utf8.allSatisfy { (zero...UInt8(ascii: "9")).contains($0) || (0x61...0x66).contains($0) }
  }

  private mutating func make(_ id: String) -> String {
    var attempt = 0
    while true {
      let hex = Self.hash(id, attempt: attempt, digits: digits)
      if taken.insert(hex).inserted { return hex }
      attempt += 1
    }
  }

  /// A UUID without its dashes where that is the id, so that it can be recognised; else FNV-1a of its bytes, a
  /// number for each sixteen digits.
  private static func hash(_ id: String, attempt: Int, digits: Int) -> String {
    let bare = id.lowercased().filter { $0 != "-" }
    if attempt == 0, id.utf8.count == 36, isPlain(bare, digits: digits) { return bare }
    var hex = ""
    for part in 0..<(digits / 16) {
      var hash = StableHash()
      hash.add("\(attempt)/\(part)/")
      hash.add(id)
      let text = String(hash.value, radix: 16)
      hex += String(repeating: "0", count: 16 - text.utf8.count) + text
    }
    return isPlain(hex, digits: digits) ? hex : Self.hash(id, attempt: attempt + 1, digits: digits)
  }
}
