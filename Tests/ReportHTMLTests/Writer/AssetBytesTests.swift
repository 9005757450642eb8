import Foundation
import TestSupport
import Testing

@testable import ReportHTML

@Suite("What is embedded is what is on disk")
struct AssetBytesTests {
  private static let folder = Repository.root.appending(path: "assets")

  private func bytes(_ text: StaticString) -> [UInt8] { text.withUTF8Buffer { Array($0) } }

  @Test("Given every file of assets/, then its constant has its bytes, and there is no other")
  func bytes() throws {
    var expected: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path) {
      let url = Self.folder.appending(path: path)
      let isFolder = try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
      if !isFolder, !url.lastPathComponent.hasPrefix(".") {
        expected[path] = Array(try Data(contentsOf: url))
      }
    }
    #expect(Assets.all.map(\.path) == expected.keys.sorted())
    for asset in Assets.all { #expect(bytes(asset.content) == expected[asset.path], "\(asset.path)") }
  }

  @Test(
    "Given the style, then but for blanks and comments it is the concatenation of css/ in the order of names")
  func style() {
    let parts = Assets.all.filter { $0.path.hasPrefix("css/") && $0.path.split(separator: "/").count == 2 }
    let whole = parts.flatMap { bytes($0.content) }
    #expect(squeezed(bytes(Assets.style)) == squeezed(whole))
    #expect(Assets.style.utf8CodeUnitCount < whole.count)
  }

  @Test("Given what lists, comparisons and indexes alone need, then the page of one trace has none of it")
  func trace() {
    let style = String(decoding: bytes(Assets.traceStyle), as: UTF8.self)
    #expect(!style.contains(".list-search") && !style.contains("main.comparison") && style.contains(".talk"))
    #expect(bytes(Assets.style).starts(with: bytes(Assets.traceStyle)))
    let script = String(decoding: bytes(Assets.traceScript), as: UTF8.self)
    #expect(!script.contains("function setUpList(") && script.contains("function setUpTrace("))
    #expect(String(decoding: bytes(Assets.script), as: UTF8.self).contains("function setUpList("))
  }

  /// Without comments, blanks, and the last semicolon of a rule.
  private func squeezed(_ style: [UInt8]) -> String {
    String(decoding: style, as: UTF8.self).replacing(/\/\*.*?\*\//, with: "").filter { !$0.isWhitespace }
      .replacing(";}", with: "}")
  }
}
