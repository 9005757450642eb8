import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Damaged copies of the fixtures: whatever a file holds, importing it ends with traces or with an error.
@Suite("Damaged files of every format")
struct DamageTests {
  /// Envelopes of OpenTelemetry, whose spans of one id are merged or kept as their format says.
  private static let envelopes: Set = [
    "any-agent", "event-log", "jaeger", "otel-console", "otlp-collector", "otlp-json", "otlp-protobuf",
    "otlp-span",
    "phoenix", "span-log", "strands-evals", "tempo", "trail", "zipkin",
  ]
  private static let formats = ImporterRegistry.standard.formats.map(\.id)
  private static let copies = 150

  @Test("Damage neither crashes an importer nor gives spans of one id", arguments: formats)
  func damage(_ format: String) throws {
    let files = try Self.files(of: format)
    var chance = SeededChance(state: format.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    for number in 0..<Self.copies {
      let (name, bytes) = files[number % files.count]
      let damaged = Damage.copy(of: bytes, &chance)
      let document = SourceDocument(name: name, bytes: JSONBytes(damaged))
      // The format is named for every other copy, so that importers also see what they would not claim.
      guard
        let result = try? ImporterRegistry.standard.importTraces(
          from: [document], format: number.isMultiple(of: 2) ? nil : format)
      else { continue }
      for trace in result.traces {
        let ids = Set(trace.spans.map(\.id))
        let areMerged = Self.envelopes.contains(format) || ids.count == trace.spans.count
        #expect(areMerged, "copy \(number) of \(name) gives spans of one id")
        #expect(trace.spans.allSatisfy { $0.parentID != $0.id }, "copy \(number) of \(name): its own parent")
      }
      for remark in result.diagnostics {
        #expect(remark.place.file.hasPrefix(name), "copy \(number) of \(name): \(remark.message)")
      }
    }
  }

  private static func files(of format: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = Snapshot.fixtures.appending(path: format)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let files = try names.filter { !$0.hasSuffix(".dump.txt") }.map {
      (name: $0, bytes: [UInt8](try Data(contentsOf: folder.appending(path: $0))))
    }
    return files.filter { $0.bytes.count < 20_000 }
  }
}

/// SplitMix64: the same numbers in every run.
private struct SeededChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Damage to the bytes of a JSON file, mostly such that it stays JSON.
private enum Damage {
  private static let values = [
    "null", "true", "[]", "{}", "[null]", "[[]]", #"{"a":1}"#, #""""#, #""x""#, "0", "-1", "1e999", "NaN",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "0.5",
    #""9999999-01-01T00:00:00Z""#, #""2026-13-45T99:99:99Z""#, #""data:image/png;base64,!!""#, #""\ud800""#,
    String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
  ]

  static func copy(of bytes: [UInt8], _ chance: inout SeededChance) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      let scalars = scalars(in: bytes)
      guard let one = scalars.randomElement(using: &chance), let other = scalars.randomElement(using: &chance)
      else { return bytes }
      switch Int.random(in: 0..<10, using: &chance) {
      case 0: bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &chance)...)
      case 1: bytes[one.lowerBound] = UInt8.random(in: 0...255, using: &chance)
      case 2: bytes.removeSubrange(one)
      case 3...5: bytes.replaceSubrange(one, with: Array(bytes[other]))
      default: bytes.replaceSubrange(one, with: Array((values.randomElement(using: &chance) ?? "").utf8))
      }
    }
    return bytes
  }

  /// The strings, numbers and words of a JSON text, names of members among them.
  private static func scalars(in bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var place = 0
    while place < bytes.count {
      let start = place
      if bytes[place] == UInt8(ascii: "\"") {
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place = min(place + 1, bytes.count)
      } else {
        while place < bytes.count, !"{}[],:\" \n\r\t".utf8.contains(bytes[place]) { place += 1 }
      }
      if place > start { result.append(start..<place) } else { place += 1 }
    }
    return result
  }
}
