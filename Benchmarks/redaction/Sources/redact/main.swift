import Foundation
import Redaction

// The program that measure.py calls: one JSON string a line in, one JSON object a line out, each text by itself.

struct Row: Encodable {
  var out: String
  /// The rules that found something.
  var rules: [String]
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
