extension RedactionRule {
  /// What tells of a person or a place without being a secret: on with `--redact all`.
  public static let personal: [RedactionRule] = [
    RedactionRule("phone", "phone number", "phone numbers", .phone),
    RedactionRule("ip-address", "IP address", "IP addresses", .address),
    RedactionRule("home-name", "user name", "user names in paths", .homeName),
    RedactionRule("cloud-account", "account", "accounts in ARNs", .cloudAccount),
    RedactionRule("user-id", "user or session id", "user and session ids", .namedValue(identities)),
    RedactionRule("unknown-secret", "possible secret", "possible secrets", .unknown),
  ]

  /// What may be a secret and is only told, so that a person decides.
  static let suspicion = RedactionRule(
    "unknown-secret", "possible secret", "possible secrets", .unknown, isOnlyTold: true)

  /// Names under which ids of people, their sessions and machines stand.
  private static let identities = [
    "user_id", "userid", "user.id", "session_id", "sessionid", "session.id", "account_id", "accountid",
    "customer_id",
    "customerid", "tenant_id", "tenantid", "device_id", "deviceid", "hostname", "host_name", "host.name",
    "enduser.id", "username", "user_name",
  ]
}

/// Phone numbers as they are dialled from anywhere (E.164), and `(555) 555-0100`.
enum PhoneNumber {
  static func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Range<Int>? {
    if start > 0, bytes[start - 1].isAlphanumeric || "+/=._-".utf8.contains(bytes[start - 1]) { return nil }
    let isLocal = bytes[start] == UInt8(ascii: "(")
    var digits = 0
    var end = start + 1
    var index = end
    while index < bytes.count, index - start < 24,
      bytes[index].isDigit || " -.()/".utf8.contains(bytes[index])
    {
      if bytes[index].isDigit {
        digits += 1
        end = index + 1
      } else if index > start, !bytes[index - 1].isDigit, bytes[index - 1] != UInt8(ascii: ")"),
        bytes[index] != UInt8(ascii: "(")
      {
        break
      }
      index += 1
    }
    guard isLocal ? digits == 10 && bytes[start + 4] == UInt8(ascii: ")") : (8...15).contains(digits) else {
      return nil
    }
    return end == bytes.count || !bytes[end].isNamePart ? start..<end : nil
  }
}

/// Addresses of the internet protocol, version 4, that are not everybody's.
enum InternetAddress {
  /// The address whose first point stands at `point`.
  static func match(_ bytes: borrowing Span<UInt8>, point: Int, floor: Int) -> Range<Int>? {
    var start = point
    while start > floor, point - start < 4, bytes[start - 1].isDigit { start -= 1 }
    if start > 0, bytes[start - 1].isNamePart || bytes[start - 1] == UInt8(ascii: ".") { return nil }
    var end = start
    for part in 0..<4 {
      if part > 0 {
        guard end < bytes.count, bytes[end] == UInt8(ascii: ".") else { return nil }
        end += 1
      }
      var value = 0
      let first = end
      while end < bytes.count, end - first < 4, bytes[end].isDigit {
        value = value * 10 + Int(bytes[end] - 0x30)
        end += 1
      }
      guard end > first, end - first < 4, value < 256, end - first == 1 || bytes[first] != 0x30 else {
        return nil
      }
    }
    if end < bytes.count, bytes[end].isNamePart { return nil }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), bytes[end + 1].isDigit { return nil }
    let text = bytes.string(start..<end)
    return text.hasPrefix("127.") || text == "0.0.0.0" || text == "255.255.255.255" ? nil : start..<end
  }
}

/// The name of a person's folder: `/home/ada`, `/Users/ada`, `C:\Users\ada`.
enum HomeName {
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var end = candidate.end
    while end < bytes.count, end - candidate.end < 64, bytes[end] == UInt8(ascii: "\\") { end += 1 }
    let start = end
    while end < bytes.count, end - start < 64,
      bytes[end].isNamePart || bytes[end] == UInt8(ascii: ".") || bytes[end] >= 0x80
    {
      end += 1
    }
    while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end > start && !shared.contains(bytes.string(start..<end).lowercased()) ? start..<end : nil
  }

  private static let shared: Set<String> = [
    "shared", "public", "default", "user", "runner", "ubuntu", "node", "vscode",
  ]
}

/// The twelve digits of an account in `arn:aws:iam::123456789012:user/ada`.
enum CloudAccount {
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    var colons = 0
    var index = candidate.start
    while index < bytes.count, index - candidate.start < 80, colons < 4 {
      if bytes[index] == UInt8(ascii: ":") { colons += 1 }
      index += 1
    }
    var end = index
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    return colons == 4 && end - index == 12 ? index..<end : nil
  }
}
