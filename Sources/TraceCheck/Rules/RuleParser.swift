import TraceAnalysis

extension Rule {
  /// Reads a rule.
  ///
  /// ```
  /// rule    = ["each"] value comparison limit | "finding(" id ")" | "outcome" ("==" | "!=") outcome
  ///         | "new-wrong" [comparison number]
  /// value   = figure ["(" name ")"] ["." ("sum" | "mean" | "max" | "min" | "p50" | "p95")]
  /// limit   = amount | "baseline" ["*" number | ("+" | "-") amount]
  /// amount  = number with its unit: 30s, 500ms, 2m, 1h, 80%, $0.10, 20k
  /// ```
  /// - Throws: `RuleError` with the place of what is wrong.
  public init(parsing text: String) throws(RuleError) {
    self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var parser = RuleParser(text)
    condition = try parser.condition()
  }
}

/// Reads one rule from left to right.
private struct RuleParser {
  private var scanner: RuleScanner

  init(_ text: String) { scanner = RuleScanner(text) }

  mutating func condition() throws(RuleError) -> Condition {
    var token = try scanner.next()
    var isEach = false
    if token == .name("each") {
      isEach = true
      token = try scanner.next()
    }
    guard case .name(let name) = token else {
      throw scanner.error(
        token == .end ? "the rule is empty" : "a rule begins with what it compares",
        "Write a rule as cost > 0.10")
    }
    if !isEach, name == "finding" { return .finding(try findingID()) }
    if !isEach, name == "outcome" { return try outcome() }
    if name == "new-wrong" {
      guard !isEach else {
        throw scanner.error("new-wrong counts traces, so it has no each", "Write new-wrong > 0")
      }
      return try newlyWrong()
    }
    let (figure, aggregate) = try figure(name)
    if isEach, aggregate != nil {
      throw scanner.error(
        "each trace has one value, of which there is no \(name)", "Leave out each, or the ending")
    }
    let comparison = try comparison(after: figure)
    let limit = try limit(of: figure)
    try end()
    return .figure(figure, isEach ? .each : .all(aggregate), comparison, limit)
  }

  private mutating func findingID() throws(RuleError) -> FindingID {
    let name = try argument(of: "finding")
    guard let id = FindingID(rawValue: name) else {
      throw scanner.error(
        "there is no finding “\(name)”",
        "Use one of \(FindingID.allCases.map(\.rawValue).sorted().joined(separator: ", "))")
    }
    try close()
    try end()
    return id
  }

