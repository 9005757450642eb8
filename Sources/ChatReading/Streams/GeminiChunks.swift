package import TraceModel
import TraceSource

/// Streams of Gemini's `streamGenerateContent`: each piece is a response with the next parts.
package struct GeminiChunks: ChunkAssembler {
  private var top = MemberList()
  private var usage = MemberList()
  private var candidates: [Candidate] = []
  private var places: [Int: Int] = [:]

  package static func isChunk(_ value: AttributeValue) -> Bool {
    value["candidates"]?.array != nil || value["usageMetadata"]?.map != nil
      || value["promptFeedback"]?.map != nil
  }

  /// Whether a piece goes on with the answer of the one before it: by their id, or, where they have none, because
  /// that one did not end.
  package static func goesOn(from last: AttributeValue, to next: AttributeValue) -> Bool {
    let ids = [last, next].map { $0["responseId"]?.string ?? "" }
    guard ids == ["", ""] else { return ids[0] == ids[1] }
    return last["candidates"]?.array?.contains { $0["finishReason"]?.isVoid == false } != true
      && last["promptFeedback"] == nil
  }

  package mutating func add(_ chunk: AttributeValue) {
    top.update(chunk.map ?? [], leavingOut: ["candidates", "usageMetadata"])
    usage.raise(chunk["usageMetadata"] ?? .null)
    for candidate in chunk["candidates"]?.array ?? [] {
      let index = candidate["index"]?.int ?? 0
      let place = places[index] ?? candidates.count
      if place == candidates.count {
        places[index] = place
        candidates.append(Candidate())
      }
      candidates[place].add(candidate)
    }
  }

  package func finish() -> AssembledResponse {
    var body = MemberList()
    if !candidates.isEmpty { body["candidates"] = .array(candidates.map(\.value)) }
    if !usage.members.isEmpty { body["usageMetadata"] = usage.value }
    body.update(top.members)
    let isBlocked = top["promptFeedback"]?["blockReason"]?.isVoid == false
    let isFinished = isBlocked || !candidates.isEmpty && candidates.allSatisfy(\.isFinished)
    return AssembledResponse(body: body.value, isFinished: isFinished && body["error"] == nil)
  }
}

/// One of the answers in the making.
private struct Candidate {
  private var rest = MemberList()
  private var content = MemberList()
  private var parts: [AttributeValue] = []
  /// The text that the last part is growing to, and whether it is a thought.
  private var open: (text: String, isThought: Bool)?

  var isFinished: Bool { rest["finishReason"]?.isVoid == false }

  mutating func add(_ candidate: AttributeValue) {
    rest.update(candidate.map ?? [], leavingOut: ["content"])
    content.update(candidate["content"]?.map ?? [], leavingOut: ["parts"])
    for part in candidate["content"]?["parts"]?.array ?? [] { add(part: part) }
  }

  private mutating func add(part: AttributeValue) {
    let isThought = part["thought"]?.bool == true
    let isPlain = part.map?.allSatisfy { ["text", "thought"].contains($0.name) } == true
    guard isPlain, let text = part["text"]?.string else {
      close()
      return parts.append(part)
    }
    if open?.isThought != isThought {
      close()
      open = ("", isThought)
    }
    open?.text += text
  }

  private mutating func close() {
    if let part = openPart { parts.append(part) }
    open = nil
  }

  private var openPart: AttributeValue? {
    open.map { open in
      .map(
        [Attribute("text", .string(open.text))] + (open.isThought ? [Attribute("thought", .bool(true))] : []))
    }
  }

  var value: AttributeValue {
    var content = content
    content["parts"] = .array(parts + (openPart.map { [$0] } ?? []))
    return .map([Attribute("content", content.value)] + rest.members)
  }
}
