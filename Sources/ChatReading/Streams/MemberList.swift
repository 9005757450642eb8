package import TraceModel
import TraceSource

/// The members of a map in the making, each name once, in the order in which they came first.
package struct MemberList {
  package private(set) var members: [Attribute] = []
  private var places: [String: Int] = [:]

  package init(_ value: AttributeValue? = nil) {
    for member in value?.map ?? [] { self[member.name] = member.value }
  }

  package var value: AttributeValue { .map(members) }

  package subscript(name: String) -> AttributeValue? {
    get { places[name].map { members[$0].value } }
    set {
      guard let newValue else { return }
      if let place = places[name] {
        members[place].value = newValue
      } else {
        places[name] = members.count
        members.append(Attribute(name, newValue))
      }
    }
  }

  /// Takes each member that says something; what says nothing only fills a gap.
  package mutating func update(_ other: [Attribute], leavingOut skipped: Set<String> = []) {
    for member in other where !skipped.contains(member.name) {
      if self[member.name] == nil || !member.value.isVoid { self[member.name] = member.value }
    }
  }

  /// Takes each count that is above the known one: counts of streams grow, and some pieces repeat a zero.
  mutating func raise(_ other: AttributeValue) {
    for member in other.map ?? [] {
      if let known = self[member.name]?.int, let count = member.value.int, count < known { continue }
      if self[member.name] == nil || !member.value.isVoid { self[member.name] = member.value }
    }
  }
}
