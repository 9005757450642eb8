package import TraceModel
import TraceSource

/// Wrappers that decorators and frameworks put around what a function was given or gave back.
package enum Envelope {
  /// Members of wrappers that say nothing of the content.
  private static let asides: Set<String> = [
    "tags", "metadata", "kwargs", "args", "run_type", "name", "sanitize_inputs_outputs", "type", "count",
    "input_str", "color",
  ]
  private static let contents = ["inputs", "input", "outputs", "output", "input_str", "inputs_str"]

  /// What lay within a wrapper.
  package struct Content {
    /// The content, read out of JSON text.
    package var value: AttributeValue
    /// Whether nothing else stood in the wrapper.
    package var isWhole: Bool
    /// The original, where there was no wrapper: its spelling is worth keeping.
    var original: AttributeValue?

    /// The content as a payload, as the source spelled it where it can be kept.
    package var payload: Payload { value.payload(spelled: original) }
  }

  /// The content of a wrapped value; the value itself where nothing is known to wrap it.
  ///
  /// Known are Python calls (`{args, kwargs}`), LangChain's callbacks (`{inputs, tags, …}`) and `{output: …}`.
  package static func peel(_ value: AttributeValue) -> Content {
    let inner = value.unwrapped
    let bare = Content(value: inner, isWhole: true, original: value)
    guard let members = inner.map, !members.isEmpty else { return bare }
    if members.allSatisfy({ ["args", "kwargs", "sanitize_inputs_outputs"].contains($0.name) }) {
      return call(inner) ?? bare
    }
    guard let content = contents.first(where: { inner[$0] != nil }), let value = inner[content],
      members.allSatisfy({ $0.name == content || asides.contains($0.name) })
    else { return bare }
    let isWhole = members.allSatisfy { $0.name == content || $0.value.isVoid }
    return Content(value: value, isWhole: isWhole)
  }

  /// The arguments of a Python call: by name where there are names, else the one without.
  private static func call(_ value: AttributeValue) -> Content? {
    let positional = value["args"]?.array ?? []
    let named = value["kwargs"]?.map ?? []
    let isWhole = value.map?.count ?? 0 <= 2
    if positional.isEmpty && !named.isEmpty { return Content(value: .map(named), isWhole: isWhole) }
    guard named.isEmpty, positional.count == 1, let only = positional.first else { return nil }
    return Content(value: only, isWhole: isWhole)
  }

  /// The message that a value is or wraps, where it is a LangChain message of that class.
  package static func message(_ value: AttributeValue) -> Message? {
    let inner = value.unwrapped
    let isMessage =
      inner["lc"] != nil && inner["kwargs"]?["content"] != nil
      || inner["type"]?.string != nil && inner["data"]?["content"] != nil
      || inner["content"] != nil && (inner["tool_call_id"] != nil || inner["response_metadata"] != nil)
    guard isMessage else { return nil }
    var reader = ChatReader()
    return reader.message(inner, role: inner["tool_call_id"] == nil ? .assistant : .tool)
  }
}
