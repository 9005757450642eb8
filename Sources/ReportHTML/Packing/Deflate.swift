import CDeflate
import TraceText

/// Compresses bytes as raw deflate (RFC 1951), which browsers unpack as `deflate-raw`.
///
/// Level 7 of libdeflate makes pages about as small as zlib's level 9 does, in less than half of its time; level 6 is
/// faster still and makes them larger.
final class Deflate {
  private let compressor: OpaquePointer
  private var output: [UInt8] = []

  /// Nil where there is no memory.
  init?() {
    guard let compressor = libdeflate_alloc_compressor(7) else { return nil }
    self.compressor = compressor
  }

  deinit { libdeflate_free_compressor(compressor) }

  /// Appends the compressed bytes as base64.
  func append(_ bytes: [UInt8], asBase64To target: inout [UInt8]) {
    let bound = libdeflate_deflate_compress_bound(compressor, bytes.count)
    if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
    let count = bytes.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        libdeflate_deflate_compress(compressor, source.baseAddress, source.count, target.baseAddress, bound)
      }
    }
    Base64.append(output[..<count], to: &target)
  }
}
