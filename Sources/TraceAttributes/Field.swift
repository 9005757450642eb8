import TraceModel

/// A fact of a value: the name of the attribute or map member that holds it, and the way there and back.
///
/// Writing and reading stand side by side, so that neither can forget what the other does.
struct Field<Root>: Sendable {
  /// The name of the attribute or map member.
  let name: String
  /// Whether other programs add such figures up, so that the name stands on model calls only and not on spans
  /// that sum them up.
  var isSummed = false
  /// The value to write; `nil` where there is nothing to say.
  let write: @Sendable (Root) -> AttributeValue?
  /// Takes over a value that was written; one of another type leaves the fact as it is.
  let read: @Sendable (inout Root, AttributeValue) -> Void
}

/// What is written as a map of its fields.
protocol Recorded: Sendable {
  /// One of which nothing is known.
  static var blank: Self { get }
  static var fields: [Field<Self>] { get }
}

extension Recorded {
  /// The fields that say something, as a map.
  var record: AttributeValue {
    .map(Self.fields.compactMap { field in field.write(self).map { Attribute(field.name, $0) } })
  }

  /// Reads what `record` made; `nil` for anything but a map.
  init?(record: AttributeValue) {
    guard let members = record.map else { return nil }
    let values = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    self = Self.blank
    for field in Self.fields {
      if let value = values[field.name] { field.read(&self, value) }
    }
  }
}

extension Field {
  typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

  static func text(_ name: String, _ path: Path<String?>) -> Field {
    Field(name: name, write: { $0[keyPath: path].map(AttributeValue.string) }) { root, value in
      root[keyPath: path] = value.string ?? root[keyPath: path]
    }
  }

  static func text(_ name: String, _ path: Path<String>) -> Field {
    Field(name: name, write: { .string($0[keyPath: path]) }) { root, value in
      root[keyPath: path] = value.string ?? root[keyPath: path]
    }
  }

  /// A number of things: a negative one is no such number.
  static func count(_ name: String, _ path: Path<Int?>, isSummed: Bool = false) -> Field {
    Field(name: name, isSummed: isSummed, write: { $0[keyPath: path].map { .int(Int64($0)) } }) {
      root, value in if let count = value.int, count >= 0 { root[keyPath: path] = count }
    }
  }

  /// A place or a code: one beyond 32 bits is none, and what is worked out with it must not overflow.
  static func integer(_ name: String, _ path: Path<Int?>) -> Field {
    Field(name: name, write: { $0[keyPath: path].map { .int(Int64($0)) } }) { root, value in
      root[keyPath: path] = value.int.flatMap(Int32.init(exactly:)).map(Int.init) ?? root[keyPath: path]
    }
  }

  static func integer(_ name: String, _ path: Path<Int>) -> Field {
    Field(name: name, write: { .int(Int64($0[keyPath: path])) }) { root, value in
      root[keyPath: path] = value.int.flatMap(Int32.init(exactly:)).map(Int.init) ?? root[keyPath: path]
    }
  }

  static func number(_ name: String, _ path: Path<Double?>) -> Field {
    Field(name: name, write: { $0[keyPath: path].map(AttributeValue.double) }) { root, value in
      root[keyPath: path] = exactDouble(value) ?? root[keyPath: path]
    }
  }

  static func number(_ name: String, _ path: Path<Double>) -> Field {
    Field(name: name, write: { .double($0[keyPath: path]) }) { root, value in
      root[keyPath: path] = exactDouble(value) ?? root[keyPath: path]
    }
  }

  /// Written where it holds.
  static func flag(_ name: String, _ path: Path<Bool>) -> Field {
    Field(name: name, write: { $0[keyPath: path] ? .bool(true) : nil }) { root, value in
      root[keyPath: path] = value.bool ?? root[keyPath: path]
    }
  }

  /// Written where it is not what is usual.
  static func choice<Choice: RawRepresentable<String> & Equatable & Sendable>(
    _ name: String, _ path: Path<Choice>, usual: Choice?
  ) -> Field {
    Field(
      name: name, write: { $0[keyPath: path] == usual ? nil : .string($0[keyPath: path].rawValue) }
    ) { root, value in
      root[keyPath: path] = value.string.flatMap(Choice.init(rawValue:)) ?? root[keyPath: path]
    }
  }

  /// Written where it is known.
  static func choice<Choice: RawRepresentable<String> & Sendable>(
    _ name: String, _ path: Path<Choice?>
  ) -> Field {
    Field(name: name, write: { $0[keyPath: path].map { .string($0.rawValue) } }) { root, value in
      root[keyPath: path] = value.string.flatMap(Choice.init(rawValue:)) ?? root[keyPath: path]
    }
  }

  static func texts(_ name: String, _ path: Path<[String]>) -> Field {
    Field(
      name: name,
      write: { $0[keyPath: path].isEmpty ? nil : .array($0[keyPath: path].map(AttributeValue.string)) }
    ) { root, value in root[keyPath: path] = elements(of: value).compactMap(\.string) }
  }

  static func attributes(_ name: String, _ path: Path<[Attribute]>) -> Field {
    Field(name: name, write: { $0[keyPath: path].isEmpty ? nil : .map($0[keyPath: path]) }) { root, value in
      root[keyPath: path] = value.map ?? root[keyPath: path]
    }
  }

  static func record<Inner: Recorded>(_ name: String, _ path: Path<Inner?>) -> Field {
    Field(name: name, write: { $0[keyPath: path]?.record }) { root, value in
      root[keyPath: path] = Inner(record: value) ?? root[keyPath: path]
    }
  }

  static func records<Inner: Recorded>(_ name: String, _ path: Path<[Inner]>) -> Field {
    Field(
      name: name, write: { $0[keyPath: path].isEmpty ? nil : .array($0[keyPath: path].map(\.record)) }
    ) { root, value in root[keyPath: path] = elements(of: value).compactMap(Inner.init(record:)) }
  }

  /// A list as the JSON text that the GenAI conventions have where a structure does not do.
  static func json<Element>(
    _ name: String, _ path: Path<[Element]>, write: @escaping @Sendable (Element) -> AttributeValue,
    read: @escaping @Sendable (AttributeValue) -> Element?
  ) -> Field {
    Field(
      name: name,
      write: {
        let elements = $0[keyPath: path]
        if elements.isEmpty { return nil }
        return .string(ExactJSON.write(.array(elements.map { PortableValue.make(write($0), for: .json) })))
      }
    ) { root, value in
      root[keyPath: path] = elements(of: value).compactMap { read(PortableValue.restore($0)) }
    }
  }

  /// The fact as one of what holds the value; it is read only where that is there.
  ///
  /// - Parameter get: The same as `path`: a key path copies all of what it is asked of.
  func within<Outer>(
    _ path: any WritableKeyPath<Outer, Root?> & Sendable, _ get: @escaping @Sendable (Outer) -> Root?
  ) -> Field<Outer> {
    Field<Outer>(
      name: name, isSummed: isSummed, write: { outer in get(outer).flatMap(write) }
    ) { outer, value in
      guard var inner = outer[keyPath: path] else { return }
      outer[keyPath: path] = nil
      read(&inner, value)
      outer[keyPath: path] = inner
    }
  }

  /// A list, or the JSON text of one: tools that flatten attributes leave that.
  private static func elements(of value: AttributeValue) -> [AttributeValue] {
    value.array ?? value.string.flatMap { ExactJSON.parse($0) }?.array ?? []
  }

  private static func exactDouble(_ value: AttributeValue) -> Double? {
    if case .double(let number) = value { number } else { value.double }
  }
}
