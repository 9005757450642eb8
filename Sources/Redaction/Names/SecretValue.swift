/// What a value under a secret's name looks like.
enum SecretValue {
  /// Whether a value is the secret that its name promises, and neither a stand-in nor code that fetches it.
  ///
  /// Judged by shape: length, alphabet, entropy. Linear.
  static func isSecret(_ value: String, under kind: SecretNames.Kind, isQuoted: Bool) -> Bool {
    let bytes = Array(value.utf8)
    return hasShape(bytes, under: kind, isQuoted: isQuoted) && !isStandIn(bytes)
  }

  private static func hasShape(_ bytes: [UInt8], under kind: SecretNames.Kind, isQuoted: Bool) -> Bool {
    switch kind {
    case .password:
      if bytes.count < 6 { return bytes.count > 3 && isQuoted && hasDigitAndLetter(bytes) }
      return isQuoted
        ? !isCode(bytes) && !isRoute(bytes) : hasDigitAndLetter(bytes) && !isPath(bytes)
    case .key:
      if bytes.count < 6 { return false }
      if isQuoted {
        return isRandom(bytes, isQuoted: true) || hasDigitAndLetter(bytes) || isMixedCase(bytes)
          || bytes.count > 7 && !isWords(bytes)
      }
      return hasDigitAndLetter(bytes) && !isPath(bytes) || isLongNumber(bytes)
    case .weak:
      return (isRandom(bytes, isQuoted: isQuoted) || isQuoted && isGrouped(bytes) || isLicence(bytes))
        && !isNamedID(bytes)
    }
  }

  // MARK: Shapes

  /// Whether a value looks made at random: 16 or more letters and digits that are no words, no date, no hash.
  static func isRandom(_ bytes: [UInt8], isQuoted: Bool = false) -> Bool {
    if isUUID(bytes) { return true }
    guard bytes.count >= 16, bytes.count <= KeyedValue.longest, isQuoted ? !isCode(bytes) : isOneWord(bytes),
      !isPath(bytes)
    else { return false }
    return bytes.span.entropy(0..<bytes.count) >= 3 && isScrambled(bytes[...]) && !isWords(bytes)
  }

  /// Whether a short text looks made up as passwords are: letters and digits, and no words or path.
  static func isMade(_ bytes: [UInt8]) -> Bool {
    hasDigitAndLetter(bytes) && !isPath(bytes) && !isWords(bytes)
      && (isScrambled(bytes[...]) || bytes.contains { !$0.isNamePart && $0 < 0x80 })
  }

  /// Whether a value that a text has in quotes under `token` looks made at random although it is short or has no digits:
  /// `xM98lZh20vZs`, `SSVmFDNCFfOHKXQAEckx` are no words of a text.
  static func isOddToken(_ bytes: [UInt8]) -> Bool {
    let capitals = bytes.count(where: \.isUpper)
    let smalls = bytes.count { $0.isASCIILetter && !$0.isUpper }
    let digits = bytes.count(where: \.isDigit)
    guard capitals > 1, smalls > 1, capitals + smalls + digits == bytes.count, !isStandIn(bytes) else {
      return false
    }
    if digits > 1 { return (12..<16).contains(bytes.count) && isScrambled(bytes[...]) }
    return bytes.count >= 16 && areScattered(bytes)
  }

  /// Whether capitals are as many and as scattered as in no name: words that are written as one have small letters in rows.
  private static func areScattered(_ bytes: [UInt8]) -> Bool {
    let rows = bytes.split { !$0.isASCIILetter || $0.isUpper }
    return bytes.count(where: \.isUpper) * 4 > bytes.count && rows.count > 2
      && rows.allSatisfy { $0.count < 4 }
  }

