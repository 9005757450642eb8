import TraceText

extension FindingRules {
  /// Steps that hold what may be a secret, as the redaction told: a person decides.
  static let possibleSecrets: Rule = { context in
    let steps = context.suspects
    guard !steps.isEmpty else { return [] }
    return [
      Finding(
        .possibleSecret, .info,
        steps.count == 1
          ? "A step may hold a secret." : "\(Formatting.count(steps.count, "step")) may hold a secret.",
        [
          .plain("Long text at random stands beside a word such as key or token. Look before you share: "),
          .code("--redact all"), .plain(" takes it out."),
        ], spans: steps, method: "by the length, the letters and the neighbours of a text")
    ]
  }
}
