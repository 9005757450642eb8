/// The key that code gives to a call that opens a service, without a name: `cohere.Client("…")`, `Exa('…')`,
/// `mixpanel.init("…")`, `AzureKeyCredential("…")`, `new Wallet("0x…")`, `Client("account", "…")`.
enum KeyedCall {
  /// How the names of calls end that are given keys and little else.
  private static let clients: [StaticString] = [
    "Client(", "ClientV2(", "API(", "Api(", "SDK(", "Sdk(", "KeyCredential(", "TokenCredential(",
    "Credentials(",
    "OAuthHandler(", "_access_token(", "Fernet(", "Wallet(", "from_key(", "fromSecretKey(", "KeyToAccount(",
    "accounts: [", "fromSubscription(", "Client.create(", ".Realtime(", "OpenCage(", "Geocode(", "OWM(",
    "Genius(", "analytics.load(",
  ]

  /// Calls that are given much else too: a service's name must stand in the call.
  private static let verbs: [StaticString] = [
    ".init(", ".start(", ".load(", ".configure(", ".setup(", ".initialize(", ".login(", "Experiment(",
  ]

  /// Services whose name alone is the call.
  private static let services: [StaticString] = [
    "Pinecone(", "Exa(", "Deepgram(", "Anthropic(", "OpenAI(", "Mistral(", "Cohere(", "Groq(", "Replicate(",
    "Mixpanel(", "Plivo(", "MeiliSearch(", "Resend(", "Stripe(", "twilio(", "twilio')(", "twilio\")(",
    "algoliasearch(",
    "ElevenLabs(", "AssemblyAI(", "Tavily(", "Firecrawl(", "Postmark(", "Pusher(", "Algolia(",
  ]

  static let literals = (clients + verbs + services).map {
    $0.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }

  /// The most bytes of a call that are looked at.
  private static let sight = 400
  /// The fewest bytes of a key, and of one that a known service is given.
  private static let shortest = 20
  private static let shortestOfService = 16

  /// The first of the arguments in quotes that is a key.
  static func match(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    let limit = min(bytes.count, candidate.end + sight)
    var index = candidate.end
    var isOfService: Bool?
    for _ in 0..<3 {
      guard let start = argument(bytes, from: index, within: limit) else { return nil }
      index = start
      if bytes[start].isQuote, let close = bytes.closing(bytes[start], from: start + 1, within: limit) {
        let value = start + 1..<close
        if value.count >= shortestOfService, isRandom(bytes, value) {
          let isKnown = isOfService ?? Self.isOfService(bytes, candidate)
          isOfService = isKnown
          if isKey(bytes, value, candidate, isOfService: isKnown) { return value }
        }
        index = close + 1
      }
      while index < limit, bytes[index] != UInt8(ascii: ",") {
        if ")]\n".utf8.contains(bytes[index]) { return nil }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The second of two keys: `Client("…", "…")`.
  static func second(_ bytes: borrowing Span<UInt8>, behind first: Range<Int>) -> Range<Int>? {
    guard first.upperBound + 1 < bytes.count, bytes[first.upperBound].isQuote,
      bytes[first.upperBound + 1] == UInt8(ascii: ","),
      let start = argument(bytes, from: first.upperBound + 2, within: bytes.count), bytes[start].isQuote,
      let close = bytes.closing(bytes[start], from: start + 1, within: min(bytes.count, start + 257))
    else { return nil }
    let value = start + 1..<close
    return value.count >= shortest && isRandom(bytes, value) ? value : nil
  }

  /// Where an argument begins; behind the letter of a text's kind and calls around it.
  private static func argument(_ bytes: borrowing Span<UInt8>, from start: Int, within limit: Int) -> Int? {
    var index = start
    while index < limit, bytes[index].isSpace { index += 1 }
    if bytes.holds("bs58.decode(", at: index) { index += 12 }
    if index + 1 < limit, "br".utf8.contains(bytes[index]), bytes[index + 1].isQuote { index += 1 }
    return index < limit ? index : nil
  }

  private static func isRandom(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>) -> Bool {
    let text = Array(bytes.string(value).utf8)
    return text.count(where: \.isDigit) > 1 && SecretValue.isRandom(text) && !SecretValue.isStandIn(text)
  }

  private static func isKey(
    _ bytes: borrowing Span<UInt8>, _ value: Range<Int>, _ candidate: Candidate, isOfService: Bool
  ) -> Bool {
    if isOfService { return true }
    // `EXTERNAL_API("…")`: a macro is given a name.
    if stands(verbs, bytes, candidate) || bytes.holds("_API(", at: candidate.start - 1) { return false }
    let text = Array(bytes.string(value).utf8)
    // Of no known service, a UUID may be its id, and words joined by signs a name.
    return text.count >= shortest && !SecretValue.isUUID(text)
      && (text.count(where: \.isDigit) > 3 || !text.contains { "_-.".utf8.contains($0) })
  }

  private static func stands(_ calls: [StaticString], _ bytes: borrowing Span<UInt8>, _ candidate: Candidate)
    -> Bool
  {
    calls.contains { $0.utf8CodeUnitCount == candidate.length && bytes.holds($0, at: candidate.start) }
  }

  /// Whether the call is a service's own, or a name in it is one: `amplitude.getInstance().init(`.
  private static func isOfService(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Bool {
    if stands(services, bytes, candidate) { return true }
    var start = candidate.start
    while start > 0, candidate.start - start < 60,
      bytes[start - 1].isNamePart || ".()".utf8.contains(bytes[start - 1])
    {
      start -= 1
    }
    let call = bytes.string(start..<candidate.end - 1)
    return call.split(whereSeparator: { ".()".contains($0) }).contains { name in
      var words = NameWords.split(String(name))
      if let last = words.last, ["client", "api", "sdk"].contains(last) { words.removeLast() }
      return VendorNames.contains(words)
    }
  }
}
