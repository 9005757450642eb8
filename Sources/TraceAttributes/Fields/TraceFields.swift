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

  static let blank = TraceFacts()
  static let fields: [Field<TraceFacts>] = [
    .text(AddedName.traceID, \.id), .text(AddedName.traceName, \.name),
    .text(AddedName.traceSession, \.sessionID), .text(AddedName.traceUser, \.userID),
    .text(AddedName.traceFormat, \.format), .attributes(AddedName.traceAttributes, \.attributes),
    .records(AddedName.traceResources, \.resources),
  ]
}
