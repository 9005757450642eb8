/// Something found in a text.
struct Detection {
  /// The bytes of the text that are to be replaced.
  var range: Range<Int>
  /// The index of the rule that found it; `nil` for text in base64, which is looked at on its own.
  var rule: Int?
  /// The secret as it reads without escapes, so that one value has one placeholder however it is written.
  var value: String
}

extension Detection {
  /// What is to be replaced, joined, and what is only told where nothing of that is replaced, in order.
  static func merged(_ found: [Detection], _ rules: [RedactionRule]) -> [Detection] {
    let isTold = { (detection: Detection) in detection.rule.map { rules[$0].isOnlyTold } ?? false }
    let told = joined(found.filter(isTold))
    if told.isEmpty { return joined(found) }
    let replaced = joined(found.filter { !isTold($0) })
    var rest = replaced[...]
    let apart = told.filter { detection in
      while let first = rest.first, first.range.upperBound <= detection.range.lowerBound {
        rest.removeFirst()
      }
      return rest.first.map { $0.range.lowerBound >= detection.range.upperBound } ?? true
    }
    return (replaced + apart).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Joins detections that overlap; of the same bytes a rule's value counts before base64 and that of the last reading
  /// before others, else the longest's.
  private static func joined(_ found: [Detection]) -> [Detection] {
    if found.count < 2 { return found }
    let order = found.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      if a.lowerBound != b.lowerBound { return a.lowerBound < b.lowerBound }
      if a.upperBound != b.upperBound { return a.upperBound > b.upperBound }
      let isRule = left.element.rule != nil
      return isRule == (right.element.rule != nil) ? left.offset > right.offset : isRule
    }
    var result: [Detection] = []
    for (_, next) in order {
      guard let last = result.last, next.range.lowerBound < last.range.upperBound else {
        result.append(next)
        continue
      }
      var joined = next.range.count > last.range.count ? next : last
      joined.range = last.range.lowerBound..<max(last.range.upperBound, next.range.upperBound)
      result[result.count - 1] = joined
    }
    return result
  }
}
