public import TraceModel

extension TokenUsage {
  /// What stands before each of its counts: "≥" where there may have been more, else "~" where the source rounds them.
  public var mark: String { Self.mark(isLeast: isLowerBound, isRounded: isRounded) }

  /// The same before its total, which may be stated although its parts are not all known.
  public var totalMark: String { Self.mark(isLeast: isUnfinished, isRounded: isRounded) }

  /// The mark of a count of which so much is known.
  public static func mark(isLeast: Bool, isRounded: Bool) -> String {
    isLeast ? "≥ " : isRounded ? "~ " : ""
  }
}
