import JSONReader

/// Finds the entries of a zip archive by the headers before them, where the directory at its end is missing: its
/// writer was stopped, or the copy is cut.
struct ZipScan {
  private let bytes: JSONBytes

  init(_ bytes: JSONBytes) { self.bytes = bytes }

  /// The entries whose header is whole; the last one's contents may be cut. Linear in the archive's size.
  func entries(atMost most: Int) throws(ZipFailure) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    var offset = nextHeader(from: 0)
    while let place = offset, let header = ZipLocalHeader(bytes, at: place) {
      guard entries.count < most else { throw .tooManyEntries }
      // Where the sizes come after the contents, these reach to the next header at most.
      let end = header.packedSize.map { header.dataOffset.addingReportingOverflow($0) }
      let next = end.map { $0.overflow ? bytes.count : $0.partialValue } ?? header.dataOffset
      offset = nextHeader(from: next)
      let packed = header.packedSize ?? (offset ?? bytes.count) - header.dataOffset
      entries.append(
        ZipEntry(
          name: header.name, method: header.method, isEncrypted: header.isEncrypted,
          checksum: header.packedSize == nil ? nil : header.checksum, packedSize: packed,
          size: header.packedSize == nil ? nil : header.size, headerOffset: place))
    }
    return entries
  }

  private func nextHeader(from start: Int) -> Int? {
    var offset = start
    while let place = bytes.firstIndex(of: 0x50, from: offset) {
      if bytes.number(4, at: place) == 0x0403_4B50 { return place }
      offset = place + 1
    }
    return nil
  }
}

/// The header before an entry's contents.
struct ZipLocalHeader {
  let name: String
  let method: Int
  let isEncrypted: Bool
  let checksum: UInt32
  /// `nil` where the sizes come after the contents.
  let packedSize: Int?
  let size: Int
  let dataOffset: Int

  /// Fails where there is no whole header.
  init?(_ bytes: JSONBytes, at offset: Int) {
    guard bytes.number(4, at: offset) == 0x0403_4B50, let flags = bytes.number(2, at: offset + 6),
      let method = bytes.number(2, at: offset + 8), let checksum = bytes.number(4, at: offset + 14),
      let packed = bytes.number(4, at: offset + 18), let size = bytes.number(4, at: offset + 22),
      let nameLength = bytes.number(2, at: offset + 26), let extraLength = bytes.number(2, at: offset + 28)
    else { return nil }
    let nameEnd = offset + 30 + nameLength
    guard nameEnd + extraLength <= bytes.count else { return nil }
    var wide = ZipWideNumbers(bytes[nameEnd..<(nameEnd + extraLength)])
    name = bytes[(offset + 30)..<nameEnd].text
    self.method = method
    isEncrypted = flags & 1 == 1
    self.checksum = UInt32(truncatingIfNeeded: checksum)
    self.size = wide.value(for: size) ?? 0
    packedSize = flags & 8 != 0 && packed == 0 ? nil : wide.value(for: packed)
    dataOffset = nameEnd + extraLength
  }
}
