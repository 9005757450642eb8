import JSONReader

extension ScriptText {
  /// A printed list or dictionary of Python's as JSON text; `nil` for what is none, JSON among it. Linear in its length.
  package static func json(ofPython text: String) -> String? {
    let head = text.utf8.first { !"[{ ".utf8.contains($0) }
    guard text.hasPrefix("{") || text.hasPrefix("[") else { return nil }
    // Python quotes a text with an apostrophe as JSON does.
    let isQuoted = head == UInt8(ascii: "\"") && (try? JSONDocument.parse(text)) == nil
    guard head == UInt8(ascii: "'") || isQuoted else { return nil }
    var text = text
    return text.withUTF8 { source in
      var script = ScriptText(UnsafeRawBufferPointer(source))
      script.convert()
      return String(decoding: script.json, as: UTF8.self)
    }
  }

  /// An object of Python's that is printed by its members, `Name(member=value, …)`, as JSON text; `nil` for what is none.
  /// Linear in its length.
  package static func json(ofPythonObject text: String) -> String? {
    var text = text
    return text.withUTF8 { source in
      var script = ScriptText(UnsafeRawBufferPointer(source))
      while let byte = script.at(script.place), isWord(byte) { script.place += 1 }
      guard script.place > 0, script.beginsMembers else { return nil }
      script.openMembers()
      while script.depth > 0, script.place < source.count { script.step() }
      return String(decoding: script.json, as: UTF8.self)
    }
  }

  /// Whether `(member=` or `()` follows.
  var beginsMembers: Bool {
    guard at(place) == UInt8(ascii: "(") else { return false }
    var next = place + 1
    while let byte = at(next), Self.isWord(byte) { next += 1 }
    return next == place + 1 ? at(next) == UInt8(ascii: ")") : at(next) == UInt8(ascii: "=")
  }

  mutating func openMembers() {
    depth += 1
    calls.append(depth)
    json.append(UInt8(ascii: "{"))
    place += 1
  }
}
