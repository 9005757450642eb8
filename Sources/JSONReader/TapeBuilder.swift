import Glibc

/// Writes the tape of one value in one pass, without recursion: open containers are chained through the tape.
struct TapeBuilder: ~Copyable {
  private var scanner: Scanner
  private let options: JSONOptions
  private var words: UnsafeMutablePointer<UInt64>
  private var count = 0
  private var capacity: Int

  /// The index of the innermost open container, and how many children it has so far.
  private var container = 0
  private var children = 0
  /// How many words are of whole children and open containers; what follows is the start of a member.
  private var wholeCount = 0
  private var depth = 0
  /// Where the first number stands that is none of JSON's.
  private var firstNonFinite: Int?

  private init(_ scanner: Scanner, options: JSONOptions, words: UnsafeMutablePointer<UInt64>, capacity: Int) {
    self.scanner = scanner
    self.options = options
    self.words = words
    self.capacity = capacity
  }

  /// A builder for the value at or after `offset`; fails when memory runs out.
  static func at(_ offset: Int, in memory: UnsafeRawBufferPointer, options: JSONOptions) throws(ScanFailure)
    -> TapeBuilder
  {
    guard memory.count < TapeWord.offsetLimit else {
      throw ScanFailure(offset, .refused("the input is larger than a terabyte"))
    }
    let capacity = min(max(16, (memory.count - offset) / 16), 1 << 12)
    guard let words = malloc(capacity * MemoryLayout<UInt64>.stride) else {
      throw ScanFailure(offset, .refused("there is not enough memory"))
    }
    return TapeBuilder(
      Scanner(memory, at: offset), options: options, words: words.assumingMemoryBound(to: UInt64.self),
      capacity: capacity)
  }

  deinit { free(words) }

  /// The byte after what has been read.
  var position: Int { scanner.position }

  /// Whether only whitespace is left; skips it.
  mutating func isAtEnd() -> Bool {
    scanner.skipSpace()
    return scanner.position >= scanner.end
  }

  /// Reads one value with everything in it.
  mutating func readValue() throws(ScanFailure) {
    while true {
      try readValueOrOpening()
      // After a value: close what ends here; go on to the next child, or stop behind the root.
      while true {
        if depth == 0 { return }
        scanner.skipSpace()
        let isObject = TapeWord(bits: words[container]).kind == .object
        let byte = scanner.current
        if byte == 0x2C {
          scanner.position &+= 1
          if isObject { try readKey() }
          break
        }
        if byte == (isObject ? 0x7D : 0x5D) {
          try close()
          continue
        }
        throw ScanFailure(scanner.position, .expected(isObject ? "',' or '}'" : "',' or ']'"))
      }
    }
  }

  /// Ends with a scalar or an empty container read; non-empty containers are opened on the way to it.
  @inline(__always) private mutating func readValueOrOpening() throws(ScanFailure) {
    while true {
      scanner.skipSpace()
      switch scanner.current {
      case 0x22: try readString()
      case 0x2D, 0x30...0x39: try readNumber()
      case 0x7B:
        try open(.object)
        if scanner.current == 0x7D { return try close() }
        try readKey()
        continue
      case 0x5B:
        try open(.array)
        if scanner.current == 0x5D { return try close() }
        continue
      default: try readLiteral()
      }
      children &+= 1
      wholeCount = count
      return
    }
  }

  @inline(__always) private mutating func readKey() throws(ScanFailure) {
    scanner.skipSpace()
    guard scanner.current == 0x22 else {
      throw ScanFailure(scanner.position, .expected("a member name in double quotes"))
    }
    try readString()
    scanner.skipSpace()
    guard scanner.current == 0x3A else { throw ScanFailure(scanner.position, .expected("':'")) }
    scanner.position &+= 1
  }

  @inline(__always) private mutating func readString() throws(ScanFailure) {
    let start = scanner.position
    let kind = try scanner.string()
    try append(TapeWord(kind, offset: start, length: scanner.position &- start).bits)
  }

