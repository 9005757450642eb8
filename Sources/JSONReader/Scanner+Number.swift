extension Scanner {
  /// Reads a number (RFC 8259, section 6) and says whether it is spelled as an integer.
  @inline(__always) mutating func number() throws(ScanFailure) -> TapeKind {
    var kind = TapeKind.integer
    if current == UInt8(ascii: "-") { position &+= 1 }
    if current == UInt8(ascii: "0") {
      position &+= 1
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position &+= 1
      kind = .real
      try digits()
    }
    if current | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      kind = .real
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position &+= 1 }
      try digits()
    }
    try endOfWord()
    return kind
  }

  @inline(__always) private mutating func digits() throws(ScanFailure) {
    let start = position
    while position < end, base[position] &- 0x30 < 10 { position &+= 1 }
    guard position > start else { throw ScanFailure(position, .expected("a digit")) }
  }
}
