/// Takes off English plural and tense endings; other scripts keep their words.
enum Stem {
  /// What two forms of a word share. Not a word of its own: `purchase` and `purchased` give `purchas`.
  static func key(_ word: String) -> String {
    var bytes = Array(word.utf8)
    guard bytes.count > 3, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
    dropPlural(&bytes)
    dropTense(&bytes)
    if bytes.count > 4, bytes.last == UInt8(ascii: "e") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether two keys may be forms of one word: generous, so that nothing is called missing that is there.
  static func mayBeSame(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let (short, long) = left.utf8.count < right.utf8.count ? (left, right) : (right, left)
    return short.utf8.count >= 4 && long.utf8.count - short.utf8.count <= 4 && long.hasPrefix(short)
  }

  private static func dropPlural(_ bytes: inout [UInt8]) {
    if bytes.ends(with: "ies") && bytes.count > 4 {
      bytes.removeLast(3)
      bytes.append(UInt8(ascii: "y"))
    } else if ["sses", "shes", "ches", "xes", "zes"].contains(where: bytes.ends) {
      bytes.removeLast(2)
    } else if bytes.ends(with: "s") && !["ss", "us", "is"].contains(where: bytes.ends) {
      bytes.removeLast()
    }
  }

  private static func dropTense(_ bytes: inout [UInt8]) {
    for ending in ["ing", "ed"] where bytes.ends(with: ending) {
      guard bytes.count - ending.utf8.count >= 4 else { return }
      bytes.removeLast(ending.utf8.count)
      let doubled: [UInt8] = Array("bdgmnprt".utf8)
      if let last = bytes.last, bytes.dropLast().last == last, doubled.contains(last) { bytes.removeLast() }
      return
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: String) -> Bool { suffix(ending.utf8.count).elementsEqual(ending.utf8) }
}
