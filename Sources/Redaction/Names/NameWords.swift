/// Splits names into words.
enum NameWords {
  /// The words of a name's last dotted part in small letters: at `_`, `-`, blanks, at `aB`, `ABc`, and before a
  /// number at the end.
  static func split(_ name: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var bytes = Array(name.utf8)[...]
    if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    let tail = bytes.endIndex - bytes.reversed().prefix { $0.isDigit }.count
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for (index, byte) in zip(bytes.indices, bytes) {
      if ".:/".utf8.contains(byte) {
        word.removeAll()
        words.removeAll()
        continue
      }
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == 0x20 {
        close()
        continue
      }
      if index == tail { close() }
      if byte.isUpper, !word.isEmpty, index > bytes.startIndex {
        let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
        let endsCapitals = bytes[index - 1].isUpper && next.isASCIILetter && !next.isUpper
        if !bytes[index - 1].isUpper || endsCapitals { close() }
      }
      word.append(byte.isUpper ? byte | 0x20 : byte)
    }
    close()
    return words
  }
}
