/// What names of attributes say about their values. There are few, and every span repeats them.
struct AttributeNames: Sendable {
  struct Meaning: Sendable {
    /// Whether the name itself holds no secret.
    var isClean: Bool
    /// What it says of the value under it.
    var kind: SecretNames.Kind?
    /// What stands before the value where the name is that of a header with credentials.
    var header: String?
  }

  /// Names beyond these are looked at each time, so that data used as names cannot fill the memory.
  private static let most = 10_000

  private var known: [String: Meaning] = [:]

  mutating func meaning(of name: String, _ detector: Detector, _ room: inout ReadingRoom) -> Meaning {
    if let meaning = known[name] { return meaning }
    let meaning = Meaning(
      isClean: detector.detections(in: name.utf8.span, &room).isEmpty, kind: SecretNames.kind(of: name),
      header: Self.header(of: name))
    if known.count < Self.most { known[name] = meaning }
    return meaning
  }

  /// What stands before the value of a header; most names end otherwise than these and are not read in small letters.
  private static func header(of name: String) -> String? {
    guard let end = name.utf8.last, "nNeE".utf8.contains(end), let last = name.split(separator: ".").last
    else { return nil }
    return headers[last.lowercased()]
  }

  private static let headers = [
    "authorization": "authorization: ", "proxy-authorization": "authorization: ",
    "proxy_authorization": "authorization: ", "cookie": "cookie: ", "set-cookie": "cookie: ",
    "set_cookie": "cookie: ",
  ]
}
