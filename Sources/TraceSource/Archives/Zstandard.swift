import CZstd
import JSONReader

/// Unpacks Zstandard (RFC 8878), several frames in a row and frames of unknown size included.
enum Zstandard {
  static func unpack(_ packed: JSONBytes, into output: GrowingBytes) throws(UnpackingFailure) -> UnpackingEnd
  {
    guard let stream = ZSTD_createDStream() else { throw .noMemory }
    defer { ZSTD_freeDStream(stream) }
    return try packed.withUnsafeBytes { (input) throws(UnpackingFailure) -> UnpackingEnd in
      var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      var isBetweenFrames = false
      while true {
        if isBetweenFrames, source.pos == source.size { return .complete }
        let frameStart = source.pos
        let space = try output.space()
        var target = ZSTD_outBuffer(dst: space.baseAddress, size: space.count, pos: 0)
        let left = ZSTD_decompressStream(stream, &target, &source)
        if ZSTD_isError(left) != 0 {
          if isBetweenFrames { return .trailing(input.count - frameStart) }
          throw .corrupt
        }
        try output.grow(by: target.pos)
        let isStuck = source.pos == frameStart && target.pos == 0
        isBetweenFrames = left == 0
        if isStuck, !isBetweenFrames { return .truncated }
      }
    }
  }
}
