/// Where two values differ, for the message of a failing test.
enum Difference {
  /// The path to the first difference, with both values; `nil` where there is none.
  static func find(_ left: Any, _ right: Any, _ path: String = "") -> String? {
    let (first, second) = (Mirror(reflecting: left), Mirror(reflecting: right))
    if first.displayStyle == .set { return "\(left)".sorted() == "\(right)".sorted() ? nil : path }
    if first.children.count != second.children.count || first.children.isEmpty {
      let (a, b) = ("\(left)", "\(right)")
      return a == b && first.children.count == second.children.count
        ? nil : "\(path): \(a.prefix(300)) | \(b.prefix(300))"
    }
    for (a, b) in zip(first.children, second.children) {
      if a.label != b.label { return "\(path): \(a.label ?? "") | \(b.label ?? "")" }
      if let found = find(a.value, b.value, path + "." + (a.label ?? "*")) { return found }
    }
    return nil
  }

  /// The value within an optional.
  static func unwrapped(_ value: Any) -> Any {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional ? mirror.children.first?.value ?? value : value
  }
}
