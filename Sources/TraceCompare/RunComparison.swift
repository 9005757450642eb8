public import TraceAnalysis
public import TraceModel

/// Two runs beside each other: which steps are the same, where they first differ, and in what.
///
/// Ids, times and the ids of responses and tool calls do not count.
public struct RunComparison: Sendable {
  /// What became of a step from A to B.
  public enum Relation: String, Sendable {
    /// Same input, parameters and output.
    case same
    /// Same input, but other parameters or another output: something changed here.
    case differs
    /// The input differed already.
    case follows
    /// There is no such step in the other run.
    case onlyA = "only-a"
    case onlyB = "only-b"
  }

  /// A parameter with its values; `nil` where a run does not state it.
  public struct ParameterChange: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// Its value in A.
    public let a: String?
    /// Its value in B.
    public let b: String?
  }

  /// A step of A, of B or of both.
  public struct Step: Sendable {
    /// Its span in A.
    public let a: Int?
    /// Its span in B.
    public let b: Int?
    /// What became of it.
    public let relation: Relation
    /// Parameters that are not the same.
    public let parameters: [ParameterChange]
    /// Names of the parameters that are.
    public let sameParameters: [String]
    /// Whether it was given something else.
    public let hasOtherInput: Bool
    /// Whether it gave something else.
    public let hasOtherOutput: Bool
    /// Whether it came to something else, such as a failure.
    public let hasOtherOutcome: Bool
  }

  /// The first run.
  public let a: AnalysedTrace
  /// The second run.
  public let b: AnalysedTrace
  /// The steps in the order of both.
  public let steps: [Step]
  /// The place among `steps` where the runs first differ; `nil` where they do not.
  public let firstDifference: Int?

  /// Compares two runs.
  public init(_ a: AnalysedTrace, _ b: AnalysedTrace) {
    self.a = a
    self.b = b
    var reader = StepReader()
    let (left, right) = (reader.steps(of: a), reader.steps(of: b))
    steps = StepPairing.pairs(left, right).map { pair in
      Self.step(pair.left.map { left[$0] }, pair.right.map { right[$0] })
    }
    firstDifference = steps.firstIndex { $0.relation != .same }
  }

  private static func step(_ left: ComparedStep?, _ right: ComparedStep?) -> Step {
    guard let left, let right else {
      return Step(
        a: left?.span, b: right?.span, relation: left == nil ? .onlyB : .onlyA, parameters: [],
        sameParameters: [],
        hasOtherInput: false, hasOtherOutput: false, hasOtherOutcome: false)
    }
    var (changed, same) = parameters(left, right)
    if left.identity.name != right.identity.name {
      let what = left.identity.kind == .llm || left.identity.kind == .embedding ? "model" : "name"
      changed.insert(
        ParameterChange(name: what, a: left.identity.name, b: right.identity.name), at: 0)
    }
    let hasOtherInput = left.input != right.input
    let hasOtherOutput = left.output != right.output
    let hasOtherOutcome = left.outcome != right.outcome
    let isChanged = !changed.isEmpty || hasOtherOutput || hasOtherOutcome
    return Step(
      a: left.span, b: right.span,
      relation: hasOtherInput ? .follows : isChanged ? .differs : .same,
      parameters: changed, sameParameters: same, hasOtherInput: hasOtherInput,
      hasOtherOutput: hasOtherOutput,
      hasOtherOutcome: hasOtherOutcome)
  }

  private static func parameters(_ left: ComparedStep, _ right: ComparedStep) -> (
    [ParameterChange], [String]
  ) {
    let values = { (step: ComparedStep) in
      Dictionary(step.parameters.map { ($0.name, $0.value) }) { first, _ in first }
    }
    let (a, b) = (values(left), values(right))
    let each = (left.parameters + right.parameters).map(\.name).uniqued()
    return (
      each.filter { a[$0] != b[$0] }.map { ParameterChange(name: $0, a: a[$0], b: b[$0]) },
      each.filter { a[$0] == b[$0] }
    )
  }
}

extension RunComparison {
  /// What a step is called: of a call the model, of a tool its name.
  public static func name(of span: Span) -> String {
    switch span.kind {
    case .llm, .embedding: span.llm?.modelName ?? span.name
    case .tool: span.tool?.name ?? span.name
    default: span.name
    }
  }
}
