extension JSONDocument {
  /// The JSON pointer (RFC 6901) of the innermost value that holds the byte at `offset`; `""` is the root.
  ///
  /// A byte of a member's name belongs to that member. Linear in the number of siblings on the way down.
  public func pointer(at offset: Int) -> String {
    var pointer = ""
    var index = 0
    while let (step, child) = storage.step(into: index, towards: offset) {
      pointer += "/" + step
      index = child
    }
    return pointer
  }
}

extension JSONValue {
  /// The JSON pointer (RFC 6901) of the value within its document; `""` is the root.
  public var pointer: String { JSONDocument(storage: storage).pointer(at: offset) }
}

extension TapeStorage {
  /// The child of the container at `index` that holds the byte at `offset`, and its name or number.
  fileprivate func step(into index: Int, towards offset: Int) -> (step: String, child: Int)? {
    let kind = word(index).kind
    guard kind == .array || kind == .object else { return nil }
    let end = link(index).index - 1
    var item = index + 2
    var number = 0
    while item < end, word(item).offset <= offset {
      let child = kind == .object ? item + 1 : item
      if offset < range(child).upperBound {
        return (kind == .object ? escapedName(item) : String(number), child)
      }
      item = next(after: child)
      number += 1
    }
    return nil
  }

  private func escapedName(_ index: Int) -> String {
    var text = ""
    for character in (JSONValue(storage: self, index: index).string ?? "").unicodeScalars {
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }
}
