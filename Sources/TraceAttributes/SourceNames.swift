public import TraceModel

extension [Attribute] {
  /// The source's attributes with names that cannot be taken for ours, as OTLP can hold them.
  public var asSource: [Attribute] {
    portable.map { attribute in
      guard attribute.name.hasPrefix(AddedName.prefix) else { return attribute }
      return Attribute(
        AddedName.sourcePrefix + attribute.name.dropFirst(AddedName.prefix.count), attribute.value)
    }
  }

  /// The attributes that the source had: without ours, and without those whose names `added` lists.
  public var ofSource: [Attribute] {
    let added = Set((self[AddedName.added]?.array ?? []).compactMap(\.string))
    var result: [Attribute] = []
    for attribute in self where !added.contains(attribute.name) {
      if !attribute.name.hasPrefix(AddedName.prefix) {
        result.append(attribute)
      } else if attribute.name.hasPrefix(AddedName.sourcePrefix) {
        let name = AddedName.prefix + attribute.name.dropFirst(AddedName.sourcePrefix.count)
        result.append(Attribute(name, attribute.value))
      }
    }
    return result.restored
  }
}
