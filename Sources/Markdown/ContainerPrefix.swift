/// The markers of quotes and lists that a line begins with.
struct ContainerPrefix {
  /// The most containers that can be open at the last marker: a quote takes one column, a list two.
  private(set) var nesting = 0
  /// Where the text after the last marker and its blanks begins; the line's end if there is none.
  private(set) var contentStart: Int

  /// Reads the markers of the line `start..<end`.
  init(of bytes: borrowing Span<UInt8>, from start: Int, to end: Int) {
    contentStart = start
    var index = start
    var quotes = 0
    var columns = 0
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 0x20:
        columns += 1
        index += 1
      case 0x09:
        columns += 4
        index += 1
      case UInt8(ascii: ">"):
        quotes += 1
        index += 1
        nesting = quotes + columns / 2
      default:
        let width = Self.listMarker(of: bytes, from: index, to: end)
        if width == 0 {
          contentStart = index
          return
        }
        columns += width
        index += width
        nesting = quotes + columns / 2 + 1
      }
    }
    contentStart = end
  }

  /// The bytes of the list marker at `start`, 0 if there is none: a bullet or up to nine digits with a dot
  /// or bracket, then a blank or the line's end.
  private static func listMarker(of bytes: borrowing Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): index += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while index < end, index - start < 9, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[index] {
        index += 1
      }
      guard index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") else {
        return 0
      }
      index += 1
    default: return 0
    }
    guard index == end || bytes[index] == 0x20 || bytes[index] == 0x09 else { return 0 }
    return index - start
  }
}