  /// Whether letters alone stand together as in no word: capitals scattered among them, or of one case with few vowels
  /// and five consonants in a row.
  static func isOddLetters(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count >= 16, bytes.allSatisfy(\.isASCIILetter) else { return false }
    let letters = Array(bytes)
    let capitals = letters.count(where: \.isUpper)
    if capitals > 0, capitals < letters.count { return areScattered(letters) }
    let consonants = letters.split { "aeiouy".utf8.contains($0 | 0x20) }
    let vowels = letters.count - consonants.reduce(0) { $0 + $1.count }
    return vowels * 10 < letters.count * 3 && consonants.contains { $0.count > 4 }
      && letters.span.entropy(0..<letters.count) >= 3
  }

  /// Whether a secret is so odd that the same letters elsewhere are the same secret.
  static func isTelling(_ bytes: [UInt8]) -> Bool {
    bytes.count <= KeyedValue.longest
      && (bytes.count >= 8 && isMade(bytes)
        || bytes.count >= 16 && hasDigitAndLetter(bytes) && !isWords(bytes)
        || isOddToken(bytes) || bytes.count >= 20 && isOddlySigned(bytes))
  }

  /// Whether letters, digits and signs stand together as in no text and no code: `4nXYKv]mHDeom5ert30Ea7]4QEf`.
  static func isOddlySigned(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isDigit } && bytes.contains { $0.isASCIILetter } && bytes.contains { !$0.isNamePart }
      && !bytes.contains { $0.isSpace } && isScrambled(bytes[...])
      && bytes.span.entropy(0..<bytes.count) >= 3.6
      && !isCode(bytes) && !isPath(bytes) && !isWords(bytes)
  }

  /// Whether it is an id whose prefix says of what: a cache's or a list's `key` is often one.
  private static func isNamedID(_ bytes: [UInt8]) -> Bool {
    ids.contains { bytes.span.holds($0, at: 0) }
  }

  /// The prefixes with which providers of models name calls, messages, runs, files and the like.
  private static let ids: [StaticString] = [
    "toolu_", "call_", "msg_", "chatcmpl-", "cmpl-", "resp_", "req_", "run_", "step_", "thread_", "asst_",
    "file-",
    "file_", "batch_", "item_", "rs_", "fc_", "ctc_", "gen-", "evt_", "srvtoolu_", "cntr_", "vs_",
  ]

  /// Whether it is written in hexadecimal digits and hyphens alone, as hashes, ids and UUIDs are.
  static func isHash(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "-") }
  }

  /// 36 hexadecimal digits and hyphens, as RFC 9562 has them.
  static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 36 && isHash(bytes) && bytes.count { $0 == UInt8(ascii: "-") } == 4
  }

  private static func isOneWord(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0.isNamePart || "+/=.~%:@!$*&^?,#".utf8.contains($0) }
  }

  private static func hasDigitAndLetter(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isDigit } && bytes.contains { $0.isASCIILetter || $0 >= 0x80 }
      && !bytes.contains { "()[]{};<>".utf8.contains($0) }
  }

  /// Whether letters and digits stand in one word as in no name, though they may not change often: `ABC123DEF456`.
  static func isOneRun(_ bytes: [UInt8], atLeast count: Int) -> Bool {
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return bytes.count >= count && padding < 3 && bytes.dropLast(padding).allSatisfy(\.isAlphanumeric)
      && bytes.count(where: \.isDigit) > 2 && bytes.drop { !$0.isDigit }.contains(where: \.isASCIILetter)
      && bytes.span.entropy(0..<bytes.count) >= 3
  }

  /// Digits alone, more than any time or count has.
  static func isLongNumber(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 24 && bytes.allSatisfy { $0.isDigit }
  }

  /// Groups of capitals and digits as licences are written: `F1A-NEI-HY4-PZK`.
  static func isGrouped(_ bytes: [UInt8]) -> Bool {
    let groups = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.count > 2
      && groups.allSatisfy { (3...8).contains($0.count) && $0.allSatisfy { $0.isUpper || $0.isDigit } }
      && groups.contains { $0.contains(where: \.isDigit) && $0.contains(where: \.isUpper) }
  }

  /// Groups of as many capitals or digits each, so many that they are no words: `ZQXWS-KCDRR-VBGTR-FRTGV-KLMNX`.
  static func isLicence(_ bytes: [UInt8]) -> Bool {
    let groups = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.count > 3 && (4...8).contains(groups[0].count)
      && groups.allSatisfy { $0.count == groups[0].count && $0.allSatisfy { $0.isUpper || $0.isDigit } }
      && bytes.span.entropy(0..<bytes.count) >= 3
  }

  private static func isMixedCase(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 16 && isScrambled(bytes[...])
  }

  /// Whether digits, capitals and small letters change often, as they do in no word.
  static func isScrambled(_ bytes: ArraySlice<UInt8>) -> Bool {
    var changes = 0
    var last = 0
    for byte in bytes {
      let kind = byte.isDigit ? 1 : byte.isUpper ? 2 : byte.isASCIILetter ? 3 : 0
      if kind != 0, last != 0, kind != last, !(last == 2 && kind == 3) { changes += 1 }
      if kind != 0 { last = kind }
    }
    return changes >= max(3, bytes.count / 10)
  }

  /// Words, names and numbers joined by signs: `gpt-4o-2024-08-06`, `my-api-key`, `user_id_17`.
  private static func isWords(_ bytes: [UInt8]) -> Bool {
    let words = bytes.split { "-_./:,".utf8.contains($0) }
    guard words.count > 1 || bytes.allSatisfy({ $0.isASCIILetter }) else { return false }
    return words.allSatisfy { word in
      word.allSatisfy { $0.isDigit } || isLetters(word) || word.count < (words.count > 2 ? 6 : 4)
    }
  }

  /// Letters in one case or with a capital first, a short number behind them allowed.
  private static func isLetters(_ word: ArraySlice<UInt8>) -> Bool {
    let letters = word.prefix { $0.isASCIILetter }
    guard !letters.isEmpty, word.dropFirst(letters.count).allSatisfy({ $0.isDigit }),
      word.count - letters.count < 5
    else { return false }
    return !isScrambled(word)
  }

  /// A path through an object or a folder: `response.data.token2`, `a/b/c.txt`.
  private static func isPath(_ bytes: [UInt8]) -> Bool {
    let steps = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if steps.count > 1,
      steps.allSatisfy({ step in
        guard let first = step.first else { return false }
        return (first.isASCIILetter || first == UInt8(ascii: "_")) && step.allSatisfy { $0.isNamePart }
          && !isScrambled(step)
      })
    {
      return true
    }
    let folders = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return folders.count > 2 && folders.allSatisfy { !isScrambled($0) }
  }

  /// Whether a text of words names a place in a page or a program: `#add-password`, `users/passwords#edit`.
  private static func isRoute(_ bytes: [UInt8]) -> Bool {
    let words = bytes.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
    return words.count == 2
      && words.allSatisfy { $0.allSatisfy { $0.isASCIILetter && !$0.isUpper || "-_/".utf8.contains($0) } }
      && (words[0].isEmpty ? words[1].contains(UInt8(ascii: "-")) : words[0].contains(UInt8(ascii: "/")))
  }

  /// Whether a quoted text is a piece of code or of a sentence.
  private static func isCode(_ bytes: [UInt8]) -> Bool {
    (bytes.holds("(") && bytes.holds(")") || bytes.holds("${") || bytes.holds("{{"))
      && !isSignedThroughout(bytes)
  }

  /// Whether letters, digits and many signs stand as mixed as only a generator mixes them, brackets among them:
  /// `k3(v)x^9w!0&q@7z*m#2p-_8s$e=5r+1`, as Django makes its keys.
  static func isSignedThroughout(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 32,
      !bytes.contains(where: { $0.isSpace || $0.isQuote || ".,;/{}<>".utf8.contains($0) })
    else { return false }
    let signs = Set(bytes.filter { !$0.isAlphanumeric && $0 < 0x80 })
    return signs.count > 5 && bytes.count(where: \.isDigit) > 2
      && bytes.span.entropy(0..<bytes.count) >= 4.2
  }
}
