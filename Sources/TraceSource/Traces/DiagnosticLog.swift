package import TraceModel

/// Diagnostics one by one up to a limit, beyond it counted: a file of rubbish would have millions.
package struct DiagnosticLog {
  private static let maximum = 1000

  private var listed: [Diagnostic] = []
  private var counted: (first: Diagnostic, count: Int, isLoss: Bool)?

  /// Creates an empty log.
  package init() {}

  /// Whether further diagnostics are only counted, so that their places need not be found.
  package var isFull: Bool { listed.count >= Self.maximum }

  package mutating func add(_ diagnostic: Diagnostic) {
    guard isFull else { return listed.append(diagnostic) }
    let isLoss = diagnostic.severity == .loss
    guard let counted else {
      self.counted = (diagnostic, 1, isLoss)
      return
    }
    self.counted = (counted.first, counted.count + 1, counted.isLoss || isLoss)
  }

  /// Notes something that was mended without loss.
  package mutating func note(_ message: String, at place: SourcePlace, action: String) {
    add(Diagnostic(severity: .note, place: place, message: message, action: action))
  }

  /// Notes something that is missing from what was read.
  package mutating func loss(_ message: String, at place: SourcePlace, action: String) {
    add(Diagnostic(severity: .loss, place: place, message: message, action: action))
  }

  /// The listed diagnostics, of many that say the same the first alone with their number.
  private var collapsed: [Diagnostic] {
    let key = { (diagnostic: Diagnostic) in
      [diagnostic.severity.rawValue, diagnostic.message, diagnostic.action]
    }
    let counts = Dictionary(grouping: listed, by: key).mapValues(\.count).filter { $0.value > 3 }
    var told: Set<[String]> = []
    return listed.compactMap { diagnostic in
      guard let count = counts[key(diagnostic)] else { return diagnostic }
      guard told.insert(key(diagnostic)).inserted else { return nil }
      var first = diagnostic
      first.message += ", \(count) times; this is the first"
      return first
    }
  }

  /// The listed diagnostics, and one for all that were only counted.
  package var diagnostics: [Diagnostic] {
    let listed = collapsed
    guard let counted else { return listed }
    return listed + [
      Diagnostic(
        severity: counted.isLoss ? .loss : .note, place: counted.first.place,
        message: "\(counted.count) more things are not as expected; the first: \(counted.first.message)",
        action: "they are not listed one by one")
    ]
  }
}
