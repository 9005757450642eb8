import JSONReader

/// How YAML that holds a map, or a list of maps, begins.
enum YAMLStart {
  private static let longestName = 64
  private static let head = 4096

  /// Whether the first line that is no comment is a name with a colon that ends the line or has a blank behind it. O(1).
  static func isOne(_ bytes: JSONBytes) -> Bool {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Nearly all sources are JSON, and told by their first byte.
    guard !bytes.isBracket(at: bytes.nextNonSpace(from: start)) else { return false }
    let text = bytes[start..<min(bytes.count, head)].array
    let lines = text.split(separator: UInt8(ascii: "\n"))
    let first = lines.first { line in
      let isMark = line.starts(with: Array("---".utf8)) || line.first == UInt8(ascii: "%")
      return !(isMark || line.first == UInt8(ascii: "#") || line.allSatisfy { $0 <= 0x20 })
    }
    guard var line = first else { return false }
    while line.first == UInt8(ascii: "-"), line.dropFirst().first == UInt8(ascii: " ") {
      line = line.dropFirst(2)
    }
    let name = line.prefix { ScriptText.isWord($0) || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty, name.count <= longestName, name.last != UInt8(ascii: "-") else { return false }
    let rest = line.dropFirst(name.count)
    guard rest.first == UInt8(ascii: ":") else { return false }
    return rest.dropFirst().first.map { $0 == 0x20 || $0 == 0x0D } ?? true
  }
}
