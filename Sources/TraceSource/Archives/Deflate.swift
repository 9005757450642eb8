import CZlib
import JSONReader

/// Unpacks bare deflate data (RFC 1951), as the entries of zip archives have it.
enum Deflate {
  static func unpack(_ packed: JSONBytes, into output: GrowingBytes) throws(UnpackingFailure) -> UnpackingEnd
  {
    try packed.withUnsafeBytes { (input) throws(UnpackingFailure) -> UnpackingEnd in
      var stream = z_stream()
      let opened = inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard opened == Z_OK else { throw .noMemory }
      defer { inflateEnd(&stream) }
      var read = 0
      guard try inflate(&stream, input, from: &read, into: output) else { return .truncated }
      return read == input.count ? .complete : .trailing(input.count - read)
    }
  }

  /// Unpacks to the end of a stream; false if the input ends within it.
  static func inflate(
    _ stream: inout z_stream, _ input: UnsafeRawBufferPointer, from read: inout Int, into output: GrowingBytes
  ) throws(UnpackingFailure) -> Bool {
    // zlib counts in 32 bits.
    let most = 1 << 30
    while true {
      let piece = UnsafeRawBufferPointer(rebasing: input[read..<min(input.count, read + most)])
      let space = try output.space()
      let room = min(space.count, most)
      stream.next_in = UnsafeMutablePointer(mutating: piece.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(piece.count)
      stream.next_out = space.bindMemory(to: UInt8.self).baseAddress
      stream.avail_out = UInt32(room)
      let status = CZlib.inflate(&stream, Z_NO_FLUSH)
      let consumed = piece.count - Int(stream.avail_in)
      let written = room - Int(stream.avail_out)
      read += consumed
      try output.grow(by: written)
      switch status {
      case Z_STREAM_END: return true
      case Z_OK, Z_BUF_ERROR:
        if consumed == 0, written == 0 { return false }
      case Z_MEM_ERROR: throw .noMemory
      default: throw .corrupt
      }
    }
  }

  /// The CRC-32 of bytes, as zip archives keep it.
  static func checksum(of bytes: JSONBytes) -> UInt32 {
    bytes.withUnsafeBytes { memory in
      var checksum = crc32(0, nil, 0)
      var rest = memory[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
        checksum = crc32(checksum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
        rest = rest.dropFirst(piece.count)
      }
      return UInt32(truncatingIfNeeded: checksum)
    }
  }
}

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
