import Glibc
package import JSONReader

/// What a database's first 100 bytes say (sqlite.org/fileformat2.html, section 1.3).
struct DatabaseHeader {
  let pageSize: Int
  /// Whether changes go to a log beside the file first.
  let usesLog: Bool

  init?(_ bytes: JSONBytes) {
    guard bytes.count >= 100, let high = bytes[16], let low = bytes[17] else { return nil }
    let size = Int(high) << 8 | Int(low)
    pageSize = size == 1 ? 65536 : size
    guard pageSize >= 512, pageSize.nonzeroBitCount == 1 else { return nil }
    usesLog = bytes[18] == 2 || bytes[19] == 2
  }
}

/// The pages that a write-ahead log has newer than its database (section 4 of the file format).
///
/// A program that has the database open leaves its newest work there.
package struct WriteAheadLog {
  /// Of each page, where its newest content begins within the log.
  private var newest: [Int: Int] = [:]
  /// How many pages the database has after the last transaction that was finished.
  private var pageCount = 0
  private let pageSize: Int
  private let bytes: JSONBytes

  /// Reads a log up to the last transaction in it that is whole; `nil` where there is none.
  private init?(_ bytes: JSONBytes, pageSize: Int) {
    self.bytes = bytes
    self.pageSize = pageSize
    bytes.withUnsafeBytes { read($0) }
    if newest.isEmpty { return nil }
  }

  private mutating func read(_ log: UnsafeRawBufferPointer) {
    guard log.count >= 32, log.word(0) & ~1 == 0x377f_0682, log.word(8) == UInt32(pageSize) else { return }
    var sum = Checksum(isBigEndian: log.word(0) & 1 == 1)
    sum.add(log, 0..<24)
    guard sum.isThat(of: log, at: 24) else { return }
    var pending: [Int: Int] = [:]
    var frame = 32
    while frame + 24 + pageSize <= log.count, log.word(frame + 8) == log.word(16),
      log.word(frame + 12) == log.word(20)
    {
      sum.add(log, frame..<(frame + 8))
      sum.add(log, (frame + 24)..<(frame + 24 + pageSize))
      let page = Int(log.word(frame))
      guard sum.isThat(of: log, at: frame + 16), page > 0 else { return }
      pending[page] = frame + 24
      let size = Int(log.word(frame + 4))
      if size > 0 {
        newest.merge(pending) { $1 }
        pending = [:]
        pageCount = size
      }
      frame += 24 + pageSize
    }
  }

  /// The database as it is with what the log holds, and marked as one without a log, as reading it from memory asks.
  ///
  /// - Returns: the bytes, and how many of their pages are the log's.
  package static func merge(_ log: JSONBytes?, into database: JSONBytes) -> (bytes: JSONBytes, pages: Int) {
    guard let header = DatabaseHeader(database) else { return (database, 0) }
    let log = log.flatMap { WriteAheadLog($0, pageSize: header.pageSize) }
    // Each page stands in one of the two: a count beyond that is no count.
    let most = database.count + (log?.newest.count ?? 0) * header.pageSize
    let count = min(log.map { $0.pageCount * header.pageSize } ?? database.count, most)
    guard count > 0, let memory = calloc(count, 1) else { return (database, 0) }
    let image = UnsafeMutableRawBufferPointer(start: memory, count: count)
    database[0..<count].withUnsafeBytes { image.copyMemory(from: $0) }
    for (page, place) in log?.newest ?? [:] {
      let start = (page - 1) * header.pageSize
      guard start + header.pageSize <= count else { continue }
      log?.bytes[place..<(place + header.pageSize)].withUnsafeBytes { content in
        UnsafeMutableRawBufferPointer(rebasing: image[start...]).copyMemory(from: content)
      }
    }
    if count > 20 { (image[18], image[19]) = (1, 1) }
    let bytes = JSONBytes(owning: UnsafeRawBufferPointer(image)) { memory in
      free(UnsafeMutableRawPointer(mutating: memory.baseAddress))
    }
    return (bytes, log?.newest.count ?? 0)
  }
}

/// The checksum of logs, over words of 32 bits.
private struct Checksum {
  let isBigEndian: Bool
  private var first: UInt32 = 0
  private var second: UInt32 = 0

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func add(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let (left, right) = (bytes.word(place), bytes.word(place + 4))
      first &+= (isBigEndian ? left : left.byteSwapped) &+ second
      second &+= (isBigEndian ? right : right.byteSwapped) &+ first
    }
  }

  func isThat(of bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    first == bytes.word(place) && second == bytes.word(place + 4)
  }
}

extension UnsafeRawBufferPointer {
  /// Four bytes, the highest first, which must be there.
  fileprivate func word(_ place: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }
}
