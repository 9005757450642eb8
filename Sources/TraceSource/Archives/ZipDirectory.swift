package import JSONReader

/// Reads the directory at the end of a zip archive.
struct ZipDirectory {
  private let bytes: JSONBytes

  init(_ bytes: JSONBytes) { self.bytes = bytes }

  /// The entries in the order of the directory; `nil` where it is missing or damaged.
  func entries(atMost most: Int) throws(ZipFailure) -> [ZipEntry]? {
    guard let end = endRecord(), let directory = place(from: end) else { return nil }
    var entries: [ZipEntry] = []
    var offset = directory.offset
    while entries.count < directory.count {
      guard let (entry, next) = entry(at: offset, shift: directory.shift) else { return nil }
      guard entries.count < most else { throw .tooManyEntries }
      entries.append(entry)
      offset = next
    }
    return entries
  }

  /// The place of the end record: the last one whose comment reaches to the end of the archive.
  private func endRecord() -> Int? {
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    var offset = bytes.count - 22
    while offset >= lowest {
      if bytes.number(4, at: offset) == 0x0605_4B50, let comment = bytes.number(2, at: offset + 20),
        offset + 22 + comment == bytes.count
      {
        return offset
      }
      offset -= 1
    }
    return nil
  }

  /// Where the directory starts, how many entries it has, and how far all its offsets are off.
  private func place(from end: Int) -> (offset: Int, count: Int, shift: Int)? {
    guard var count = bytes.number(2, at: end + 10), var size = bytes.number(4, at: end + 12),
      var offset = bytes.number(4, at: end + 16)
    else { return nil }
    var directoryEnd = end
    if bytes.number(4, at: end - 20) == 0x0706_4B50, let wide = bytes.number(8, at: end - 12),
      bytes.number(4, at: wide) == 0x0606_4B50, let wideCount = bytes.number(8, at: wide + 32),
      let wideSize = bytes.number(8, at: wide + 40), let wideOffset = bytes.number(8, at: wide + 48)
    {
      (count, size, offset, directoryEnd) = (wideCount, wideSize, wideOffset, wide)
    }
    // Something may stand before the archive, such as a program that unpacks it.
    let (start, overflow) = directoryEnd.subtractingReportingOverflow(size)
    guard !overflow, start >= 0, start >= offset else { return nil }
    return (start, count, start - offset)
  }

  private func entry(at offset: Int, shift: Int) -> (ZipEntry, next: Int)? {
    guard bytes.number(4, at: offset) == 0x0201_4B50, let flags = bytes.number(2, at: offset + 8),
      let method = bytes.number(2, at: offset + 10), let checksum = bytes.number(4, at: offset + 16),
      let packed = bytes.number(4, at: offset + 20), let size = bytes.number(4, at: offset + 24),
      let nameLength = bytes.number(2, at: offset + 28), let extraLength = bytes.number(2, at: offset + 30),
      let commentLength = bytes.number(2, at: offset + 32), let header = bytes.number(4, at: offset + 42)
    else { return nil }
    let nameEnd = offset + 46 + nameLength
    let next = nameEnd + extraLength + commentLength
    guard next <= bytes.count else { return nil }
    var wide = ZipWideNumbers(bytes[nameEnd..<(nameEnd + extraLength)])
    guard let realSize = wide.value(for: size), let realPacked = wide.value(for: packed),
      let realHeader = wide.value(for: header)
    else { return nil }
    let (headerOffset, overflow) = realHeader.addingReportingOverflow(shift)
    guard !overflow else { return nil }
    let entry = ZipEntry(
      name: bytes[(offset + 46)..<nameEnd].text, method: method, isEncrypted: flags & 1 == 1,
      checksum: UInt32(truncatingIfNeeded: checksum), packedSize: realPacked, size: realSize,
      headerOffset: headerOffset)
    return (entry, next)
  }
}

/// The numbers of 64 bits in an entry's extra field, in the order in which the short ones ask for them.
struct ZipWideNumbers {
  private var numbers: [Int] = []

  init(_ extra: JSONBytes) {
    var offset = 0
    while let id = extra.number(2, at: offset), let size = extra.number(2, at: offset + 2) {
      if id == 1 {
        numbers = stride(from: offset + 4, to: min(offset + 4 + size, extra.count), by: 8)
          .compactMap { extra.number(8, at: $0) }
      }
      offset += 4 + size
    }
  }

  /// The number itself, or the wide one that stands for it; `nil` where that is missing.
  mutating func value(for number: Int) -> Int? {
    guard number == 0xFFFF_FFFF else { return number }
    return numbers.isEmpty ? nil : numbers.removeFirst()
  }
}

extension JSONBytes {
  /// A number of `count` bytes, the lowest first; `nil` outside of the bytes, or where it is no `Int`.
  package func number(_ count: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset <= self.count - count else { return nil }
    var number: UInt64 = 0
    for place in (0..<count).reversed() { number = number << 8 | UInt64(self[offset + place] ?? 0) }
    return Int(exactly: number)
  }
}