  private mutating func outcome() throws(RuleError) -> Condition {
    guard case .comparison(let comparison) = try scanner.next(), [.equal, .unequal].contains(comparison)
    else {
      throw scanner.error("an outcome is compared by == or !=", "Write outcome != answered")
    }
    let token = try scanner.next()
    guard let name = Self.word(token), let kind = RunOutcome.Kind(rawValue: name) else {
      throw scanner.error(
        "there is no outcome “\(Self.words(token))”",
        "Use one of \(RunOutcome.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    try end()
    return .outcome(isEqual: comparison == .equal, kind)
  }

  /// `new-wrong` alone fails on the first.
  private mutating func newlyWrong() throws(RuleError) -> Condition {
    let token = try scanner.next()
    if token == .end { return .newlyWrong(.above, 0) }
    guard case .comparison(let comparison) = token else {
      throw scanner.error("a comparison is expected", "Write new-wrong > 0")
    }
    let number = try scanner.next()
    let limit = try amount(number, .count)
    try end()
    return .newlyWrong(comparison, limit)
  }

  /// A figure with its argument and ending.
  private mutating func figure(_ name: String) throws(RuleError) -> (Figure, Aggregate?) {
    let column = scanner.column
    var following = scanner
    if try following.next() == .sign("(") {
      let argument = try argument(of: name)
      guard let figure = Figure(name, argument: argument) else {
        throw RuleError(
          column: column, message: "“\(name)” takes no name in brackets",
          advice: "Only score, tool.calls, tool.failed and finding do")
      }
      try close()
      return (figure, try ending())
    }
    if let figure = Self.figure(named: name) { return (figure, nil) }
    if let dot = name.lastIndex(of: "."),
      let aggregate = Aggregate(rawValue: String(name[name.index(after: dot)...])),
      let figure = Self.figure(named: String(name[..<dot]))
    {
      return (figure, aggregate)
    }
    if name == "score" {
      throw RuleError(
        column: column, message: "a score needs its name", advice: "Write score(accuracy) < 0.8")
    }
    let names = Figure.names.map(\.name) + ["score(name)", "finding(id)", "outcome", "new-wrong"]
    throw RuleError(
      column: column, message: "there is no figure “\(name)”",
      advice: "Use one of \(names.joined(separator: ", "))")
  }

  private static func figure(named name: String) -> Figure? { Figure.names.first { $0.name == name }?.figure }

  /// `.mean` behind a bracket.
  private mutating func ending() throws(RuleError) -> Aggregate? {
    guard scanner.takeDot() else { return nil }
    let token = try scanner.next()
    guard case .name(let name) = token, let aggregate = Aggregate(rawValue: name) else {
      throw scanner.error(
        "“\(Self.words(token))” is no way to take several values together",
        "Use one of \(Aggregate.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return aggregate
  }

  private mutating func argument(of name: String) throws(RuleError) -> String {
    guard try scanner.next() == .sign("(") else {
      throw scanner.error("\(name) needs a name in brackets", "Write \(name)(…)")
    }
    let token = try scanner.next()
    guard let argument = Self.word(token) else {
      throw scanner.error(
        "a name is expected in the brackets", "Put names with other signs than letters in quotes")
    }
    return argument
  }

  private mutating func close() throws(RuleError) {
    guard try scanner.next() == .sign(")") else {
      throw scanner.error(
        "the bracket is not closed here", "Put names with other signs than letters in quotes")
    }
  }

  private mutating func comparison(after figure: Figure) throws(RuleError) -> Comparison {
    guard case .comparison(let comparison) = try scanner.next() else {
      throw scanner.error("a comparison is expected", "Use one of >, >=, <, <=, ==, !=")
    }
    return comparison
  }

  private mutating func limit(of figure: Figure) throws(RuleError) -> Limit {
    let token = try scanner.next()
    if case .name(let name) = token {
      guard name == "baseline" else {
        throw scanner.error(
          "“\(name)” is no limit",
          name.hasPrefix("baseline")
            ? "Put a space behind baseline" : "Write \(Amount.example(figure.unit)), or baseline")
      }
      return try baseline(figure)
    }
    return Limit(amount: try amount(token, figure.unit), baseline: nil)
  }

  private mutating func baseline(_ figure: Figure) throws(RuleError) -> Limit {
    var following = scanner
    guard case .sign(let sign) = try following.next(), sign != "(", sign != ")" else {
      return Limit(amount: 0, baseline: 1)
    }
    _ = try scanner.next()
    let token = try scanner.next()
    guard sign == "*" else {
      let amount = try amount(token, figure.unit)
      return Limit(amount: sign == "-" ? -amount : amount, baseline: 1)
    }
    guard case .number(let text) = token, let factor = Double(text), factor.isFinite else {
      throw scanner.error("“\(Self.words(token))” is no factor", "Write baseline * 1.2")
    }
    return Limit(amount: 0, baseline: factor)
  }

  private func amount(_ token: RuleScanner.Token, _ unit: Figure.Unit) throws(RuleError) -> Double {
    guard case .number(let text) = token, let amount = Amount.parse(text, unit) else {
      throw scanner.error(
        token == .end ? "the limit is missing" : "“\(Self.words(token))” is no \(Amount.name(unit))",
        "Write \(Amount.example(unit))")
    }
    return amount
  }

  private mutating func end() throws(RuleError) {
    let token = try scanner.next()
    if token != .end {
      throw scanner.error("“\(Self.words(token))” is too much", "Write one comparison a rule")
    }
  }

  private static func word(_ token: RuleScanner.Token) -> String? {
    switch token {
    case .name(let text), .quoted(let text), .number(let text): text.isEmpty ? nil : text
    case .comparison, .sign, .end: nil
    }
  }

  private static func words(_ token: RuleScanner.Token) -> String {
    switch token {
    case .name(let text), .quoted(let text), .number(let text): text
    case .comparison(let comparison): comparison.rawValue
    case .sign(let sign): String(sign)
    case .end: "nothing"
    }
  }
}
