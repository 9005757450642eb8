public import TraceModel
import TraceText

/// Values within what OTLP or JSON can hold.
///
/// What it cannot hold becomes a map of one member, whose name says what it was:
/// - `tracepage.number`: a number that is neither an `Int64` nor a `Double`, as text,
/// - `tracepage.double`: in JSON, `nan`, `inf` or `-inf`,
/// - `tracepage.bytes`: in JSON, bytes as base64,
/// - `tracepage.json`: what is nested more than 24 levels deep (in JSON: 200), as JSON text, since parsers of
///   protobuf messages refuse deeper ones,
/// - `tracepage.map`: a map of the source that happens to look like one of these.
public enum PortableValue {
  /// Where the value is going.
  public enum Medium: Sendable {
    case otlp, json
  }

  /// JSON may go deeper: each text within a text doubles the backslashes of all that it holds.
  private static func maximumDepth(of medium: Medium) -> Int { medium == .otlp ? 24 : 200 }
  private static let marks: Set<String> = [
    "tracepage.number", "tracepage.double", "tracepage.bytes", "tracepage.json", "tracepage.map",
  ]

  /// The value as the medium can hold it.
  public static func make(_ value: AttributeValue, for medium: Medium, depth: Int = 0) -> AttributeValue {
    switch (value, medium) {
    case (.number(let text), _): return mark("number", .string(text))
    case (.double(let number), .json) where !number.isFinite: return mark("double", .string("\(number)"))
    case (.bytes(let bytes), .json): return mark("bytes", .string(Base64.encode(bytes)))
    case (.array(let elements), _):
      if depth >= maximumDepth(of: medium) { return text(of: value) }
      return .array(elements.map { make($0, for: medium, depth: depth + 1) })
    case (.map(let members), _):
      if depth >= maximumDepth(of: medium) { return text(of: value) }
      let map = AttributeValue.map(
        members.map { Attribute($0.name, make($0.value, for: medium, depth: depth + 1)) })
      return members.count == 1 && marks.contains(members[0].name) ? mark("map", map) : map
    default: return value
    }
  }

  /// The value that `make` was given.
  public static func restore(_ value: AttributeValue) -> AttributeValue {
    switch value {
    case .array(let elements): return .array(elements.map(restore))
    case .map(let members):
      if members.count == 1, let marked = marked(members[0]) { return marked }
      return .map(members.map { Attribute($0.name, restore($0.value)) })
    default: return value
    }
  }

  private static func mark(_ name: String, _ value: AttributeValue) -> AttributeValue {
    .map([Attribute("tracepage." + name, value)])
  }

  /// Every level of depth starts anew within the text, so that its own texts nest.
  private static func text(of value: AttributeValue) -> AttributeValue {
    mark("json", .string(ExactJSON.write(make(value, for: .json))))
  }

  private static func marked(_ member: Attribute) -> AttributeValue? {
    switch (member.name, member.value) {
    case ("tracepage.number", .string(let text)): .number(text)
    case ("tracepage.double", .string(let text)): Double(text).map(AttributeValue.double)
    case ("tracepage.bytes", .string(let text)):
      // Only what `make` wrote: other spellings of the same bytes would not come back as they were.
      Base64.decode(text).flatMap { Base64.encode($0) == text ? .bytes($0) : nil }
    case ("tracepage.json", .string(let text)): ExactJSON.parse(text).map(restore)
    case ("tracepage.map", .map(let members)):
      .map(members.map { Attribute($0.name, restore($0.value)) })
    default: nil
    }
  }
}

extension [Attribute] {
  /// The attributes as OTLP can hold them.
  public var portable: [Attribute] { map { Attribute($0.name, PortableValue.make($0.value, for: .otlp)) } }

  /// The attributes that `portable` was made of.
  public var restored: [Attribute] { map { Attribute($0.name, PortableValue.restore($0.value)) } }
}
