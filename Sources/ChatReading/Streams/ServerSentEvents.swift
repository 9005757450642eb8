package import TraceModel
import TraceSource

/// A text of server-sent events (WHATWG HTML, 9.2), as providers send an answer piece by piece.
package struct ServerSentEvents {
  /// The JSON payloads in order; an event's name stands in as `type` where the payload has none.
  package private(set) var payloads: [AttributeValue] = []
  /// Data that is no JSON, such as what is left of a stream that was cut off.
  package private(set) var unreadable: [String] = []
  private var name: String?
  private var pending = ""

  /// Reads a text. Linear in its length.
  package init(_ text: String) {
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      read(Substring(line.last == 0x0D ? line.dropLast() : line))
    }
    flush()
  }

  /// Whether a text starts as such events do.
  package static func isPlausible(_ text: some StringProtocol) -> Bool {
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["data:", "event:", "id:", "retry:", ":"].contains { start.hasPrefix($0) }
  }

  private mutating func read(_ line: Substring) {
    guard !line.isEmpty else { return flush() }
    if let data = Self.field("data", of: line) {
      guard data != "[DONE]" else { return }
      // Logs often leave out the blank lines between events.
      if pending.isEmpty, let payload = AttributeValue(jsonText: String(data)) { return append(payload) }
      pending += pending.isEmpty ? String(data) : "\n" + data
    } else if let event = Self.field("event", of: line) {
      flush()
      name = String(event)
    }
  }

  private static func field(_ name: String, of line: Substring) -> Substring? {
    guard line.hasPrefix(name + ":") else { return nil }
    let value = line.dropFirst(name.utf8.count + 1)
    return value.first == " " ? value.dropFirst() : value
  }

  private mutating func append(_ payload: AttributeValue) {
    if case .map(let members) = payload, payload["type"] == nil, let name, name != "message" {
      payloads.append(.map([Attribute("type", .string(name))] + members))
    } else {
      payloads.append(payload)
    }
    name = nil
  }

  private mutating func flush() {
    defer { pending = "" }
    guard !pending.isEmpty else { return }
    if let payload = AttributeValue(jsonText: pending) { append(payload) } else { unreadable.append(pending) }
  }
}
