import TraceModel
import TraceSource

/// What LangChain's messages have under names of their own where programs write them down by their parts.
enum LangChainMessage {
  /// Takes blocks for the content where there is no other, and the name of the tool that a result is of.
  static func settle(_ entry: inout ChatEntry) {
    guard var members = entry.message.map else { return }
    if entry.message["content"] == nil, let place = members.firstIndex(where: { $0.name == "content_blocks" })
    {
      members[place].name = "content"
      entry.represented.insert("content_blocks")
    }
    if entry.message["name"] == nil, let name = entry.message["tool_name"] {
      members.append(Attribute("name", name))
    }
    entry.message = .map(members)
  }
}
