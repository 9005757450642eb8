/// A place where a literal of a rule stands.
struct Candidate {
  /// Where the literal begins.
  var start: Int
  /// The literal's length in bytes.
  var length: Int
  /// Nothing before this offset may be taken: it belongs to an earlier detection.
  var floor: Int

  var end: Int { start + length }
}

extension Detector {
  /// What has a structure of its own.
  static func structured(
    _ bytes: borrowing Span<UInt8>, _ candidate: Candidate, _ judgement: Judgement, _ ends: inout WordEnds
  ) -> Range<Int>? {
    switch judgement {
    case .privateKey: PrivateKey.match(bytes, candidate)
    case .webToken: WebToken.match(bytes, candidate)
    case .urlPassword: URLPassword.match(bytes, candidate)
    case .loginPassword: LoginPassword.match(bytes, candidate)
    case .commandPassword: CommandPassword.match(bytes, candidate)
    case .credentialCall: CredentialCall.match(bytes, candidate)
    case .seedPhrase: SeedPhrase.match(bytes, candidate)
    case .email: Email.match(bytes, candidate)
    case .paymentCard: PaymentCard.match(bytes, at: candidate.start)
    case .bankAccount: BankAccount.match(bytes, at: candidate.start)
    case .phone: PhoneNumber.match(bytes, at: candidate.start)
    case .address: InternetAddress.match(bytes, point: candidate.start, floor: candidate.floor)
    case .homeName: HomeName.match(bytes, candidate)
    case .cloudAccount: CloudAccount.match(bytes, candidate)
    case .namedValue: KeyedValue.named(bytes, candidate, &ends)
    case .token, .authorization, .cookie, .keyedValue, .keyedCall, .assignedToken, .unknown, .pattern,
      .encodedText,
      .known:
      nil
    }
  }

  /// Whether no word goes on before or behind a place.
  static func isApart(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    if start > 0, bytes[start - 1].isAlphanumeric, !(start > 1 && bytes[start - 2] == 0x5C) { return false }
    return range.upperBound == bytes.count || !bytes[range.upperBound].isAlphanumeric
  }
}
