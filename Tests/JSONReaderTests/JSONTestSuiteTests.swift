import Glibc
import JSONReader
import Testing

/// The public JSONTestSuite: what every reader must accept, must refuse, and may do as it likes with.
@Suite(.enabled(if: !JSONTestSuite.names.isEmpty, "the folder shared/security/json/test_parsing is absent"))
struct JSONTestSuiteTests {
  @Test(arguments: JSONTestSuite.names.filter { $0.hasPrefix("y_") })
  func acceptsWhatTheStandardDemands(_ name: String) throws {
    #expect(throws: Never.self) { try JSONTestSuite.parse(name) }
  }

  @Test(arguments: JSONTestSuite.names.filter { $0.hasPrefix("n_") })
  func refusesWhatTheStandardForbids(_ name: String) throws {
    #expect(throws: JSONError.self) { try JSONTestSuite.parse(name) }
  }

  @Test(arguments: JSONTestSuite.names.filter { $0.hasPrefix("i_") })
  func readsFreeCasesWithoutHarm(_ name: String) throws {
    let isUTF16 = name.lowercased().contains("utf-16") || name.contains("utf16")
    if isUTF16 {
      let error = #expect(throws: JSONError.self) { try JSONTestSuite.parse(name) }
      #expect(error?.message.contains("UTF-16") == true)
    } else {
      let document = try JSONTestSuite.parse(name)
      #expect(document.root.allText().unicodeScalars.count >= 0)
    }
  }

  @Test func isComplete() {
    #expect(JSONTestSuite.names.count == 318)
  }
}

extension JSONValue {
  /// Decodes everything below the value.
  fileprivate func allText() -> String {
    switch kind {
    case .array: elements.map { $0.allText() }.joined()
    case .object: members.map { $0.key + $0.value.allText() }.joined()
    case .string: string ?? ""
    case .number: "\(int ?? 0)\(double ?? 0)"
    case .null, .bool: text
    }
  }
}

private enum JSONTestSuite {
  /// The folder beside the checkout, or beside a folder that holds it; empty where there is none.
  static let folder: String = {
    guard let file = realpath(#filePath, nil) else { return "" }
    defer { free(file) }
    var parts = String(cString: file).split(separator: "/", omittingEmptySubsequences: false)
    while !parts.isEmpty {
      parts.removeLast()
      let folder = parts.joined(separator: "/") + "/shared/security/json/test_parsing"
      if access(folder, R_OK) == 0 { return folder }
    }
    return ""
  }()

  static let names: [String] = {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(name) }
    }
    return names.sorted()
  }()

  /// Reads a file without the extensions that are on by default.
  @discardableResult static func parse(_ name: String) throws -> JSONDocument {
    let file = try #require(fopen(folder + "/" + name, "rb"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    var options = JSONOptions()
    options.allowsNonFiniteNumbers = false
    return try JSONDocument.parse(JSONBytes(bytes), options: options)
  }
}
