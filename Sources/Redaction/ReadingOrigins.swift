extension Reading {
  /// Where the bytes at `offsets`, which ascend, of a reading stand in the text that it was made from.
  ///
  /// Every byte of what an escape stands for comes from where the escape begins. The reading's end is the text's.
  static func origins(of offsets: [Int], in text: borrowing Span<UInt8>, without escape: Escape) -> [Int] {
    text.withUnsafeBufferPointer { source in
      var origins: [Int] = []
      var index = 0
      var read = 0
      var mark = nextMark(escape, source, from: 0)
      let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4)
      defer { room.deallocate() }
      for offset in offsets {
        while index < source.count {
          if offset - read < mark - index {
            index += offset - read
            read = offset
            break
          }
          read += mark - index
          index = mark
          guard index < source.count else { break }
          let length = self.length(of: escape, at: index, in: source)
          let next = read + (length == 0 ? 1 : write(escape, at: index, of: source, to: room, at: 0))
          if offset < next { break }
          read = next
          index += max(1, length)
          mark = nextMark(escape, source, from: index)
        }
        origins.append(index)
      }
      return origins
    }
  }
}
