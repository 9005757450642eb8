import TraceModel
import TraceSource

/// Streams of OpenAI's Chat Completions API, and of the many servers that speak it.
struct ChatChunks: ChunkAssembler {
  private var top = MemberList()
  private var choices: [Choice] = []
  private var places: [Int: Int] = [:]

  static func isChunk(_ value: AttributeValue) -> Bool {
    if value["object"]?.string == "chat.completion.chunk" { return true }
    return value["choices"]?.array?.contains { $0["delta"]?.map != nil } ?? false
  }

  mutating func add(_ chunk: AttributeValue) {
    top.update(chunk.map ?? [], leavingOut: ["choices", "obfuscation"])
    for choice in chunk["choices"]?.array ?? [] {
      let index = choice["index"]?.int ?? 0
      let place = places[index] ?? choices.count
      if place == choices.count {
        places[index] = place
        choices.append(Choice(index: index))
      }
      choices[place].add(choice)
    }
  }

  func finish() -> AssembledResponse {
    var body = top
    if body["object"]?.string == "chat.completion.chunk" { body["object"] = .string("chat.completion") }
    body["choices"] = .array(choices.map(\.value))
    return AssembledResponse(
      body: body.value, isFinished: !choices.isEmpty && choices.allSatisfy(\.isFinished))
  }
}

/// Members of which texts and lists grow piece by piece; of others the last that says something counts.
private struct GrowingMembers {
  private struct Entry {
    var name: String
    var text = ""
    var list: [AttributeValue] = []
    var value: AttributeValue

    var whole: AttributeValue {
      switch value {
      case .string: .string(text)
      case .array: .array(list)
      default: value
      }
    }
  }

  private var entries: [Entry] = []
  private var places: [String: Int] = [:]

  mutating func add(_ member: Attribute) {
    let place = places[member.name] ?? entries.count
    if place == entries.count {
      places[member.name] = place
      entries.append(Entry(name: member.name, value: member.value))
    }
    switch member.value {
    case .string(let text): entries[place].text += text
    case .array(let elements): entries[place].list += elements
    default: break
    }
    if !member.value.isVoid { entries[place].value = member.value }
  }

  var members: [Attribute] { entries.map { Attribute($0.name, $0.whole) } }
}

/// One of the answers in the making.
private struct Choice {
  let index: Int
  private var message = Delta()
  private var logprobs = GrowingMembers()
  private var rest = MemberList()
  private var text: String?

  init(index: Int) { self.index = index }

  var isFinished: Bool { rest["finish_reason"]?.isVoid == false }

  mutating func add(_ choice: AttributeValue) {
    message.add(choice["delta"] ?? choice["message"] ?? .null)
    // The legacy Completions API has bare text.
    if let piece = choice["text"]?.string { text = (text ?? "") + piece }
    // Log probabilities are lists within a map.
    for member in choice["logprobs"]?.map ?? [] { logprobs.add(member) }
    rest.update(choice.map ?? [], leavingOut: ["index", "delta", "message", "text", "logprobs"])
  }

  var value: AttributeValue {
    let content = text.map { Attribute("text", .string($0)) } ?? Attribute("message", message.value)
    var members = MemberList(.map([Attribute("index", .int(Int64(index))), content] + rest.members))
    if !logprobs.members.isEmpty { members["logprobs"] = .map(logprobs.members) }
    return members.value
  }
}

/// A message in the making: texts grow, lists grow, tool calls grow by their index.
private struct Delta {
  private var grown = GrowingMembers()
  private var calls: [Call] = []
  private var rest = MemberList()
  private var legacyCall: Call?

  mutating func add(_ delta: AttributeValue) {
    for member in delta.map ?? [] {
      switch (member.name, member.value) {
      case ("tool_calls", .array(let pieces)): for piece in pieces { add(call: piece) }
      case ("function_call", .map):
        legacyCall = legacyCall ?? Call()
        legacyCall?.add(.map([Attribute("function", member.value)]))
      case ("role", _), ("name", _), ("id", _): rest.update([member])
      default: grown.add(member)
      }
    }
  }

  private mutating func add(call piece: AttributeValue) {
    let id = piece["id"]?.tellingString
    let index = piece["index"]?.int
    let known = calls.lastIndex { index == nil ? id == nil || $0.id == id : $0.index == index }
    // Some servers give every call the index 0, but an id of its own.
    if let known, id == nil || calls[known].id == nil || calls[known].id == id {
      calls[known].add(piece)
    } else {
      var call = Call(index: index)
      call.add(piece)
      calls.append(call)
    }
  }

  var value: AttributeValue {
    var members = rest
    members.update(grown.members)
    if let legacyCall { members["function_call"] = legacyCall.function }
    if !calls.isEmpty { members["tool_calls"] = .array(calls.map(\.value)) }
    return members.value
  }
}

/// A tool call in the making.
private struct Call {
  var index: Int?
  private(set) var id: String?
  private var rest = MemberList()
  private var name = ""
  private var arguments = ""
  /// `function`, or `custom` for a tool that takes bare text.
  private var holder = "function"

  init(index: Int? = nil) { self.index = index }

  mutating func add(_ piece: AttributeValue) {
    if let id = piece["id"]?.string, !id.isEmpty { self.id = id }
    if piece["custom"]?.map != nil { holder = "custom" }
    rest.update(piece.map ?? [], leavingOut: ["index", "id", "function", "custom"])
    guard let inner = piece[holder] else { return }
    if let name = inner["name"]?.string, name != self.name { self.name += name }
    arguments += (inner["arguments"] ?? inner["input"])?.plainText ?? ""
  }

  var function: AttributeValue {
    .map([
      Attribute("name", .string(name)),
      Attribute(holder == "custom" ? "input" : "arguments", .string(arguments)),
    ])
  }

  var value: AttributeValue {
    let lead = id.map { [Attribute("id", .string($0))] } ?? []
    return .map(lead + rest.members + [Attribute(holder, function)])
  }
}
