import TraceText

/// JSON Web Tokens in compact form (RFC 7519).
enum WebToken {
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.start > 0, !isEscaped(bytes, candidate.start) {
      // Within a longer run the run's own beginning is the candidate; trying each would be quadratic.
      let before = bytes[candidate.start - 1]
      if before.isNamePart || before == UInt8(ascii: ".") { return nil }
    }
    var end = candidate.start
    var dots: [Int] = []
    while end < bytes.count, bytes[end].isNamePart || bytes[end] == UInt8(ascii: ".") {
      if bytes[end] == UInt8(ascii: ".") { dots.append(end) }
      end += 1
    }
    guard let first = dots.first, first - candidate.start < 4096 else { return nil }
    guard let header = Base64.decode(bytes.extracting(candidate.start..<first), .loose),
      header.first == UInt8(ascii: "{")
    else { return nil }
    guard header.span.first("\"alg\"", in: 0..<header.count) != nil else { return nil }
    while end > first, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end - first > 10 ? candidate.start..<end : nil
  }

  private static func isEscaped(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Bool {
    start >= 2 && bytes[start - 2] == 0x5C && "nrtbf".utf8.contains(bytes[start - 1])
  }
}

/// The password in `scheme://user:password@host` (RFC 3986, 3.2.1) and in `jdbc:oracle:thin:user/password@host`.
enum URLPassword {
  /// What stands behind the password of an address of a database as programs in Go write it: `ada:…@tcp(host:3306)/shop`.
  static let networks = ["@tcp(", "@unix("]

  /// How the address of a database of Oracle begins.
  static let oracle = "oracle:thin:"

  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if bytes[candidate.start] == UInt8(ascii: "@") { return beforeNetwork(bytes, candidate) }
    if candidate.length > 3 { return behindSlash(bytes, from: candidate.end) }
    guard candidate.start > 0, bytes[candidate.start - 1].isAlphanumeric else { return nil }
    var colon: Int?
    var at: Int?
    var index = candidate.end
    let limit = min(bytes.count, candidate.end + 512)
    scan: while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: ","), 0x00...0x20:
        break scan
      case UInt8(ascii: ":"): if colon == nil { colon = index }
      case UInt8(ascii: "@"): at = index
      default: break
      }
      index += 1
    }
    guard let colon, let at, colon < at, at + 1 < bytes.count,
      bytes[at + 1].isAlphanumeric || bytes[at + 1] == UInt8(ascii: "[")
    else { return nil }
    let range = colon + 1..<at
    return isStandIn(bytes, range) ? nil : range
  }

  /// The password of `user:password@tcp(…)`.
  private static func beforeNetwork(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var index = candidate.start
    let floor = max(candidate.floor, index - 128)
    while index > floor, bytes[index - 1] > 0x20, !bytes[index - 1].isQuote {
      index -= 1
      let name = index
      guard bytes[index] == UInt8(ascii: ":"), name > floor, bytes[name - 1].isNamePart else { continue }
      var start = name
      while start > floor, bytes[start - 1].isNamePart || ".".utf8.contains(bytes[start - 1]) { start -= 1 }
      guard
        start == 0 || bytes[start - 1].isSpace || bytes[start - 1].isQuote
          || "=/".utf8.contains(bytes[start - 1])
      else { continue }
      let range = name + 1..<candidate.start
      return range.count < 2 || isStandIn(bytes, range) ? nil : range
    }
    return nil
  }

  /// The password of `user/password@host`.
  private static func behindSlash(_ bytes: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
    var (slash, index): (Int?, Int) = (nil, start)
    while index < bytes.count, index - start < 256, bytes[index] > 0x20, !bytes[index].isQuote {
      if bytes[index] == UInt8(ascii: "/"), slash == nil { slash = index }
      if bytes[index] == UInt8(ascii: "@") {
        return slash.flatMap { slash in
          slash > start && slash + 1 < index && !isStandIn(bytes, slash + 1..<index) ? slash + 1..<index : nil
        }
      }
      index += 1
    }
    return nil
  }

  /// Whether a password is none: a reference, or a word that says what should stand there.
  static func isStandIn(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    if "<${[*%".utf8.contains(bytes[first]),
      bytes[first] != UInt8(ascii: "$") || range.count < 2 || bytes[first + 1] == UInt8(ascii: "{")
    {
      return bytes[first] != UInt8(ascii: "%") || range.count == 2
    }
    return ["password", "pass", "passwd", "pwd", "xxx", "xxxx", "secret"].contains(
      bytes.string(range).lowercased())
  }
}

