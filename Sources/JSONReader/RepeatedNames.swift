extension TapeStorage {
  /// The offset of the first member name that its object has already.
  ///
  /// Small objects, which nearly all are, are compared name by name: that needs no memory.
  func firstRepeatedName() -> Int? {
    var first: Int?
    var index = 0
    while index < wordCount {
      switch word(index).kind {
      case .object:
        if let found = repeatedName(inObjectAt: index) { first = min(first ?? found, found) }
        index += 2
      case .array: index += 2
      default: index += 1
      }
    }
    return first
  }

  private func repeatedName(inObjectAt index: Int) -> Int? {
    let end = link(index).index - 1
    var names: [Int] = []
    var seen: Set<String> = []
    var name = index + 2
    while name < end {
      if names.count < 16 {
        if names.contains(where: { isSameText($0, name) }) { return word(name).offset }
        names.append(name)
        // From here on a set is cheaper.
        if names.count == 16 { seen = Set(names.map(text)) }
      } else if !seen.insert(text(name)).inserted {
        return word(name).offset
      }
      name = next(after: name + 1)
    }
    return nil
  }

  private func isSameText(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (word(left), word(right))
    guard a.length == b.length, a.length < TapeWord.longLength else { return false }
    return bytes.withUnsafeBytes { memory in
      let (first, second) = (a.offset..<(a.offset + a.length), b.offset..<(b.offset + b.length))
      return memory[first.clamped(to: 0..<memory.count)].elementsEqual(
        memory[second.clamped(to: 0..<memory.count)])
    }
  }

  private func text(_ index: Int) -> String { bytes[range(index)].text }
}
