package import TraceModel
import TraceSource

/// Reads the tools a model was offered, in any provider's shape.
package enum ToolDefinitionReader {
  /// The definitions in a list, a map or their JSON text; what names no tool is left out.
  package static func definitions(_ value: AttributeValue) -> [ToolDefinition] {
    switch value.unwrapped {
    case .array(let elements): elements.flatMap { definitions($0) }
    case .map(let members): definitions(members)
    default: []
    }
  }

  private static func definitions(_ members: [Attribute]) -> [ToolDefinition] {
    let map = AttributeValue.map(members)
    for wrapper in ["tool", "json_schema", "toolSpec"] {
      if let inner = map[wrapper], map["name"] == nil { return definitions(inner) }
    }
    for group in ["function_declarations", "functionDeclarations", "function_tools", "tools"] {
      if let inner = map[group] { return definitions(inner) }
    }
    let function = map["function"].flatMap { $0.map == nil ? nil : $0 }
    guard let name = (function ?? map)["name"]?.string ?? map["type"]?.string else {
      // Gemini's own tools are `{"googleSearch": {}}`.
      return members.filter { $0.value.map != nil }.map {
        ToolDefinition(name: $0.name, definition: AttributeValue.map([$0]).jsonText)
      }
    }
    let description = (function ?? map)["description"]?.string
    return [ToolDefinition(name: name, description: description, definition: map.jsonText)]
  }
}
