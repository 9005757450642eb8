import JSONReader
import Testing

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Zip archives")
struct ZipArchiveTests {
  /// A zip archive of stored entries.
  private struct Zip {
    var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(
      _ name: String, _ text: String, flags: Int = 0, method: Int = 0, checksum: UInt32? = nil
    ) {
      let contents = JSONBytes(text)
      let crc = Int(checksum ?? Deflate.checksum(of: contents))
      let offset = bytes.count
      let facts =
        Self.number(flags, 2) + Self.number(method, 2) + Self.number(0, 4) + Self.number(crc, 4)
        + Self.number(contents.count, 4) + Self.number(contents.count, 4) + Self.number(name.utf8.count, 2)
        + Self.number(0, 2)
      bytes += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + facts + Array(name.utf8) + contents.array
      directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + facts
      directory += Self.number(0, 10) + Self.number(offset, 4) + Array(name.utf8)
      count += 1
    }

    /// The archive with its directory.
    var whole: JSONBytes {
      JSONBytes(
        bytes + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
          + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(bytes.count, 4)
          + Self.number(0, 2))
    }

    static func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }
  }

  private static func contents(_ archive: ZipArchive, _ name: String, limit: Int = 1000) throws -> String {
    try archive.contents(of: #require(archive[name]), limit: limit).text
  }

  @Test("entries are listed in order and read")
  func read() throws {
    var zip = Zip()
    zip.add("a.json", "[1]")
    zip.add("b/c.json", "{}")
    let archive = try ZipArchive(zip.whole, options: SourceOptions())
    #expect(archive.entries.map(\.name) == ["a.json", "b/c.json"])
    #expect(!archive.isCut)
    #expect(try Self.contents(archive, "b/c.json") == "{}")
  }

  @Test("what stands before an archive does no harm")
  func prefix() throws {
    var zip = Zip()
    zip.add("a.json", "[1]")
    let archive = try ZipArchive(JSONBytes(Array("PREFIX".utf8) + zip.whole.array), options: SourceOptions())
    #expect(try Self.contents(archive, "a.json") == "[1]")
  }

  @Test("of entries with one name the last counts")
  func replaced() throws {
    var zip = Zip()
    zip.add("a.json", "old")
    zip.add("a.json", "new")
    let archive = try ZipArchive(zip.whole, options: SourceOptions())
    #expect(archive.entries.count == 1)
    #expect(try Self.contents(archive, "a.json") == "new")
  }

  @Test("a cut archive is read by the headers before its entries, but for the one that is cut")
  func cut() throws {
    var zip = Zip()
    zip.add("a.json", "[1]")
    zip.add("b.json", "[1, 2, 3, 4]")
    let archive = try ZipArchive(JSONBytes(Array(zip.bytes.dropLast(5))), options: SourceOptions())
    #expect(archive.isCut)
    #expect(try Self.contents(archive, "a.json") == "[1]")
    #expect(throws: ZipFailure.damaged) { try Self.contents(archive, "b.json") }
  }

  @Test("a wrong checksum, an encrypted entry, an unknown method and a large entry are refused")
  func refusals() throws {
    var zip = Zip()
    zip.add("wrong", "text", checksum: 7)
    zip.add("secret", "text", flags: 1)
    zip.add("odd", "text", method: 12)
    zip.add("large", "text")
    let archive = try ZipArchive(zip.whole, options: SourceOptions())
    #expect(throws: ZipFailure.damaged) { try Self.contents(archive, "wrong") }
    #expect(throws: ZipFailure.encrypted) { try Self.contents(archive, "secret") }
    #expect(throws: ZipFailure.unknownMethod(12)) { try Self.contents(archive, "odd") }
    #expect(throws: ZipFailure.tooLarge) { try Self.contents(archive, "large", limit: 3) }
  }

  @Test("more entries than allowed are refused")
  func entries() throws {
    var zip = Zip()
    for number in 0..<3 { zip.add("\(number)", "") }
    var options = SourceOptions()
    options.maximumEntries = 2
    #expect(throws: ZipFailure.tooManyEntries) { try ZipArchive(zip.whole, options: options) }
    #expect(throws: ZipFailure.tooManyEntries) { try ZipArchive(JSONBytes(zip.bytes), options: options) }
  }

  @Test("no cut and no changed byte of an archive does harm")
  func damage() throws {
    let whole = try NativeFixture.document("inspect/agent.eval").bytes.array
    for length in stride(from: 0, to: whole.count, by: 7) {
      let source = SourceDocument(name: "cut.eval", bytes: JSONBytes(Array(whole[..<length])))
      _ = try? ImporterRegistry.standard.importTraces(from: [source], format: "inspect")
    }
    for place in stride(from: 0, to: whole.count, by: 11) {
      var bytes = whole
      bytes[place] ^= 0xFF
      let source = SourceDocument(name: "changed.eval", bytes: JSONBytes(bytes))
      _ = try? ImporterRegistry.standard.importTraces(from: [source], format: nil)
    }
  }

  @Test("an archive that is no log is named as what it is")
  func stranger() throws {
    var zip = Zip()
    zip.add("readme.txt", "Hello.")
    let source = SourceDocument(name: "other.zip", bytes: zip.whole)
    let error = #expect(throws: ImportError.self) {
      try ImporterRegistry.standard.importTraces(from: [source], format: nil)
    }
    #expect(error?.message.contains("this looks like a zip archive") == true)
  }
}
