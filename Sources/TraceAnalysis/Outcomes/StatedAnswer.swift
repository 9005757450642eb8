import TraceModel

/// What the record of a run says of its answer beside the answer's own text.
enum StatedAnswer {
  private static let lengths: Set = ["answer_length", "answer_len", "answer_chars"]
  /// Flags of a program that judged whether it can answer. `answerable` is none: data sets say so of their questions.
  private static let flags: Set = ["can_answer", "is_answered"]
  /// Maps of a run that tell of its answer; others, such as what a tool found, have flags of their own.
  private static let maps: Set = ["output", "answer", "response", "result", "generation", "llm"]

  /// Whether a length says that there was an answer, though its text was not recorded.
  static func wasGiven(_ span: Span) -> Bool {
    span.attributes.contains { lengths.contains($0.name) && $0.value.double.map { $0 > 0 } ?? false }
  }

  /// Whether a flag says that the answer is none: a member of the run, or of a map of it that tells of the answer.
  static func isNone(_ span: Span) -> Bool {
    span.attributes.contains { attribute in
      says(attribute) || maps.contains(attribute.name) && attribute.value.map?.contains(where: says) ?? false
    }
  }

  private static func says(_ attribute: Attribute) -> Bool {
    flags.contains(attribute.name) && attribute.value.bool == false
  }
}