/// The password behind `-u user:`, `-uuser:` or `--user user:` of curl and the like.
enum LoginPassword {
  /// The options, with what may follow a short one.
  static let options: [String] = {
    let starts = " '\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return starts.map { "-u\($0)" } + [
      "--user ", "--user=", "--proxy-user ", "http -a ", "https -a ", "--auth ",
    ]
  }()

  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    guard candidate.start == 0 || bytes[candidate.start - 1].isSpace || bytes[candidate.start - 1].isQuote,
      isOfClient(bytes, candidate.end)
    else {
      return nil
    }
    // The quote, or the first letter of the user's name, is no part of the option.
    var index = bytes[candidate.end - 1].isQuote || candidate.length == 3 ? candidate.end - 1 : candidate.end
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "=") { index += 1 }
    var quote: UInt8?
    if index < bytes.count, bytes[index].isQuote {
      quote = bytes[index]
      index += 1
    }
    let user = index
    while index < bytes.count, index - user < 128,
      bytes[index].isNamePart || ".@%+$/=\\{}".utf8.contains(bytes[index])
    {
      index += 1
    }
    guard index > user, index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
    let start = index + 1
    index = start
    while index < bytes.count, index - start < 256, bytes[index] != quote,
      quote != nil || !bytes[index].isSpace && !bytes[index].isQuote, bytes[index] != 0x0A
    {
      index += 1
    }
    if isLone(bytes, start..<index), isKey(bytes, user..<start - 1) { return user..<start - 1 }
    return index - start > 2 && !isStandIn(bytes, start..<index) ? start..<index : nil
  }

  /// Whether what stands as a password is none, because the user's name is the key: `-u key:`, `-u key:X`.
  private static func isLone(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count < 2 || ["api_token", "unused", "x-oauth-basic"].contains(bytes.string(range))
  }

  private static func isKey(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    let value = Array(bytes.string(range).utf8)
    return value.count >= 16 && SecretValue.isRandom(value) && !SecretValue.isStandIn(value)
  }

  private static func isStandIn(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    URLPassword.isStandIn(bytes, range) || bytes[range.lowerBound] == UInt8(ascii: "$")
  }

  /// Whether a program that logs in over HTTP is called shortly before: `docker run -u 1000:1000` names a group.
  private static func isOfClient(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    let sight = max(0, place - 400)..<place
    return ["curl", "wget", "http -a", "https -a", "http --auth"].contains { (program: StaticString) in
      bytes.first(program, in: sight) != nil
    }
  }
}

/// Addresses that carry their data (RFC 2397).
struct DataAddress {
  /// The base64 text.
  var payload: Range<Int>
  /// Whether the media type is one of text or JSON.
  var isText: Bool

  /// Reads the address at the candidate; `nil` if it is none in base64.
  init?(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) {
    var index = candidate.end
    while index < bytes.count, index < candidate.end + 96, bytes[index] > 0x20,
      bytes[index] != UInt8(ascii: ",")
    {
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ","), bytes.holds(";base64", at: index - 7) else {
      return nil
    }
    isText = bytes.holds("text/", at: candidate.end) || bytes.holds("application/json", at: candidate.end)
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index].isNamePart || "+/=".utf8.contains(bytes[index]) { index += 1 }
    payload = start..<index
  }
}
