import CDeflate

/// Compresses bytes as raw deflate (RFC 1951), which browsers unpack as `deflate-raw`.
///
/// Level 7 of libdeflate makes pages about as small as zlib's level 9 does, in less than half of its time; level 6 is
/// faster still and makes them larger. It is for what is larger than any block that is filled with steps: there level 7
/// may take three times as long for nothing, as in an object of many like keys.
final class Deflate {
  private static let (level, levelOfLarge): (Int32, Int32) = (7, 6)
  private static let largeSize = 1 << 20

  private let compressor: OpaquePointer
  /// The one for what is large, made when it is first needed.
  private var fast: OpaquePointer?
  private var output: [UInt8] = []

  /// Nil where there is no memory.
  init?() {
    guard let compressor = libdeflate_alloc_compressor(Self.level) else { return nil }
    self.compressor = compressor
  }

  deinit {
    libdeflate_free_compressor(compressor)
    libdeflate_free_compressor(fast)
  }

  /// The compressed bytes, in no more room than they need.
  func bytes(of bytes: [UInt8]) -> [UInt8] {
    if bytes.count > Self.largeSize, fast == nil { fast = libdeflate_alloc_compressor(Self.levelOfLarge) }
    let compressor = bytes.count > Self.largeSize ? fast ?? compressor : compressor
    let bound = libdeflate_deflate_compress_bound(compressor, bytes.count)
    if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
    let count = bytes.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        libdeflate_deflate_compress(compressor, source.baseAddress, source.count, target.baseAddress, bound)
      }
    }
    return Array(output[..<count])
  }
}
