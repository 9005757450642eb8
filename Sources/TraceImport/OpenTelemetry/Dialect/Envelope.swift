import TraceModel

/// Wrappers that decorators and frameworks put around what a function was given or gave back.
enum Envelope {
  /// Members of wrappers that say nothing of the content.
  private static let asides: Set<String> = [
    "tags", "metadata", "kwargs", "args", "run_type", "name", "sanitize_inputs_outputs", "type", "count",
    "input_str", "color",
  ]
  private static let contents = ["inputs", "input", "outputs", "output", "input_str", "inputs_str"]

  /// The content of a wrapped value, and whether nothing else stood in the wrapper.
  ///
  /// Known are Python calls (`{args, kwargs}`), LangChain's callbacks (`{inputs, tags, …}`) and `{output: …}`.
  static func peel(_ value: AttributeValue) -> (value: AttributeValue, isWhole: Bool) {
    let inner = value.unwrapped
    guard let members = inner.map, !members.isEmpty else {
      return (value.string == nil ? value : inner, true)
    }
    if members.allSatisfy({ ["args", "kwargs", "sanitize_inputs_outputs"].contains($0.name) }) {
      return call(inner)
    }
    guard let content = contents.first(where: { inner[$0] != nil }), let value = inner[content],
      members.allSatisfy({ $0.name == content || asides.contains($0.name) })
    else { return (inner, true) }
    let isWhole = members.allSatisfy { $0.name == content || $0.value.isVoid }
    return (value, isWhole)
  }

  /// The arguments of a Python call: by name where there are names, else the one without.
  private static func call(_ value: AttributeValue) -> (value: AttributeValue, isWhole: Bool) {
    let positional = value["args"]?.array ?? []
    let named = value["kwargs"]?.map ?? []
    if positional.isEmpty && !named.isEmpty { return (.map(named), true) }
    if named.isEmpty, positional.count == 1, let only = positional.first { return (only, true) }
    return (value, true)
  }

  /// The message that a value is or wraps, where it is a LangChain message of that class.
  static func message(_ value: AttributeValue) -> Message? {
    let inner = value.unwrapped
    let isMessage =
      inner["lc"] != nil && inner["kwargs"]?["content"] != nil
      || inner["type"]?.string != nil && inner["data"]?["content"] != nil
      || inner["content"] != nil && (inner["tool_call_id"] != nil || inner["response_metadata"] != nil)
    guard isMessage else { return nil }
    var reader = ChatReader()
    return reader.message(inner, role: .assistant)
  }
}
