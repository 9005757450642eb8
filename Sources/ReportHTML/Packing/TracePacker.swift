import CZstd
import TraceText

/// Packs the trace of a page as a frame of Zstandard (RFC 8878) with a checksum.
///
/// Not deflate, as other blocks are: it looks back 32 KB, and calls that repeat their history repeat it farther back.
/// Over 148 files of the corpus the traces took 18% of their pages with deflate, and take 5% with this.
public final class TracePacker {
  /// Of seven large traces six are smaller by it than by level 6, by up to 8%, and one is 4% larger, in half of the time.
  private static let level: Int32 = 4
  /// 16 MB: a trace holds each message once, and what repeats otherwise stands nearer. Looking back over 128 MB, as far
  /// as every reader does without being asked to, holds that much and packs 5% better at most.
  private static let windowLog: Int32 = 24
  /// A trace below this is packed at once, with tables of its size.
  private static let pieceSize = 1 << 20

  private let context: OpaquePointer
  private let output: ([UInt8]) -> Void
  private var pending: [UInt8] = []
  private var isWhole = true
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)

  /// Nil where there is no memory.
  private init?(output: @escaping ([UInt8]) -> Void) {
    guard let context = ZSTD_createCCtx() else { return nil }
    self.context = context
    self.output = output
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, Self.windowLog)
    ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Hands over the packed bytes of what `write` gives, piece by piece; false where there is no memory.
  fileprivate static func pack(_ write: (([UInt8]) -> Void) -> Void, to output: ([UInt8]) -> Void) -> Bool {
    withoutActuallyEscaping(output) { output in
      guard let packer = TracePacker(output: output) else { return false }
      write { packer.add($0) }
      packer.pack(ZSTD_e_end)
      return packer.isWhole
    }
  }

  /// The packed bytes of what `write` gives, whole; `nil` where there is no memory.
  public static func pack(_ write: (([UInt8]) -> Void) -> Void) -> [UInt8]? {
    var bytes: [UInt8] = []
    return pack(write) { bytes += $0 } ? bytes : nil
  }

  private func add(_ bytes: [UInt8]) {
    pending += bytes
    if pending.count > Self.pieceSize { pack(ZSTD_e_continue) }
  }

  private func pack(_ directive: ZSTD_EndDirective) {
    defer { pending.removeAll(keepingCapacity: true) }
    guard isWhole else { return }
    isWhole = pending.withUnsafeBytes { input in
      var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      while true {
        let (left, count) = buffer.withUnsafeMutableBytes { room in
          var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
          let left = ZSTD_compressStream2(context, &target, &source, directive)
          return (left, target.pos)
        }
        if ZSTD_isError(left) != 0 { return false }
        if count > 0 { output(Array(buffer[..<count])) }
        if directive == ZSTD_e_end ? left == 0 : source.pos == source.size { return true }
      }
    }
  }
}

/// A packed trace, until it stands in its page.
public struct PackedTrace: Sendable {
  /// The frame in pieces, which take no more room than they need.
  let pieces: [[UInt8]]
  /// Whether memory sufficed for all of it.
  let isWhole: Bool

  /// Packs what `write` hands over.
  public init(_ write: PageWriter.TraceSource) {
    var pieces: [[UInt8]] = []
    isWhole = TracePacker.pack(write) { pieces.append($0) }
    self.pieces = pieces
  }
}

extension TraceBlock {
  /// Hands over the element with a packed trace; nothing where there was no memory for it.
  static func element(opening: String = opening, _ trace: PackedTrace, to output: ([UInt8]) -> Void) {
    guard !trace.pieces.isEmpty else { return }
    // What no piece holds yet; never empty, so that a joint has a piece behind it.
    var rest: [UInt8] = []
    var text = Array(opening.utf8)
    for bytes in trace.pieces {
      rest += bytes
      var start = 0
      while rest.count - start > DataBlock.pieceSize {
        Base64.append(rest[start..<start + DataBlock.pieceSize], to: &text)
        text += DataBlock.joint.utf8
        start += DataBlock.pieceSize
      }
      rest.removeFirst(start)
      output(text)
      text = []
    }
    // Without its end the frame is damaged, which its reader says.
    if trace.isWhole { Base64.append(rest[...], to: &text) }
    output(text + Array((DataBlock.closing + "\n").utf8))
  }
}
