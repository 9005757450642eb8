import JSONReader
import TraceModel
import TraceSource

/// A record of a span log with its members by what they are for.
struct SpanLogRecord {
  /// A member that has a role.
  struct Field {
    var name: String
    var value: JSONValue
    var rank: Int
    var unit: SpanLogUnit?
  }

  /// Of several members of one role the most telling; the others are facts like any other.
  private(set) var fields: [SpanLogRole: Field] = [:]
  /// Maps of further facts, each with its name.
  private(set) var maps: [Field] = []
  /// Lists that may hold spans, the likeliest first.
  private(set) var lists: [Field] = []
  /// All other members, in the order of the source.
  private(set) var facts: [Field] = []

  /// Whether its times are seconds from when the program began, as NeMo Guardrails writes them.
  private let isRelative: Bool

  init(_ record: JSONValue) {
    self.init(
      members: record.members.map { ($0.key, $0.value) }, isRelative: SpanLogTime.isRelative(record))
  }

  init(members: [(String, JSONValue)], isRelative: Bool = false) {
    self.isRelative = isRelative
    for (name, value) in members where !value.isNull {
      let reading = SpanLogNames.reading(of: SpanLogNames.plain(name))
      let field = Field(name: name, value: value, rank: reading?.rank ?? 0, unit: reading?.unit)
      switch reading?.role {
      case nil: facts.append(field)
      case .attributes? where value.kind == .object: maps.append(field)
      case .spans? where value.kind == .array: lists.append(field)
      case .attributes?, .spans?: facts.append(field)
      case let role?: take(field, for: role)
      }
    }
    lists.sort { $0.rank < $1.rank }
    takeAction()
  }

  /// What a step did says what it is where nothing else does, be it in a word.
  private mutating func takeAction() {
    guard fields[.name] == nil, fields[.kind] == nil,
      let place = facts.firstIndex(where: { SpanLogNames.plain($0.name) == "action" }),
      let word = facts[place].value.string, (1...60).contains(word.utf8.count), !word.contains(" ")
    else { return }
    fields[.kind] = facts.remove(at: place)
  }

  private mutating func take(_ field: Field, for role: SpanLogRole) {
    let isTime = isRelative && (role == .start || role == .end)
    guard isTime || Self.fits(field, role) else { return facts.append(field) }
    guard let known = fields[role] else {
      fields[role] = field
      return
    }
    if known.rank <= field.rank { return facts.append(field) }
    fields[role] = field
    facts.append(known)
  }

  /// Whether a value can be what its name says: common words are used for other things too.
  private static func fits(_ field: Field, _ role: SpanLogRole) -> Bool {
    switch role {
    case .start, .end, .moment: SpanLogTime.moment(field.value, unit: field.unit) != nil
    case .length: SpanLogTime.length(field.value, unit: field.unit) != nil
    case .traceID, .spanID, .parentID, .id: field.value.string != nil || field.value.numberText != nil
    // A number beside a name counts steps or levels.
    case .name, .kind: field.value.string?.isEmpty == false
    case .success, .failure: field.value.bool != nil
    case .events, .links: field.value.kind == .array
    case .resource: field.value.kind == .object
    case .service: field.value.string != nil
    case .statusMessage: field.value.string != nil
    case .status, .error, .level, .spans, .attributes: true
    }
  }

  /// Takes the members of a map of the record for its own, where it has none of their role.
  ///
  /// - Parameter silent: Words of a kind that say less than any other.
  mutating func unfold(_ map: String, silent: Set<String>) {
    guard let held = (maps + facts).first(where: { $0.name == map && $0.value.kind == .object }) else {
      return
    }
    maps.removeAll { $0.name == map }
    facts.removeAll { $0.name == map }
    let inner = SpanLogRecord(held.value)
    let names = Set((facts + lists + maps).map(\.name) + fields.values.map(\.name))
    func own(_ field: Field) -> Field {
      var field = field
      if names.contains(field.name) { field.name = "\(map).\(field.name)" }
      return field
    }
    for (role, field) in inner.fields.sorted(by: { $0.value.name < $1.value.name }) {
      if role == .kind, let word = text(.kind), silent.contains(word.lowercased()) { release(.kind) }
      if fields[role] == nil { fields[role] = field } else { facts.append(own(field)) }
    }
    facts += inner.facts.map(own)
    maps += inner.maps.map(own)
    lists += inner.lists.map(own)
  }

