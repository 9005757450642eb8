/// What stands beside a find, and in the columns that a name heads.
extension Detector {
  /// The secret beside what was found.
  func paired(_ bytes: borrowing Span<UInt8>, behind detection: Detection) -> Range<Int>? {
    if let rule = detection.rule, case .keyedCall = rules[rule].matcher {
      return KeyedCall.second(bytes, behind: detection.range)
    }
    return PairedSecret.match(bytes, behind: detection.range)
  }

  /// The secrets in the columns of a table that are named so.
  func cells(of table: HeaderTable, _ bytes: borrowing Span<UInt8>) -> [Detection] {
    var found: [Detection] = []
    for (range, kind, isToken) in table.cells {
      let value = bytes.string(range)
      guard SecretValue.isSecret(value, under: kind, isQuoted: false),
        kind != .weak
          || value.utf8.contains(where: \.isDigit) && (isToken || !SecretValue.isHash(Array(value.utf8))),
        !isKnownByShape(bytes, range)
      else { continue }
      found.append(Detection(range: range, rule: keyRule, value: value))
    }
    return found
  }

  /// The secrets in the columns of inserted rows that are named so.
  func cells(of rows: InsertedRows, _ bytes: borrowing Span<UInt8>) -> [Detection] {
    rows.cells.compactMap { range, kind in
      let value = bytes.string(range)
      // What a password became is kept as a hash, which is none.
      guard SecretValue.isSecret(value, under: kind, isQuoted: kind != .weak),
        !SecretValue.isHash(Array(value.utf8)) || kind == .key, !isKnownByShape(bytes, range)
      else { return nil }
      return Detection(range: range, rule: keyRule, value: value)
    }
  }
}
