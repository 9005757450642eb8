import TraceModel

extension AttributeValue {
  /// Whether one may stand for the other, to the byte: `==` takes texts for equal that Unicode spells in two ways, and 0 for -0.
  ///
  /// O(n), and O(1) for lists that share their storage.
  func isSame(as other: AttributeValue) -> Bool {
    switch (self, other) {
    case (.string(let mine), .string(let theirs)), (.number(let mine), .number(let theirs)):
      mine.isSame(as: theirs)
    case (.double(let mine), .double(let theirs)): mine.bitPattern == theirs.bitPattern
    case (.array(let mine), .array(let theirs)):
      mine.liesWhere(theirs) || mine.elementsEqual(theirs) { $0.isSame(as: $1) }
    case (.map(let mine), .map(let theirs)):
      mine.liesWhere(theirs)
        || mine.elementsEqual(theirs) { $0.name.isSame(as: $1.name) && $0.value.isSame(as: $1.value) }
    default: self == other
    }
  }
}

extension String {
  fileprivate func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && sharedUTF8Prefix(with: other) == utf8.count
  }
}

extension Array {
  /// Whether both are one list in memory.
  fileprivate func liesWhere(_ other: Self) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { mine in
        other.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
      }
  }
}
