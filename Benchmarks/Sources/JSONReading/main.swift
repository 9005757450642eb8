import Foundation
import JSONReader

// Reads files with JSONReader and with Foundation in one run and prints megabytes a second and their ratio.
//   swift run -c release json-reading FILE...
// Without files, it reads text that it makes up.

let repetitions = 5

/// The best of several runs in megabytes (10^6) a second.
func speed(of count: Int, _ work: () throws -> Void) rethrows -> Double {
  var best = Duration.seconds(1_000_000)
  for _ in 0..<repetitions {
    best = min(best, try ContinuousClock().measure(work))
  }
  return Double(count) / 1e6 / (best / .seconds(1))
}

/// Reads every value in a row; returns how many there are.
func readAll(_ bytes: JSONBytes) throws -> Int {
  var offset = 0
  var count = 0
  while let (_, end) = try JSONDocument.parseNext(bytes, at: offset) {
    offset = end
    count += 1
  }
  return count
}

/// Decodes every string and number, which is more than a page needs.
func visit(_ value: JSONValue) -> Int {
  switch value.kind {
  case .array: value.elements.reduce(0) { $0 + visit($1) }
  case .object: value.members.reduce(0) { $0 + $1.key.utf8.count + visit($1.value) }
  case .string: value.string?.utf8.count ?? 0
  case .number: value.double.map { $0.isFinite ? 1 : 0 } ?? 0
  case .null, .bool: 0
  }
}

func madeUp() -> [(name: String, data: Data)] {
  let message =
    #"{"role":"user","content":"A question of some length\nwith a second line.","tokens":1234,"cost":0.00125}"#
  let prose = String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 100)
  let messages = Array(repeating: message, count: 200_000).joined(separator: ",")
  let texts = Array(repeating: "{\"text\":\"\(prose)\"}", count: 5000).joined(separator: ",")
  let numbers = (0..<2_000_000).map { String(Double($0) * 0.37) }.joined(separator: ",")
  return [("messages", messages), ("long texts", texts), ("numbers", numbers)].map { name, body in
    (name, Data("[\(body)]".utf8))
  }
}

func report(_ name: String, _ data: Data) throws {
  let bytes = JSONBytes([UInt8](data))
  let count = try readAll(bytes)
  let tape = try speed(of: data.count) { _ = try readAll(bytes) }
  print("\(name): \(data.count) bytes, \(count) values in a row")
  print("  JSONReader, tape      \(Int(tape)) MB/s")
  guard count == 1 else { return }
  let root = try JSONDocument.parse(bytes).root
  let decoded = try speed(of: data.count) { _ = try visit(JSONDocument.parse(bytes).root) }
  let foundation = try speed(of: data.count) { _ = try JSONSerialization.jsonObject(with: data) }
  print("  JSONReader, decoded   \(Int(decoded)) MB/s (\(visit(root)) units)")
  print("  JSONSerialization     \(Int(foundation)) MB/s")
  print("  tape/JSONSerialization \((tape / foundation * 10).rounded() / 10)")
}

let paths = CommandLine.arguments.dropFirst()
let inputs = paths.isEmpty ? madeUp() : try paths.map { ($0, try Data(contentsOf: URL(filePath: $0))) }
for (name, data) in inputs { try report(name, data) }
