extension RedactionRule {
  /// What can be recognised with near certainty; on by default.
  public static let certain: [RedactionRule] = ShapeTable.rules + structural

  /// What is known by its structure.
  private static let structural: [RedactionRule] = [
    RedactionRule("private-key", "private key", "private keys", .privateKey),
    RedactionRule("jwt", "JWT", "JSON web tokens", .webToken),
    RedactionRule("url-password", "password in an address", "passwords in addresses", .urlPassword),
    RedactionRule("login-password", "password of a login", "passwords of logins", .loginPassword),
    RedactionRule("command-password", "password of a command", "passwords of commands", .commandPassword),
    RedactionRule("call-password", "password of a call", "passwords in calls that log in", .credentialCall),
    RedactionRule("call-key", "key of a call", "keys in calls to services", .keyedCall),
    RedactionRule("authorization", "authorization", "authorization headers", .authorization),
    RedactionRule("cookie", "cookie", "cookies", .cookie),
    RedactionRule("e-mail", "e-mail", "e-mail addresses", .email),
    RedactionRule("payment-card", "card number", "payment card numbers", .paymentCard),
    RedactionRule("iban", "IBAN", "bank account numbers", .bankAccount),
    RedactionRule("seed-phrase", "seed phrase", "seed phrases", .seedPhrase),
    RedactionRule("keyed-secret", "secret", "values under secret names", .keyedValue),
    RedactionRule("assigned-token", "token", "tokens given to a name", .assignedToken),
  ]
}
