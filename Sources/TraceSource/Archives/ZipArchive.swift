package import JSONReader

/// A zip archive's list of entries (PKWARE APPNOTE 6.3.10); the entries are unpacked one by one, within limits.
package struct ZipArchive: Sendable {
  /// In the order of the archive; of several with one name the last, as its writer meant to replace the others.
  package let entries: [ZipEntry]
  /// Whether the directory at the end is missing or damaged, so that entries were found by their own headers.
  package let isCut: Bool

  private let bytes: JSONBytes

  /// Reads the list of entries. Linear in the size of the directory; in that of the archive where it is cut.
  package init(_ bytes: JSONBytes, options: SourceOptions) throws(ZipFailure) {
    self.bytes = bytes
    let found: [ZipEntry]
    if let listed = try ZipDirectory(bytes).entries(atMost: options.maximumEntries) {
      (found, isCut) = (listed, false)
    } else {
      (found, isCut) = (try ZipScan(bytes).entries(atMost: options.maximumEntries), true)
    }
    var last: [String: Int] = [:]
    for (place, entry) in found.enumerated() { last[entry.name] = place }
    entries = found.enumerated().filter { last[$0.element.name] == $0.offset }.map(\.element)
  }

  /// Whether the bytes start as zip archives do.
  package static func isZip(_ bytes: JSONBytes) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// The entry of that name.
  package subscript(name: String) -> ZipEntry? { entries.first { $0.name == name } }

  /// Unpacks an entry.
  ///
  /// - Parameter limit: the most bytes that may come out.
  package func contents(of entry: ZipEntry, limit: Int) throws(ZipFailure) -> JSONBytes {
    guard !entry.isEncrypted else { throw .encrypted }
    guard let packed = packedBytes(of: entry) else { throw .damaged }
    let output: JSONBytes
    switch entry.method {
    case 0:
      guard packed.count <= limit else { throw .tooLarge }
      output = packed
    case 8: output = try unpack(packed, limit: limit, size: entry.size, by: Deflate.unpack)
    case 93: output = try unpack(packed, limit: limit, size: entry.size, by: Zstandard.unpack)
    default: throw .unknownMethod(entry.method)
    }
    guard entry.checksum.map({ $0 == Deflate.checksum(of: output) }) ?? true else { throw .damaged }
    return output
  }

  private func unpack(
    _ packed: JSONBytes, limit: Int, size: Int?,
    by method: (JSONBytes, GrowingBytes) throws(UnpackingFailure) -> UnpackingEnd
  ) throws(ZipFailure) -> JSONBytes {
    let output = GrowingBytes(limit: limit, expecting: min(size ?? 0, limit))
    do throws(UnpackingFailure) {
      if case .truncated = try method(packed, output) { throw UnpackingFailure.truncated }
    } catch {
      switch error {
      case .tooLarge: throw .tooLarge
      case .noMemory: throw .noMemory
      case .corrupt, .truncated: throw .damaged
      }
    }
    return output.finish()
  }

  /// The entry's bytes as they stand in the archive; `nil` where they do not lie within it.
  private func packedBytes(of entry: ZipEntry) -> JSONBytes? {
    guard let header = ZipLocalHeader(bytes, at: entry.headerOffset) else { return nil }
    let (end, overflow) = header.dataOffset.addingReportingOverflow(entry.packedSize)
    guard !overflow, entry.packedSize >= 0, end <= bytes.count else { return nil }
    return bytes[header.dataOffset..<end]
  }
}

/// What the archive says of one of its entries.
package struct ZipEntry: Hashable, Sendable {
  /// Its path within the archive.
  package var name: String
  /// 0 stored, 8 deflate, 93 Zstandard.
  package var method: Int
  package var isEncrypted: Bool
  /// The CRC-32 of its contents, where it is known.
  var checksum: UInt32?
  var packedSize: Int
  /// The size of its contents, where it is known; what really comes out may differ.
  package var size: Int?
  var headerOffset: Int
}

/// Why an archive or one of its entries could not be read.
package enum ZipFailure: Error, Hashable {
  case damaged, encrypted, tooLarge, tooManyEntries, noMemory
  case unknownMethod(Int)

  /// What is wrong, in words that go on after “the entry”.
  package var words: String {
    switch self {
    case .damaged: "is damaged"
    case .encrypted: "is encrypted"
    case .tooLarge: "unpacks to more than is allowed"
    case .tooManyEntries: "is one of more than is allowed"
    case .noMemory: "needs more memory than there is"
    case .unknownMethod(let number):
      "is packed by method \(number), expected 0, 8 (deflate) or 93 (Zstandard)"
    }
  }
}
