import Foundation
import JSONReader
import TestSupport
import Testing

/// The public JSONTestSuite: what every reader must accept, must refuse, and may do as it likes with.
@Suite(.enabled(if: JSONTestSuite.folder != nil))
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
  static let folder = SharedFolder.find("security/json/test_parsing", for: "JSON: the public JSONTestSuite")

  static let names = folder.map(Repository.files)?.filter { $0.hasSuffix(".json") } ?? []

  /// Reads a file without the extensions that are on by default.
  @discardableResult static func parse(_ name: String) throws -> JSONDocument {
    let bytes = [UInt8](try Data(contentsOf: #require(folder).appending(path: name)))
    var options = JSONOptions()
    options.allowsNonFiniteNumbers = false
    return try JSONDocument.parse(JSONBytes(bytes), options: options)
  }
}
