import TraceModel

/// What is known of a whole trace, as its first span carries it.
struct TraceFacts: Recorded {
  /// A resource that no span names.
  struct UnusedResource: Recorded {
    var index: Int
    var attributes: [Attribute]

    static let blank = UnusedResource(index: 0, attributes: [])
    static let fields: [Field<UnusedResource>] = [
      .integer("index", \.index), .attributes("attributes", \.attributes),
    ]
  }

  var id: String?
  var name: String?
  var sessionID: String?
  var userID: String?
  var format: String?
  var attributes: [Attribute] = []
  var resources: [UnusedResource] = []
  var scores: [Score] = []
  var ending: RecordedEnding?

  static let blank = TraceFacts()
  static let fields: [Field<TraceFacts>] = [
    .text(AddedName.traceID, \.id), .text(AddedName.traceName, \.name),
    .text(AddedName.traceSession, \.sessionID), .text(AddedName.traceUser, \.userID),
    .text(AddedName.traceFormat, \.format), .attributes(AddedName.traceAttributes, \.attributes),
    .records(AddedName.traceResources, \.resources), .record(AddedName.traceEnding, \.ending),
    .records(AddedName.traceScores, \.scores),
  ]
}

extension RecordedEnding: Recorded {
  static let blank = RecordedEnding(.finished)
  static let fields: [Field<RecordedEnding>] = [
    .choice("kind", \.kind, usual: nil), .text("words", \.words), .text("span", \.spanID),
  ]
}

extension Score: Recorded {
  static let blank = Score(name: "")
  static let fields: [Field<Score>] = [
    .text("name", \.name), .number("number", \.number), .choice("flag", \.flag), .text("label", \.label),
    .choice("verdict", \.verdict), .text("explanation", \.explanation), .choice("judge", \.judge),
    .text("judge_name", \.judgeName), .text("target", \.target), .text("answer", \.answer),
    .text("failure", \.failure), .text("span", \.spanID),
  ]

  fileprivate var number: Double? {
    get { if case .number(let number)? = value { number } else { nil } }
    set { value = newValue.map(Value.number) ?? value }
  }

  fileprivate var flag: Flag? {
    get { if case .flag(let flag)? = value { flag ? .yes : .no } else { nil } }
    set { value = newValue.map { .flag($0 == .yes) } ?? value }
  }

  fileprivate var label: String? {
    get { if case .label(let label)? = value { label } else { nil } }
    set { value = newValue.map(Value.label) ?? value }
  }

  fileprivate enum Flag: String, Sendable { case yes, no }
}
