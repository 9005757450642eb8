/// What a candidate asks for: the kind of its matcher without what that holds.
enum Judgement: UInt8, Sendable {
  case token, privateKey, webToken, urlPassword, loginPassword, commandPassword, credentialCall, keyedCall,
    authorization, cookie, keyedValue, seedPhrase,
    assignedToken, email
  case paymentCard, bankAccount, phone, address, homeName, cloudAccount, namedValue, unknown, pattern,
    encodedText
  /// A value that was found as a secret before.
  case known
}

extension Matcher {
  /// Its kind.
  var judgement: Judgement {
    switch self {
    case .token: .token
    case .privateKey: .privateKey
    case .webToken: .webToken
    case .urlPassword: .urlPassword
    case .loginPassword: .loginPassword
    case .commandPassword: .commandPassword
    case .credentialCall: .credentialCall
    case .keyedCall: .keyedCall
    case .authorization: .authorization
    case .cookie: .cookie
    case .keyedValue: .keyedValue
    case .seedPhrase: .seedPhrase
    case .assignedToken: .assignedToken
    case .email: .email
    case .paymentCard: .paymentCard
    case .bankAccount: .bankAccount
    case .phone: .phone
    case .address: .address
    case .homeName: .homeName
    case .cloudAccount: .cloudAccount
    case .namedValue: .namedValue
    case .unknown: .unknown
    case .pattern: .pattern
    case .encodedText: .encodedText
    }
  }

  /// The literals that make a place a candidate, at least two bytes each.
  var literals: [String] {
    switch self {
    case .token(let shapes): shapes.map { String(decoding: $0.literal, as: UTF8.self) }
    case .privateKey: PrivateKey.literals
    case .webToken: ["eyJ"]
    case .urlPassword: ["://", URLPassword.oracle] + URLPassword.networks
    case .loginPassword: LoginPassword.options
    case .commandPassword: CommandPassword.literals
    case .credentialCall: CredentialCall.literals
    case .keyedCall: KeyedCall.literals
    case .authorization: ["authorization", "bearer "]
    case .cookie: ["cookie"]
    case .keyedValue, .unknown: SecretNames.literals
    case .seedPhrase: SeedPhrase.literals
    case .assignedToken: AssignedToken.literals
    case .encodedText: ["data:"]
    case .homeName: ["/home/", "/Users/", "\\Users\\"]
    case .cloudAccount: ["arn:aws"]
    case .namedValue(let names): names
    case .email, .paymentCard, .bankAccount, .phone, .address, .pattern: []
    }
  }

  /// What must stand behind each of the literals, and how long it is at least; of tokens their shapes say so.
  var following: (alphabet: TokenShape.Alphabet, least: Int)? {
    if case .assignedToken = self { (.urlSafe, AssignedToken.shortest) } else { nil }
  }

  var ignoresCase: Bool {
    switch self {
    case .commandPassword, .authorization, .cookie, .keyedValue, .seedPhrase, .namedValue, .unknown: true
    default: false
    }
  }

  /// What may follow each of the openings, one or two places of it.
  var behindOpening: [[UInt8]] {
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    switch self {
    // Cards are grouped in fours, and an account's check digits stand behind its country.
    case .paymentCard, .bankAccount: return [digits, digits]
    case .phone, .address: return [digits + [UInt8(ascii: "."), 0x20]]
    default:
      let domain = (UInt8.min...UInt8.max).filter {
        $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
      return [domain, domain]
    }
  }

  /// Pairs of bytes that make a place a candidate where no literal does.
  var openings: [[UInt8]] {
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    switch self {
    case .email:
      let letters =
        Array(UInt8(ascii: "a")...UInt8(ascii: "z")) + Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
      return (letters + digits).map { [UInt8(ascii: "@"), $0] }
    case .paymentCard:
      return ["3": "457", "4": "0123456789", "5": "12345", "6": "045", "2": "234567"].flatMap {
        first, seconds in
        seconds.utf8.map { [first.utf8.first ?? 0, $0] }
      }.sorted { $0.lexicographicallyPrecedes($1) }
    case .phone: return digits.map { [UInt8(ascii: "+"), $0] } + digits.map { [UInt8(ascii: "("), $0] }
    case .address: return digits.map { [UInt8(ascii: "."), $0] }
    case .bankAccount: return BankAccount.lengths.keys.sorted().map { Array($0.utf8) }
    default: return []
    }
  }
}
