import Glibc
import JSONReader

/// Memory that grows while bytes come in, up to a limit, and becomes `JSONBytes` without a copy.
final class GrowingBytes {
  let limit: Int
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0
  private(set) var count = 0
  private let firstCapacity: Int

  init(limit: Int, expecting size: Int = 0) {
    self.limit = max(0, limit)
    firstCapacity = min(max(1 << 16, size), 1 << 28, self.limit + 1)
  }

  deinit { free(memory) }

  /// Free space for at least one byte; one byte more than the limit is allowed, so that excess can be noticed.
  func space() throws(UnpackingFailure) -> UnsafeMutableRawBufferPointer {
    if count == capacity {
      guard capacity <= limit else { throw .tooLarge }
      let larger = min(max(firstCapacity, capacity &* 2), limit + 1)
      guard let moved = realloc(memory, larger) else { throw .noMemory }
      memory = moved
      capacity = larger
    }
    return UnsafeMutableRawBufferPointer(start: memory.map { $0 + count }, count: capacity - count)
  }

  /// Counts bytes that were written into `space()`.
  func grow(by written: Int) throws(UnpackingFailure) {
    count += min(max(0, written), capacity - count)
    guard count <= limit else { throw .tooLarge }
  }

  /// Hands the bytes over, cut to their size.
  func finish() -> JSONBytes {
    guard let filled = memory, count > 0 else { return JSONBytes([]) }
    let kept = realloc(filled, count) ?? filled
    memory = nil
    let bytes = JSONBytes(owning: UnsafeRawBufferPointer(start: kept, count: count)) { memory in
      free(UnsafeMutableRawPointer(mutating: memory.baseAddress))
    }
    capacity = 0
    count = 0
    return bytes
  }
}
