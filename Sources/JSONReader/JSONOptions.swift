/// How a JSON text is read.
public struct JSONOptions: Hashable, Sendable {
  /// How many arrays and objects may stand in one another; 512 unless set. Memory on the stack does not grow with it.
  public var maximumDepth = 512
  /// Whether `NaN`, `Infinity` and `-Infinity` are read as numbers, as Python and JavaScript write them.
  public var allowsNonFiniteNumbers = true

  /// Creates the usual options.
  public init() {}
}
