import CZlib
import JSONReader

/// Unpacks gzip (RFC 1952), several members in a row included.
enum Gzip {
  static func unpack(_ packed: JSONBytes, into output: GrowingBytes) throws(UnpackingFailure) -> UnpackingEnd
  {
    try packed.withUnsafeBytes { (input) throws(UnpackingFailure) -> UnpackingEnd in
      var stream = z_stream()
      let opened = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard opened == Z_OK else { throw .noMemory }
      defer { inflateEnd(&stream) }
      var read = 0
      while true {
        guard try Deflate.inflate(&stream, input, from: &read, into: output) else { return .truncated }
        let rest = input[read...]
        if rest.isEmpty || rest.allSatisfy({ $0 == 0 }) { return .complete }
        guard rest.starts(with: [0x1F, 0x8B]) else { return .trailing(rest.count) }
        guard inflateReset(&stream) == Z_OK else { throw .corrupt }
      }
    }
  }
}
