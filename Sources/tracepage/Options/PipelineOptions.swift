import TracePipeline

extension TracePipeline {
  /// The pipeline of a command with its options; the built-in prices where it puts none on calls.
  init(_ pricing: PriceOptions? = nil, _ safety: SafetyOptions) throws {
    self.init(generator: Version.text)
    if let pricing { prices = try pricing.table() }
    isRedactionOff = safety.noRedact
    redaction = try safety.redaction.choice()
  }
}
