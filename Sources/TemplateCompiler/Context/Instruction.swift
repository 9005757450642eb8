/// What the generated function does, in order.
indirect enum Instruction: Equatable {
  /// A method of `HTMLWriter` that writes one value.
  enum Method: String { case text, attribute, url, raw }

  case literal([UInt8])
  case write(Method, Expression)
  case asset(Expression)
  case call(Signature, offset: Int)
  case conditional([InstructionBranch])
  case loop(Loop, body: [Instruction], offset: Int)
}

/// One way through a conditional.
struct InstructionBranch: Equatable {
  var condition: Condition?
  var body: [Instruction]
  var offset: Int
}
