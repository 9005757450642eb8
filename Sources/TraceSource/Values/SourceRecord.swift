package import JSONReader
package import TraceModel

/// A JSON value of a source that importers of native formats read, with its place.
package struct SourceRecord {
  /// The value itself.
  package let value: AttributeValue
  /// Where it stands: the file, and the line where the source has several values.
  package let place: SourcePlace

  /// Creates a record.
  package init(value: AttributeValue, place: SourcePlace) {
    self.value = value
    self.place = place
  }

  /// The place of a part of the record.
  ///
  /// - Parameter pointer: a JSON pointer within the record's value.
  package func place(at pointer: String) -> SourcePlace { place.at(pointer) }

  /// The member of that name of the record's value.
  package subscript(name: String) -> AttributeValue? { value[name] }

  /// A member of the record's value as a record of its own; of none it holds `null`.
  package func member(_ name: String) -> SourceRecord {
    SourceRecord(value: value[name] ?? .null, place: place(at: "/" + JSONDocument.pointerStep(name)))
  }

  /// The elements of the record, which is a list, each with its pointer; empty where it is none.
  package var elements: [SourceRecord] {
    (value.array ?? []).enumerated().map { index, element in
      SourceRecord(value: element, place: place(at: "/\(index)"))
    }
  }

  /// The records of a list within the record, each with its pointer; empty where there is no list.
  package func records(in name: String) -> [SourceRecord] {
    value[name].map { SourceRecord(value: $0, place: place(at: "/\(name)")).elements } ?? []
  }
}

extension SourcePlace {
  /// The place of a part of what stands here.
  ///
  /// - Parameter pointer: a JSON pointer within it.
  package func at(_ pointer: String) -> SourcePlace {
    var place = self
    place.pointer = (self.pointer ?? "") + pointer
    return place
  }
}

extension SourceDocument {
  /// The values of the source in its order, decoded. Linear in its size.
  package var records: [SourceRecord] { records { _ in true } }

  /// The values that are of a kind; the others are not decoded.
  package func records(where isOne: (JSONValue) -> Bool) -> [SourceRecord] {
    let isSingle = isSingleValue
    return values.filter { isOne($0.value) }.map { entry in
      let place = SourcePlace(file: name, line: isSingle ? nil : entry.line)
      return SourceRecord(value: AttributeValue(entry.value), place: place)
    }
  }

  /// The records of the source, with lists at the top taken apart: JSON Lines and a JSON array read alike.
  package var flatRecords: [SourceRecord] {
    records.flatMap { $0.value.array == nil ? [$0] : $0.elements }
  }

  /// Whether one of the source's first values, or of the first elements of its lists, is what is looked for.
  ///
  /// Looks at 64 values of a source: damaged or foreign ones may come first.
  package func hasValue(where isOne: (JSONValue) -> Bool) -> Bool {
    values.prefix(64).contains { $0.value.isOneOrHasOne(isOne) }
  }

  /// Why an importer that was named for the source, or that took it for its own, found nothing to read in it.
  ///
  /// - Parameter isJSON: Whether the format is JSON, so that a source that is none is told as that.
  package func nothingFound(for format: FormatDescription, isJSON: Bool = true) -> ImportError {
    if isJSON, values.isEmpty, let firstError { return firstError }
    return ImportError(
      place: SourcePlace(file: name), message: "it holds no \(format.title), expected \(format.signature)",
      advice: "Leave out --from to have the format found out; “tracepage formats” lists all.")
  }
}

extension JSONValue {
  /// Whether the value, or one of its first elements if it is a list, is what is looked for.
  package func isOneOrHasOne(_ isOne: (JSONValue) -> Bool) -> Bool {
    kind == .array ? elements.prefix(64).contains(where: isOne) : isOne(self)
  }
}
