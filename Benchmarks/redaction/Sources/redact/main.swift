import Foundation
import Redaction

// The program that measure.py calls: one JSON string a line in, one JSON object a line out, each text by itself.

struct Row: Encodable {
  var out: String
  /// The rules that found something.
  var rules: [String]
}

// `redact --speed FILE…`: how fast each file is read as one text, twice, the second counted.
if CommandLine.arguments.dropFirst().first == "--speed" {
  let fresh = RedactionSession()
  for path in CommandLine.arguments.dropFirst(2) {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var places = 0
    var time = Duration.zero
    for _ in 0..<2 {
      var session = fresh
      time = ContinuousClock().measure { _ = session.redact(text) }
      places = session.manifest.total
    }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    print("\(Int(Double(text.utf8.count) / 1e6 / seconds)) MB/s, \(places) places: \(path)")
  }
  exit(0)
}

let decoder = JSONDecoder()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

let fresh = RedactionSession()
while let line = readLine() {
  // A copy of the session: no text sees the placeholders of another.
  var session = fresh
  let text = try decoder.decode(String.self, from: Data(line.utf8))
  let out = session.redact(text)
  let row = Row(out: out, rules: session.manifest.entries.map(\.ruleID))
  print(String(decoding: try encoder.encode(row), as: UTF8.self))
}
