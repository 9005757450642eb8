import TraceModel
import TraceSource
import TraceText

/// The messages of a body in AWS's binary form of streams (`application/vnd.amazon.eventstream`).
///
/// <https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html>: each has its length, the length of its headers, a
/// check sum of the two, the headers, the payload, and a check sum of all. The sums are not looked at.
struct EventStream {
  /// One message: the name of its event or exception, and its payload.
  struct Event {
    var name: String
    var isException: Bool
    var payload: AttributeValue
  }

  private(set) var events: [Event] = []
  /// Whether the last message came whole.
  private(set) var isWhole = true

  private static let prelude = 12
  private static let trailer = 4

  /// `nil` for bytes that are no such stream. Linear in them.
  init?(_ bytes: [UInt8]) {
    var place = 0
    while place < bytes.count {
      let rest = bytes[place...]
      guard rest.count >= Self.prelude + Self.trailer, let length = Self.number(rest, 4),
        let headers = Self.number(rest.dropFirst(4), 4), length >= Self.prelude + headers + Self.trailer,
        length <= rest.count
      else {
        isWhole = false
        break
      }
      let message = rest.prefix(length)
      guard let names = Self.headers(message.dropFirst(Self.prelude).prefix(headers)) else { return nil }
      let payload = message.dropFirst(Self.prelude + headers).dropLast(Self.trailer)
      let exception = names[":exception-type"] ?? names[":error-code"]
      guard let name = exception ?? names[":event-type"] else { return nil }
      let text = String(decoding: payload, as: UTF8.self)
      events.append(
        Event(name: name, isException: exception != nil, payload: RawCall.decoded(.string(text))))
      place += length
    }
    if events.isEmpty { return nil }
  }

  /// The messages as the SDKs give them: each an object with the event's name; of a model's own stream what the provider
  /// sent.
  var chunks: [AttributeValue] {
    events.map { event in
      if event.name == "chunk", let inner = event.bytes, inner.map != nil { return inner }
      return .map([Attribute(event.name, event.payload)])
    }
  }

  /// The headers that are texts, by name; `nil` where they do not fit their length.
  private static func headers(_ bytes: ArraySlice<UInt8>) -> [String: String]? {
    var result: [String: String] = [:]
    var rest = bytes
    while let nameLength = rest.popFirst() {
      guard rest.count > nameLength else { return nil }
      let name = String(decoding: rest.prefix(Int(nameLength)), as: UTF8.self)
      rest = rest.dropFirst(Int(nameLength))
      guard let type = rest.popFirst() else { return nil }
      var length: Int?
      switch type {
      case 0, 1: length = 0
      case 2: length = 1
      case 3: length = 2
      case 4: length = 4
      case 5, 8: length = 8
      case 6, 7:
        length = number(rest, 2)
        rest = rest.dropFirst(2)
      case 9: length = 16
      default: return nil
      }
      guard let length, length <= rest.count else { return nil }
      if type == 7 { result[name] = String(decoding: rest.prefix(length), as: UTF8.self) }
      rest = rest.dropFirst(length)
    }
    return result
  }

  /// A whole number, the greatest byte first.
  private static func number(_ bytes: ArraySlice<UInt8>, _ count: Int) -> Int? {
    guard bytes.count >= count else { return nil }
    return bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }
}

extension EventStream.Event {
  /// What the event carries as bytes, as JSON where it is JSON.
  var bytes: AttributeValue? {
    payload["bytes"]?.string.flatMap { Base64.decode($0) }
      .map { RawCall.decoded(.string(String(decoding: $0, as: UTF8.self))) }
  }
}
