import JSONReader

/// A member of an object under the name that tells what it is.
struct NamedMember {
  /// Its own name, or that which OTLP states beside it or around it.
  var name: String
  /// The member's value.
  var value: JSONValue

  /// The members of an object in order: OTLP states an attribute's name beside its value.
  static func all(of object: JSONValue, under name: String) -> [NamedMember] {
    let own = object["value"] == nil ? nil : object["key"]?.string
    return object.members.map { member in
      NamedMember(
        name: member.key == "value" ? own ?? name : isWrapper(member.key) ? name : member.key,
        value: member.value)
    }
  }

  /// Whether the elements of an array are OTLP's attributes, each with a name of its own.
  static func areAttributes(_ elements: [JSONValue]) -> Bool {
    elements.allSatisfy { $0["key"]?.string != nil && $0["value"] != nil }
  }

  /// Names of OTLP's values, which say nothing of their own.
  private static func isWrapper(_ name: String) -> Bool {
    ["stringValue", "arrayValue", "kvlistValue", "values"].contains(name)
  }
}
