/// A kind of value that must not leave with a page: how it is found and what stands in its place.
///
/// Rules are data. Each names literals by which one linear scan finds candidates, and a matcher that then
/// says which bytes are the secret, if any.
public struct RedactionRule: Sendable {
  /// The stable identifier, such as `e-mail`.
  public let id: String
  /// What a placeholder calls one value: `[e-mail 1]`.
  public let name: String
  /// What the manifest calls many values: "e-mail addresses".
  public let label: String
  let matcher: Matcher

  init(_ id: String, _ name: String, _ label: String, _ matcher: Matcher) {
    self.id = id
    self.name = name
    self.label = label
    self.matcher = matcher
  }
}

/// How a candidate is judged.
enum Matcher: Sendable {
  /// A prefix, then characters of an alphabet; shapes of one rule are tried in order.
  case token([TokenShape])
  /// `-----BEGIN … PRIVATE KEY-----` to its end.
  case privateKey
  /// A JSON Web Token whose header decodes.
  case webToken
  /// The password of `scheme://user:password@host`.
  case urlPassword
  /// The credentials of an Authorization header, or after the word Bearer.
  case authorization
  /// The value of a Cookie or Set-Cookie header.
  case cookie
  /// The value under a key such as `password` or `client_secret`.
  case keyedValue
  case email
  /// A payment card's number with a right check digit (ISO/IEC 7812-1).
  case paymentCard
  /// An international bank account number with right check digits (ISO 13616).
  case bankAccount
  /// A `data:` address in base64: text is looked into, anything else is passed over.
  case encodedText
}

/// The published shape of a key or token.
struct TokenShape: Sendable {
  /// The characters that may follow the prefix.
  enum Alphabet: Sendable {
    case hex, upperDigits, alphanumeric, urlSafe, urlSafeDot, base64, path, percentEncoded
  }

  /// Further proof that a short prefix needs.
  enum Proof: Sendable {
    case none
    /// Holds `T3BlbkFJ`, or is 32 or more letters and digits with at least one of each.
    case openAI
  }

  let prefix: String
  let alphabet: Alphabet
  /// How many characters follow the prefix.
  let length: ClosedRange<Int>
  let proof: Proof
  /// Whether the prefix itself stays, as the name of a field or an address does.
  let keepsPrefix: Bool

  init(
    _ prefix: String, _ alphabet: Alphabet, _ length: ClosedRange<Int>, proof: Proof = .none,
    keepsPrefix: Bool = false
  ) {
    self.prefix = prefix
    self.alphabet = alphabet
    self.length = length
    self.proof = proof
    self.keepsPrefix = keepsPrefix
  }
}
