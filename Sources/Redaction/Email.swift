/// E-mail addresses as people write them: the everyday part of RFC 5321, letters of any script before the @.
enum Email {
  /// The address whose `@` stands at the candidate.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var start = candidate.start
    let lowest = max(candidate.floor, candidate.start - 64)
    while start > lowest, isLocal(bytes[start - 1]) { start -= 1 }
    while start < candidate.start, ".-+'".utf8.contains(bytes[start]) { start += 1 }
    if start > 0, bytes[start - 1] == 0x5C, start < candidate.start, "nrt".utf8.contains(bytes[start]) {
      start += 1
    }
    while start < candidate.start, bytes[start] & 0xC0 == 0x80 { start += 1 }
    guard start < candidate.start, bytes[candidate.start - 1] != UInt8(ascii: ".") else { return nil }
    guard let end = domainEnd(bytes, from: candidate.start + 1) else { return nil }
    // git@host:path is the login of a repository, the same for everyone.
    if bytes.string(start..<candidate.start) == "git" { return nil }
    return start..<end
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    byte.isNamePart || ".+'".utf8.contains(byte) || byte >= 0x80
  }

  private static func domainEnd(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var lastDot: Int?
    while index < bytes.count, index - start < 255 {
      if bytes[index] == UInt8(ascii: ".") {
        guard index > start, index + 1 < bytes.count, bytes[index + 1].isAlphanumeric else { break }
        lastDot = index
      } else if !bytes[index].isAlphanumeric && bytes[index] != UInt8(ascii: "-") {
        break
      }
      index += 1
    }
    guard let lastDot else { return nil }
    var end = index
    while end > lastDot, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let top = lastDot + 1..<end
    guard (2...24).contains(top.count) else { return nil }
    for place in top where !bytes[place].isASCIILetter { return nil }
    return fileTypes.contains(bytes.string(top).lowercased()) ? nil : end
  }

  /// `icon@2x.png` is a file.
  private static let fileTypes: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "js", "ts", "tsx", "jsx", "css", "html", "json", "md", "py",
    "pdf",
  ]
}
