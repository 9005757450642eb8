/// Values that stand beside a name in a list, and what counts where a name has none.
extension NameValue {
  /// `"name": "key", "value": "…"`, `("key", "…")`, `["key", "…"]`.
  static func pair(_ bytes: borrowing Span<UInt8>, from start: Int, behind name: Range<Int>) -> Opening? {
    var index = start
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    guard index < bytes.count, bytes[index].isQuote || bytes[index].isASCIILetter else { return nil }
    let word = bytes[index].isQuote ? index + 1 : index
    for label in ["value", "Value", "stringValue", "content", "default", "params"] as [StaticString]
    where bytes.holds(label, at: word) {
      var end = word + label.utf8CodeUnitCount
      if end < bytes.count, bytes[end].isQuote { end += 1 }
      end = skipBlanks(bytes, end)
      guard end < bytes.count, ":=".utf8.contains(bytes[end]) else { continue }
      var inner = skipBlanks(bytes, end + 1)
      // OTLP: {"stringValue": "…"}
      if inner < bytes.count, bytes[inner] == UInt8(ascii: "{"),
        let quote = bytes.first("\"", in: inner..<min(bytes.count, inner + 4)),
        bytes.holds("stringValue\"", at: quote + 1)
      {
        inner = skipBlanks(bytes, quote + 13)
        inner += inner < bytes.count && bytes[inner] == UInt8(ascii: ":") ? 1 : 0
      }
      return value(bytes, from: inner, isLoose: false)
    }
    guard bytes[index].isQuote else { return nil }
    return value(bytes, from: index, isLoose: !isLookedUp(bytes, name))
  }

  /// Whether a name in quotes is what a call looks up in the environment or sets: `getenv("name", "value")`,
  /// `define('name', 'value')`.
  private static func isLookedUp(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    var open = name.lowerBound - 1
    while open > 0, bytes[open - 1] == 0x20 { open -= 1 }
    for call in [
      "env(", "environ.get(", "ENV.fetch(", "OrDefault(", "define(", "setProperty(", "ops.put(",
      "erties.put(", "onfig.put(",
    ]
      as [StaticString]
    where bytes.holds(call, at: open - call.utf8CodeUnitCount) {
      return true
    }
    return false
  }

  /// Behind a name that is looked up what counts instead: `environ.get("name") or "value"`, `env.name || "value"`.
  static func fallback(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    guard start < bytes.count, "])|?".utf8.contains(bytes[start]) else { return nil }
    var index = start
    while index < bytes.count, index - start < 3, "])".utf8.contains(bytes[index]) { index += 1 }
    let closed = index
    index = skipBlanks(bytes, index)
    for sign in ["||", "??", "or "] as [StaticString] where bytes.holds(sign, at: index) {
      let place = skipBlanks(bytes, index + sign.utf8CodeUnitCount)
      guard place < bytes.count, bytes[place].isQuote, closed > start || sign.utf8CodeUnitCount == 2 else {
        return nil
      }
      return value(bytes, from: place, isLoose: false)
    }
    return nil
  }

  /// What a call that sets a name is given alone: `setPassword("value")`, `.withToken('value')`, `.password("value")`.
  static func argument(_ bytes: borrowing Span<UInt8>, from start: Int, of name: Range<Int>) -> Opening? {
    let isSetter = bytes.holds("set", at: name.lowerBound) || bytes.holds("with", at: name.lowerBound)
    guard isSetter || name.lowerBound > 0 && bytes[name.lowerBound - 1] == UInt8(ascii: "."),
      start + 1 < bytes.count, bytes[start + 1].isQuote,
      let close = bytes.closing(bytes[start + 1], from: start + 2, within: min(bytes.count, start + 514)),
      bytes.holds(")", at: close + 1), bytes.first(" ", in: start + 2..<close) == nil
    else { return nil }
    return Opening(start: start + 2, quote: bytes[start + 1], isLoose: !isSetter, isStated: !isSetter)
  }

  /// What an array of characters is set to: `char name[32] = "value"`.
  static func array(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start + 1
    while index < bytes.count, index - start < 24, bytes[index].isNamePart { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "]") else { return nil }
    index = skipBlanks(bytes, index + 1)
    guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="), bytes[index + 1] != UInt8(ascii: "=")
    else {
      return nil
    }
    let found = value(bytes, from: index + 1, isLoose: false)
    return found?.quote == nil ? nil : found
  }

