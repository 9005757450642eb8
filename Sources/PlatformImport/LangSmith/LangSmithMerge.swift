import TraceModel
import TraceSource

extension AttributeValue {
  /// The run with what a later record says of it.
  ///
  /// An empty member takes nothing back: clients post `"outputs": {}` and patch `"parent_run_id": null`. The maps in
  /// `extra` are merged, events are joined, everything else is replaced.
  func updated(by later: AttributeValue) -> AttributeValue {
    merged(with: later) { name, old, new in
      switch name {
      case "extra":
        old.merged(with: new) { _, old, new in old.merged(with: new) { _, _, new in new } }
      case "events": old.joined(with: new)
      default: new
      }
    }
  }

  /// The members of both maps, in order of first appearance; of anything but maps, the later value.
  private func merged(
    with later: AttributeValue, _ combine: (String, AttributeValue, AttributeValue) -> AttributeValue
  ) -> AttributeValue {
    guard case .map(var members) = self, case .map(let updates) = later else {
      return later.isVoid ? self : later
    }
    if members.isEmpty { return later }
    var places: [String: Int] = [:]
    for (place, member) in members.enumerated() { places[member.name] = place }
    for update in updates {
      guard let place = places[update.name] else {
        places[update.name] = members.count
        members.append(update)
        continue
      }
      let old = members[place].value
      guard old != update.value, !update.value.isVoid || old.isVoid else { continue }
      members[place].value = old.isVoid ? update.value : combine(update.name, old, update.value)
    }
    return .map(members)
  }

  /// The later list, which usually repeats the earlier one, after what only the earlier one has.
  private func joined(with later: AttributeValue) -> AttributeValue {
    guard let elements = array, let updates = later.array else { return later }
    let known = Set(updates)
    return .array(elements.filter { !known.contains($0) } + updates)
  }
}
