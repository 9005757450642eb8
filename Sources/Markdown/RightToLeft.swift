/// Tells texts with letters that are written from right to left.
enum RightToLeft {
  /// Whether the UTF-8 text has a letter of Hebrew, Arabic, Syriac, Thaana, N'Ko or a related script: U+0590 to
  /// U+08FF, the presentation forms U+FB1D to U+FDFF and U+FE70 to U+FEFC, U+10800 to U+10FFF, U+1E800 to U+1EFFF. O(n).
  static func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in text.indices where text[index] >= 0xD6 {
      let next = index + 1 < text.count ? text[index + 1] : 0
      let third = index + 2 < text.count ? text[index + 2] : 0
      switch text[index] {
      case 0xD6: if next >= 0x90 { return true }
      case 0xD7...0xDF: return true
      case 0xE0: if (0xA0...0xA3).contains(next) { return true }
      case 0xEF:
        if next == 0xAC && third >= 0x9D || (0xAD...0xB7).contains(next) { return true }
        if next == 0xB9 && third >= 0xB0 || next == 0xBA || next == 0xBB && third <= 0xBC { return true }
      case 0xF0:
        if next == 0x90 && (0xA0...0xBF).contains(third) { return true }
        if next == 0x9E && (0xA0...0xBF).contains(third) { return true }
      default: break
      }
    }
    return false
  }
}
