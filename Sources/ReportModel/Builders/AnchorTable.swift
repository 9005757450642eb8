import TraceAnalysis
import TraceModel

/// The ids under which traces and spans stand on the page: a fixed prefix and a safe alphabet, never twice.
struct AnchorTable {
  private var taken: Set<String> = []

  /// The anchor of a trace, `t-<id>`.
  mutating func trace(_ id: String) -> String { unique("t-" + Self.safe(id)) }

  /// The anchors of a trace's spans, `s-<id>`, by index.
  mutating func spans(_ spans: [Span]) -> [String] {
    var anchors: [String] = []
    anchors.reserveCapacity(spans.count)
    for index in spans.indices { anchors.append(unique("s-" + Self.safe(spans[index].id))) }
    return anchors
  }

  private mutating func unique(_ wanted: String) -> String {
    if taken.insert(wanted).inserted { return wanted }
    var number = 2
    while !taken.insert("\(wanted)~\(number)").inserted { number += 1 }
    return "\(wanted)~\(number)"
  }

  /// Letters, digits, `-` and `.` stay; all else becomes `_` and its code in hex.
  private static func safe(_ id: String) -> String {
    // Most ids have nothing else.
    if id.utf8.allSatisfy(isSafe) { return id }
    var result = ""
    for scalar in id.unicodeScalars {
      if let byte = UInt8(exactly: scalar.value), isSafe(byte) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "_" + String(scalar.value, radix: 16)
      }
    }
    return result
  }

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
    default: false
    }
  }
}
