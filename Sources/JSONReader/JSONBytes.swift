import Glibc

/// Immutable bytes in memory that never move: copied, read or mapped.
///
/// A value is a view: copies and slices share the memory, which is given back when the last view is gone.
public struct JSONBytes: Sendable {
  private let owner: ByteOwner
  private let bounds: Range<Int>

  /// Copies an array.
  public init(_ bytes: [UInt8]) {
    self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
  }

  /// Copies the UTF-8 of a text.
  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { utf8 in
      JSONBytes(count: utf8.count) { $0.copyMemory(from: UnsafeRawBufferPointer(utf8)) }
    }
  }

  /// Takes over memory that stays unchanged until `release` is called, such as a mapped file.
  ///
  /// `release` is called once, on any thread, when no view is left.
  public init(
    owning memory: UnsafeRawBufferPointer,
    release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
  ) {
    owner = ByteOwner(memory, release: release)
    bounds = 0..<memory.count
  }

  /// Allocates `count` bytes and has them filled.
  private init(count: Int, fill: (UnsafeMutableRawBufferPointer) -> Void) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    fill(memory)
    self.init(owning: UnsafeRawBufferPointer(memory)) { $0.deallocate() }
  }

  private init(owner: ByteOwner, bounds: Range<Int>) {
    self.owner = owner
    self.bounds = bounds
  }
}

extension JSONBytes {
  /// The number of bytes.
  public var count: Int { bounds.count }

  /// Whether there are no bytes.
  public var isEmpty: Bool { bounds.isEmpty }

  /// The byte at `index`, from 0; `nil` outside.
  public subscript(_ index: Int) -> UInt8? {
    guard index >= 0, index < bounds.count else { return nil }
    return owner.memory[bounds.lowerBound + index]
  }

  /// The bytes of `range`, cut to what is there; shares the memory.
  public subscript(_ range: Range<Int>) -> JSONBytes {
    let inside = range.clamped(to: 0..<bounds.count)
    let first = bounds.lowerBound + inside.lowerBound
    return JSONBytes(owner: owner, bounds: first..<(first + inside.count))
  }

  /// A copy of the bytes.
  public var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// The bytes as text; invalid UTF-8 becomes U+FFFD.
  public var text: String { withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

  /// Whether the first bytes are `prefix`.
  public func starts(with prefix: [UInt8]) -> Bool {
    withUnsafeBytes { $0.starts(with: prefix) }
  }

  /// The first place of `byte` at or after `start`, or `nil`. Linear.
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    withUnsafeBytes { memory in
      let start = max(0, start)
      guard start < memory.count, let base = memory.baseAddress,
        let found = memchr(base + start, Int32(byte), memory.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// The first place at or after `start` where these bytes stand one after the other, or `nil`. O(bytes × wanted).
  public func firstIndex(of wanted: [UInt8], from start: Int = 0) -> Int? {
    guard let first = wanted.first else { return nil }
    var start = start
    while let place = firstIndex(of: first, from: start), place + wanted.count <= count {
      if withUnsafeBytes({ $0[place...].starts(with: wanted) }) { return place }
      start = place + 1
    }
    return nil
  }

  /// Gives the memory to `body`, which must not keep it.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return try body(UnsafeRawBufferPointer(rebasing: owner.memory[bounds]))
  }
}

/// Keeps memory until nobody needs it. Unchecked because the memory never changes.
private final class ByteOwner: @unchecked Sendable {
  let memory: UnsafeRawBufferPointer
  private let release: @Sendable (UnsafeRawBufferPointer) -> Void

  init(_ memory: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
    self.memory = memory
    self.release = release
  }

  deinit { release(memory) }
}
