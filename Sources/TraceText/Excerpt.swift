extension String {
  /// The text in one line, cut after that many characters with an ellipsis. Linear in what is kept.
  ///
  /// A character can be made of megabytes of accents, and blanks before the first word can be as many: no more is
  /// looked at than that many long characters can take.
  package func preview(_ limit: Int) -> String {
    let most = min(limit, 1 << 32) * 64 + 4096
    if utf8.count > most {
      let beginning = beginning(ofBytes: most).preview(limit)
      return beginning.hasSuffix("…") ? beginning : beginning + "…"
    }
    let bytes = utf8.span
    var result: [UInt8] = []
    result.reserveCapacity(min(bytes.count, limit))
    var length = 0
    var hasSpace = false
    var place = 0
    while place < bytes.count {
      let word = plainWord(bytes, from: place, atMost: limit - length - (hasSpace ? 1 : 0))
      if word > place {
        if hasSpace { result.append(0x20) }
        bytes.extracting(place..<word).withUnsafeBufferPointer { result.append(contentsOf: $0) }
        length += word - place + (hasSpace ? 1 : 0)
        hasSpace = false
        place = word
        continue
      }
      let end = characterEnd(bytes, at: place)
      if isSpace(bytes, at: place) {
        hasSpace = length > 0
      } else {
        if length >= limit { return String(decoding: result, as: UTF8.self) + "…" }
        if hasSpace {
          result.append(0x20)
          length += 1
          hasSpace = false
        }
        for index in place..<end { result.append(bytes[index]) }
        length += 1
      }
      place = end
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text's first bytes, at most that many, which are fewer than it has: a scalar stays whole.
  func beginning(ofBytes most: Int) -> String {
    var end = utf8.index(startIndex, offsetBy: most)
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end])
  }

  /// Where the ASCII characters end that follow each other from `start` on without a blank, and of which each is a
  /// character by itself.
  private func plainWord(_ bytes: borrowing Span<UInt8>, from start: Int, atMost count: Int) -> Int {
    // The last byte may be part of a character with what follows it.
    let end = min(bytes.count - 1, start + min(max(0, count), bytes.count))
    var index = start
    while index < end, (0x21...0x7E).contains(bytes[index]), bytes[index + 1] < 0x80 { index += 1 }
    return index
  }

  /// The number of characters, as `count` has it. O(n).
  ///
  /// Most long texts are ASCII, where a character is a byte, but for a line end of two: telling that takes a
  /// fraction of going from character to character.
  package var characterCount: Int {
    let known = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      let found = Self.beyondASCIIAndReturns(UnsafeRawBufferPointer(bytes))
      if found.beyondASCII { return nil }
      if !found.returns { return bytes.count }
      var lineEnds = 0
      var previous: UInt8 = 0
      for byte in bytes {
        lineEnds += previous == 0x0D && byte == 0x0A ? 1 : 0
        previous = byte
      }
      return bytes.count - lineEnds
    }
    if let count = known.flatMap(\.self) { return count }
    let bytes = utf8.span
    var (place, count) = (0, 0)
    // A character that follows one beyond ASCII begins where that one was found to end, which need not be found again.
    var next: Index?
    while place < bytes.count {
      count += 1
      if let end = PlainCharacter.end(bytes, at: place) {
        place = end
        next = nil
        continue
      }
      let start = next ?? utf8.index(startIndex, offsetBy: place)
      let end = index(after: start)
      place += utf8.distance(from: start, to: end)
      next = end
    }
    return count
  }

  /// Whether bytes beyond ASCII and returns are among these. Looks at eight at a time: of most texts, that is all that
  /// counting them takes.
  private static func beyondASCIIAndReturns(_ bytes: UnsafeRawBufferPointer) -> (
    beyondASCII: Bool, returns: Bool
  ) {
    let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var all: UInt64 = 0
    var returns: UInt64 = 0
    var place = 0
    while place &+ 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let other = word ^ (ones &* 0x0D)
      all |= word
      // A return leaves a byte of zeros, which alone borrows from its highest bit.
      returns |= (other &- ones) & ~other
      place &+= 8
    }
    while place < bytes.count {
      all |= UInt64(bytes[place])
      if bytes[place] == 0x0D { returns |= 0x80 }
      place &+= 1
    }
    return (all & highest != 0, returns & highest != 0)
  }

  /// Whether there are more characters than that. Linear in the limit, but for characters of many accents.
  package func hasMoreCharacters(than limit: Int) -> Bool {
    guard utf8.count > limit else { return false }
    let bytes = utf8.span
    var place = 0
    for _ in 0...limit {
      if place == bytes.count { return false }
      place = characterEnd(bytes, at: place)
    }
    return true
  }

  /// Where the character ends that begins at `place` of the text's own bytes; one that takes a single byte is ASCII.
  package func characterEnd(_ bytes: borrowing Span<UInt8>, at place: Int) -> Int {
    if let end = PlainCharacter.end(bytes, at: place) { return end }
    let index = utf8.index(startIndex, offsetBy: place)
    return place + utf8.distance(from: index, to: self.index(after: index))
  }

  private func isSpace(_ bytes: borrowing Span<UInt8>, at place: Int) -> Bool {
    let byte = bytes[place]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) }
    return unicodeScalars[utf8.index(startIndex, offsetBy: place)].properties.isWhitespace
  }
}
