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
  /// Whether what it finds stays and is only told.
  let isOnlyTold: Bool

  /// The shapes of its tokens; empty where the rule is of another kind.
  package var shapes: [TokenShape] {
    if case .token(let shapes) = matcher { shapes } else { [] }
  }

  package init(_ id: String, _ name: String, _ label: String, _ matcher: Matcher, isOnlyTold: Bool = false) {
    self.id = id
    self.name = name
    self.label = label
    self.matcher = matcher
    self.isOnlyTold = isOnlyTold
  }
}

/// How a candidate is judged.
package enum Matcher: Sendable {
  /// A prefix, then characters of an alphabet; shapes of one rule are tried in order.
  case token([TokenShape])
  /// `-----BEGIN … PRIVATE KEY-----` to its end.
  case privateKey
  /// A JSON Web Token whose header decodes.
  case webToken
  /// The password of `scheme://user:password@host`.
  case urlPassword
  /// The password of `curl -u user:password`.
  case loginPassword
  /// The password behind an option of one letter: `sshpass -p …`.
  case commandPassword
  /// The password that code gives to a call that logs in: `HTTPBasicAuth("ada", "…")`.
  case credentialCall
  /// The key that code gives to a call that opens a service: `cohere.Client("…")`.
  case keyedCall
  /// The credentials of an Authorization header, or after the word Bearer.
  case authorization
  /// The value of a Cookie or Set-Cookie header.
  case cookie
  /// The value under a key such as `password` or `client_secret`.
  case keyedValue
  /// The words from which a wallet's keys are made.
  case seedPhrase
  /// A long token at random that is assigned to a name.
  case assignedToken
  case email
  /// A payment card's number with a right check digit (ISO/IEC 7812-1).
  case paymentCard
  /// An international bank account number with right check digits (ISO 13616).
  case bankAccount
  /// A telephone number.
  case phone
  /// An address of the internet protocol.
  case address
  /// The name in a path to a person's folder.
  case homeName
  /// The account in the name of a resource of AWS.
  case cloudAccount
  /// The value under one of these names, in small letters, whatever it looks like.
  case namedValue([String])
  /// Long text at random beside a word of authentication.
  case unknown
  /// What a regular expression finds.
  case pattern(RedactionPattern)
  /// A `data:` address in base64: text is looked into, anything else is passed over.
  case encodedText
}