  @inline(__always) private mutating func readNumber() throws(ScanFailure) {
    let start = scanner.position
    if scanner.current == 0x2D, start &+ 1 < scanner.end, scanner.base[start &+ 1] == 0x49 {
      return try readNonFinite("-Infinity")
    }
    let kind = try scanner.number()
    try append(TapeWord(kind, offset: start, length: scanner.position &- start).bits)
  }

  private mutating func readLiteral() throws(ScanFailure) {
    switch scanner.current {
    case UInt8(ascii: "t"): try readLiteral("true", .yes)
    case UInt8(ascii: "f"): try readLiteral("false", .no)
    case UInt8(ascii: "n"): try readLiteral("null", .null)
    case UInt8(ascii: "N"): try readNonFinite("NaN")
    case UInt8(ascii: "I"): try readNonFinite("Infinity")
    default: throw ScanFailure(scanner.position, .expected("a JSON value"))
    }
  }

  private mutating func readLiteral(_ name: StaticString, _ kind: TapeKind) throws(ScanFailure) {
    let start = scanner.position
    try scanner.literal(name)
    try append(TapeWord(kind, offset: start, length: scanner.position &- start).bits)
  }

  private mutating func readNonFinite(_ name: StaticString) throws(ScanFailure) {
    guard options.allowsNonFiniteNumbers else {
      throw ScanFailure(scanner.position, .expected("a finite number or another JSON value"))
    }
    if firstNonFinite == nil { firstNonFinite = scanner.position }
    try readLiteral(name, .nonFinite)
  }
}

extension TapeBuilder {
  /// Opens a container and makes it the innermost one; the parent's count rests in its link meanwhile.
  @inline(__always) private mutating func open(_ kind: TapeKind) throws(ScanFailure) {
    guard depth < options.maximumDepth else {
      throw ScanFailure(scanner.position, .tooDeep(options.maximumDepth))
    }
    if depth > 0 {
      words[container &+ 1] =
        TapeLink(index: TapeLink(bits: words[container &+ 1]).index, count: children).bits
    }
    let parent = container
    container = count
    children = 0
    depth &+= 1
    try append(TapeWord(kind, offset: scanner.position).bits)
    try append(TapeLink(index: parent, count: 0).bits)
    wholeCount = count
    scanner.position &+= 1
    scanner.skipSpace()
  }

  /// Closes the innermost container at the bracket of the current position.
  @inline(__always) private mutating func close() throws(ScanFailure) {
    try append(TapeWord(.close, offset: scanner.position).bits)
    scanner.position &+= 1
    let parent = TapeLink(bits: words[container &+ 1]).index
    words[container &+ 1] = TapeLink(index: count, count: children).bits
    container = parent
    depth &-= 1
    if depth > 0 { children = TapeLink(bits: words[container &+ 1]).count &+ 1 }
    wholeCount = count
  }

  /// After a failure, closes what is open behind its last whole child; false if nothing is.
  mutating func closeAll() throws(ScanFailure) -> Bool {
    guard depth > 0 else { return false }
    count = wholeCount
    let reached = scanner.position
    while depth > 0 {
      scanner.position = max(0, reached - 1)
      try close()
    }
    return true
  }

  @inline(__always) private mutating func append(_ bits: UInt64) throws(ScanFailure) {
    if count == capacity { try grow() }
    words[count] = bits
    count &+= 1
  }

  @inline(never) private mutating func grow() throws(ScanFailure) {
    let larger = capacity * 2
    guard larger <= TapeLink.limit,
      let moved = realloc(words, larger * MemoryLayout<UInt64>.stride)
    else { throw ScanFailure(scanner.position, .refused("there is not enough memory for so many values")) }
    words = moved.assumingMemoryBound(to: UInt64.self)
    capacity = larger
  }

  /// Hands the tape over, cut to its size.
  consuming func finish(bytes: JSONBytes) -> TapeStorage {
    let size = max(1, count) * MemoryLayout<UInt64>.stride
    let words = realloc(words, size)?.assumingMemoryBound(to: UInt64.self) ?? words
    let invalid = scanner.firstInvalidUTF8
    let storage = TapeStorage(
      bytes: bytes, words: words, count: count, end: scanner.position,
      firstInvalidUTF8: invalid < 0 ? nil : invalid, firstNonFinite: firstNonFinite)
    discard self
    return storage
  }
}
