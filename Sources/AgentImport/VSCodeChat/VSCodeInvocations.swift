import ChatReading
import TraceModel
import TraceSource

/// The runs of tools that a response shows, for the calls that its rounds list.
///
/// A call's id goes on behind that of its run (`call_1__vscode-17`); a run may have an id of its own, and is the next of
/// its tool then.
struct VSCodeInvocations {
  private var named: [AttributeValue] = []
  private var others: [AttributeValue] = []

  init(_ invocations: [AttributeValue], of rounds: [AttributeValue]) {
    let ids = rounds.flatMap { $0["toolCalls"]?.array ?? [] }.compactMap { $0["id"]?.string }
    for run in invocations {
      if ids.contains(where: { Self.isCall($0, of: run) }) { named.append(run) } else { others.append(run) }
    }
  }

  mutating func take(for call: AttributeValue) -> AttributeValue? {
    let id = call["id"]?.string ?? ""
    if let place = named.firstIndex(where: { Self.isCall(id, of: $0) }) { return named.remove(at: place) }
    let place = others.firstIndex { $0["toolId"]?.string == call["name"]?.string }
    return place.map { others.remove(at: $0) }
  }

  private static func isCall(_ id: String, of run: AttributeValue) -> Bool {
    guard let known = run["toolCallId"]?.tellingString else { return false }
    return id == known || id.hasPrefix(known + "__")
  }
}