  /// What Terraform has for a variable that is not set: `variable "name" { … default = "value" }`.
  static func defaulted(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") else { return nil }
    let end = min(bytes.count, start + 240)
    guard let label = bytes.first("default", in: start..<end),
      bytes.first("}", in: start..<label) == nil
    else { return nil }
    let equals = skipBlanks(bytes, label + 7)
    guard equals < bytes.count, bytes[equals] == UInt8(ascii: "=") else { return nil }
    let found = value(bytes, from: equals + 1, isLoose: false)
    return found?.quote == nil ? nil : found
  }

  /// A long word alone in brackets behind a name: `your access token (value) expires`.
  static func bracketed(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start + 1
    while index < bytes.count, index - start < 257,
      bytes[index].isNamePart || ".+/=".utf8.contains(bytes[index])
    {
      index += 1
    }
    guard index - start > 16, index < bytes.count, bytes[index] == UInt8(ascii: ")") else { return nil }
    return Opening(start: start + 1, quote: nil, isLoose: true)
  }

  /// The part of an address's path behind the name of a token: `https://a.example/token/value`.
  static func segment(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    guard name.lowerBound > 0, bytes[name.lowerBound - 1] == UInt8(ascii: "/"), name.count > 4,
      bytes.holds("oken", at: name.upperBound - 4) || bytes.holds("ey", at: name.upperBound - 2)
    else { return nil }
    var index = start + 1
    while index < bytes.count, index - start < 130, bytes[index].isNamePart { index += 1 }
    guard index - start > 20,
      index == bytes.count || !bytes[index].isAlphanumeric && bytes[index] != UInt8(ascii: ".")
    else { return nil }
    return Opening(start: start + 1, quote: nil, isBelow: true, isInPath: true)
  }

  /// Behind what says that the value follows: `password is "value"`, `password for ada is "value"`, `PASSWORD 'value'` and
  /// `password BY 'value'` of SQL, `storePassword 'value'` on a line of a build's script.
  static func stated(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    var index = start
    if let verb = verbs.first(where: { bytes.holds($0, at: index) }) {
      index += verb.utf8CodeUnitCount - (verb.utf8CodeUnitCount == 4 && bytes[index + 3].isQuote ? 1 : 0)
    } else if bytes.holds("for ", at: index) || bytes.holds("of ", at: index) {
      let limit = min(bytes.count, start + 64)
      while index < limit, bytes[index].isNamePart || " \"'".utf8.contains(bytes[index]) {
        if bytes.holds(" is ", at: index) { break }
        index += 1
      }
      guard bytes.holds(" is ", at: index), index + 4 < bytes.count, bytes[index + 4].isQuote else {
        return nil
      }
      index += 4
    } else if bytes[index] != UInt8(ascii: "'") || !bytes.holds("PASSWORD ", at: name.upperBound - 8) {
      guard isLine(bytes, name, value: index) else { return nil }
    }
    var found = value(bytes, from: index, isLoose: true)
    found?.isStated = true
    return found
  }

  /// What says in a sentence or a statement that the value follows.
  private static var verbs: [StaticString] {
    ["is ", "BY ", "lautet: ", "lautet ", "ist ", "est ", "es ", "é ", "è ", "to \""]
  }

  /// What a property of C# begins with: `string name { get; set; } = "value"`.
  static func property(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    guard bytes.holds("{ get", at: start),
      let close = bytes.first("} = \"", in: start..<min(bytes.count, start + 48))
    else { return nil }
    return value(bytes, from: close + 3, isLoose: false)
  }

  /// Whether a line has a name, one blank, a text in quotes and nothing else.
  private static func isLine(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>, value: Int) -> Bool {
    guard bytes[value].isQuote, value == name.upperBound + 1 else { return false }
    var first = name.lowerBound
    while first > 0, name.lowerBound - first < 40, bytes[first - 1].isBlank { first -= 1 }
    guard first == 0 || bytes[first - 1] == 0x0A,
      let close = bytes.closing(bytes[value], from: value + 1, within: min(bytes.count, value + 257))
    else { return false }
    return close + 1 == bytes.count || bytes[close + 1] == 0x0A || bytes[close + 1] == 0x0D
  }

  /// Whether a line of a Dockerfile or of a Windows shell gives the name a value behind a blank.
  static func isDeclared(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Bool {
    for word in ["ENV ", "ARG ", "setx "] as [StaticString] {
      let start = name.lowerBound - word.utf8CodeUnitCount
      if bytes.holds(word, at: start), start == 0 || bytes[start - 1].isSpace { return true }
    }
    // Of C's preprocessor, where a number is no secret.
    let value = skipBlanks(bytes, name.upperBound)
    return bytes.holds("#define ", at: name.lowerBound - 8) && value < bytes.count && bytes[value].isQuote
  }
}
