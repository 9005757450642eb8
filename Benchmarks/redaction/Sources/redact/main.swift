import Foundation
import Redaction

// The program that measure.py calls: one JSON string a line in, one JSON object a line out, each text by itself.

struct Row: Encodable {
  var out: String
  /// The rules that found something.
  var rules: [String]
}

/// CPU seconds of this process so far: other programs take turns.
func used() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

// `redact --speed FILE…`: how fast each file is read as one text, three times, the best counted.
if CommandLine.arguments.dropFirst().first == "--speed" {
  let fresh = RedactionSession()
  for path in CommandLine.arguments.dropFirst(2) {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var places = 0
    var seconds = Double.infinity
    for _ in 0..<3 {
      var session = fresh
      let start = used()
      _ = session.redact(text)
      seconds = min(seconds, used() - start)
      places = session.manifest.total
    }
    print("\(Int(Double(text.utf8.count) / 1e6 / seconds)) MB/s of CPU, \(places) places: \(path)")
  }
  exit(0)
}

let decoder = JSONDecoder()
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

// `redact --all`: with all that is taken out on demand.
let isThorough = CommandLine.arguments.dropFirst().first == "--all"
let fresh = isThorough ? RedactionChoice(isThorough: true).session : RedactionSession()
while let line = readLine() {
  // A copy of the session: no text sees the placeholders of another.
  var session = fresh
  let text = try decoder.decode(String.self, from: Data(line.utf8))
  let out = session.redact(text)
  let row = Row(out: out, rules: session.manifest.entries.map(\.ruleID))
  print(String(decoding: try encoder.encode(row), as: UTF8.self))
}