  /// Makes a member a fact like any other.
  mutating func release(_ role: SpanLogRole) {
    if let field = fields.removeValue(forKey: role) { facts.append(field) }
  }

  /// The text or number of a member; `nil` for none, or an empty one.
  func text(_ role: SpanLogRole) -> String? {
    guard let value = fields[role]?.value, let text = value.string ?? value.numberText else { return nil }
    return text.isEmpty ? nil : text
  }

  func moment(_ role: SpanLogRole) -> Timestamp? {
    fields[role].flatMap { field in
      isRelative ? SpanLogTime.relative(field.value) : SpanLogTime.moment(field.value, unit: field.unit)
    }
  }

  var length: Int64? { fields[.length].flatMap { SpanLogTime.length($0.value, unit: $0.unit) } }

  /// What the record is called.
  var name: String? { text(.name) ?? text(.kind) }

  /// Whether it says that something happened at some time.
  var isTimed: Bool { [.start, .end, .moment, .length].contains { fields[$0] != nil } }

  /// Whether it says when something began or ended.
  var isBounded: Bool { fields[.start] != nil || fields[.end] != nil }

  /// The list that holds its spans: its elements have names, and times where the list's own name is a common word.
  var spans: Field? {
    let events = fields[.events].map { [$0] } ?? []
    return (lists + (fields[.traceID] == nil ? [] : events)).first { list in
      let isCommon = !SpanLogNames.listsOfSpans.contains(SpanLogNames.plain(list.name))
      return list.value.elements.prefix(64).contains { element in
        guard element.kind == .object else { return false }
        let step = SpanLogRecord(element)
        return step.name != nil && (!isCommon || step.isBounded || step.fields[.length] != nil)
      }
    }
  }

  /// Takes out a member that is read by other means.
  mutating func leaveOut(_ member: Field) {
    lists.removeAll { $0.name == member.name }
    facts.removeAll { $0.name == member.name }
    if fields[.events]?.name == member.name { fields[.events] = nil }
  }

  /// Whether the record says anything but its ids.
  var isTelling: Bool {
    let ids: Set<SpanLogRole> = [.traceID, .spanID, .parentID, .id]
    return !facts.isEmpty || !maps.isEmpty || !lists.isEmpty || fields.keys.contains { !ids.contains($0) }
  }

  /// The elements of a list.
  func elements(_ role: SpanLogRole) -> [JSONValue] { fields[role].map { Array($0.value.elements) } ?? [] }

  /// What the record says of the program that wrote it.
  var resource: Resource? {
    var attributes: [Attribute] = []
    if let resource = fields[.resource]?.value {
      for (name, value) in (resource["attributes"] ?? resource).members {
        attributes.append(Attribute(name, AttributeValue(value)))
      }
    }
    if let service = text(.service), attributes["service.name"] == nil {
      attributes.append(Attribute("service.name", .string(service)))
    }
    return attributes.isEmpty ? nil : Resource(attributes: attributes)
  }

  /// All facts without a role, those of its maps too: under the map's name where the record has one of that name.
  var attributes: [Attribute] {
    var attributes = (facts + lists).map { Attribute($0.name, AttributeValue($0.value)) }
    var names = Set(attributes.map(\.name))
    for map in maps.sorted(by: { $0.rank < $1.rank }) {
      for (name, value) in map.value.members where !value.isNull {
        let isNew = names.insert(name).inserted
        attributes.append(Attribute(isNew ? name : "\(map.name).\(name)", AttributeValue(value)))
      }
    }
    return attributes
  }
}
