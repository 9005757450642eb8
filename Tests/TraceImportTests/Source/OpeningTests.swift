import Glibc
import JSONReader
import Testing
import TraceModel
import TraceSource

@Suite struct OpeningTests {
  @Test func aFileIsOpenedByItsPath() throws {
    try TemporaryFolder.with { folder in
      try folder.write("trace.json", "{\"n\":1}")
      let source = try SourceDocument.open(path: folder.path + "/trace.json")
      #expect(source.name == "trace.json")
      #expect(source.compression == .none)
      #expect(source.values.first?.value["n"]?.int == 1)
    }
  }

  @Test func aLargeFileIsMappedAndReadLikeASmallOne() throws {
    try TemporaryFolder.with { folder in
      let text = String(repeating: "x", count: 33 << 20)
      try folder.write("large.json", "[\"\(text)\", 2]")
      let value = try SourceDocument.open(path: folder.path + "/large.json").values.first?.value
      #expect(value?[0]?.string?.utf8.count == 33 << 20)
      #expect(value?[1]?.int == 2)
    }
  }

  @Test func whatCannotBeOpenedSaysWhy() throws {
    try TemporaryFolder.with { folder in
      try folder.write("empty.json", "")
      try folder.write("secret.json", "{}")
      chmod(folder.path + "/secret.json", 0)
      var expected = [
        "missing.json": "there is no such file", "empty.json": "it is empty, expected a trace",
        "empty.json/x": "there is no such file", ".": "it is a folder, expected a file",
      ]
      // The superuser may read everything.
      if geteuid() != 0 { expected["secret.json"] = "reading it is not permitted" }
      for (name, message) in expected {
        let error = #expect(throws: ImportError.self) {
          try SourceDocument.open(path: folder.path + "/" + name)
        }
        #expect(error?.message == message)
        #expect(error?.advice.isEmpty == false)
        #expect(error?.place.file.contains("/") == false)
      }
    }
  }

  @Test func aFileAboveTheLimitIsRefused() throws {
    try TemporaryFolder.with { folder in
      try folder.write("a.json", "[1, 2, 3]")
      var options = SourceOptions()
      options.maximumBytes = 8
      let error = #expect(throws: ImportError.self) {
        try SourceDocument.open(path: folder.path + "/a.json", options: options)
      }
      #expect(error?.message.contains("larger than 8 bytes") == true)
      options.maximumBytes = 9
      #expect(throws: Never.self) { try SourceDocument.open(path: folder.path + "/a.json", options: options) }
    }
  }

  @Test func aFolderYieldsItsFilesByName() throws {
    try TemporaryFolder.with { folder in
      mkdir(folder.path + "/b", 0o755)
      mkdir(folder.path + "/.git", 0o755)
      try folder.write("z.json", "1")
      try folder.write("b/y.json", "2")
      try folder.write("a.json", "3")
      try folder.write(".hidden.json", "4")
      try folder.write(".git/x.json", "5")
      try folder.write("void.json", "")
      symlink(folder.path, folder.path + "/b/loop")
      let found = try SourceDocument.open(directory: folder.path)
      #expect(found.documents.map(\.name) == ["a.json", "b/y.json", "z.json"])
      #expect(found.diagnostics.map(\.place.file) == ["void.json"])
      #expect(SourceDocument.isDirectory(folder.path))
      #expect(!SourceDocument.isDirectory(folder.path + "/a.json"))
    }
  }

  @Test func aFolderWithoutFilesIsAnError() throws {
    try TemporaryFolder.with { folder in
      #expect(throws: ImportError.self) { try SourceDocument.open(directory: folder.path) }
      #expect(throws: ImportError.self) { try SourceDocument.open(directory: folder.path + "/none") }
    }
  }

  @Test func aPipeIsReadToItsEnd() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    #expect(write(ends[1], "[1]", 3) == 3)
    close(ends[1])
    let source = try SourceDocument.open(path: "/dev/fd/\(ends[0])")
    #expect(source.bytes.text == "[1]")
  }
}

/// A folder that is gone after the test.
private struct TemporaryFolder {
  let path: String

  static func with(_ body: (TemporaryFolder) throws -> Void) throws {
    var template = Array("/tmp/source-tests-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    let folder = TemporaryFolder(path: String(cString: made))
    defer { folder.remove(folder.path) }
    try body(folder)
  }

  func write(_ name: String, _ text: String) throws {
    let file = try #require(fopen(path + "/" + name, "wb"))
    defer { fclose(file) }
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
    #expect(written == text.utf8.count)
  }

  /// Removes a file, a link, or a folder with what is in it.
  private func remove(_ path: String) {
    guard Glibc.remove(path) != 0, let directory = opendir(path) else { return }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { remove(path + "/" + name) }
    }
    closedir(directory)
    rmdir(path)
  }
}
