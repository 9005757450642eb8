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

extension JSONValue {
  /// The value that a JSON pointer (RFC 6901) leads to from here; `nil` where there is none. Linear in the siblings on
  /// the way.
  public func value(at pointer: String) -> JSONValue? {
    var value = self
    for step in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = Self.unescaped(step)
      guard let next = value.kind == .array ? Int(name).flatMap({ value[$0] }) : value[name] else {
        return nil
      }
      value = next
    }
    return pointer.isEmpty || pointer.hasPrefix("/") ? value : nil
  }

  private static func unescaped(_ step: Substring) -> String {
    var text = ""
    var isAfterTilde = false
    for character in step.unicodeScalars {
      if isAfterTilde {
        text += character == "1" ? "/" : "~"
        isAfterTilde = false
      } else if character == "~" {
        isAfterTilde = true
      } else {
        text.unicodeScalars.append(character)
      }
    }
    return text
  }
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
    JSONDocument.pointerStep(JSONValue(storage: self, index: index).string ?? "")
  }
}

extension JSONDocument {
  /// A member's name as a step of a JSON pointer (RFC 6901, 3), without the slash before it.
  public static func pointerStep(_ name: String) -> String {
    var text = ""
    for character in name.unicodeScalars {
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.unicodeScalars.append(character)
      }
    }
    return text
  }
}
