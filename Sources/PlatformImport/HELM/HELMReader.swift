import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a request state into a trace: the instance, and the model's call for it.
///
/// The tokens of a completion are the pieces in which HELM has its likelihoods, and no count of the provider's: none is
/// told. The moment of a request is that at which it was first made, also where its answer comes from HELM's cache.
struct HELMReader {
  private let state: SourceRecord
  private let adapter: AttributeValue?

  init(_ state: SourceRecord, adapter: AttributeValue?) { (self.state, self.adapter) = (state, adapter) }

  func trace(number: Int, in file: String, format: String) -> ImportResult {
    let id = "\(file)#\(number)"
    var draft = TraceDraft(id: id, format: format)
    let name = state["instance"]?["id"]?.tellingString ?? "instance \(number)"
    var root = Span(id: id, name: name, kind: .chain, start: times?.start, end: times?.end)
    root.input = state["instance"]?["input"]?["text"]?.tellingString.map { Payload($0) }
    root.output = answer.map { Payload($0) }
    root.keep(
      state.value.rest(without: ["request", "result", "annotations"]), represented: ["output_mapping"])
    draft.add(root, at: state.place)
    draft.add(call(under: id), at: state.place(at: "/request"))
    for score in scores { draft.add(score, of: nil) }
    return draft.finish()
  }

  private var result: AttributeValue { state["result"] ?? .null }
  private var completion: AttributeValue? { result["completions"]?.array?.first }
  private var answer: String? { completion?["text"]?.tellingString }

  private var times: (start: Timestamp, end: Timestamp?)? {
    NativeTime.seconds(result["request_datetime"]).map {
      ($0, $0.advanced(by: NativeTime.length(seconds: result["request_time"])))
    }
  }

  private func call(under parent: String) -> Span {
    let request = state["request"] ?? .null
    let model = request["model"]?.tellingString ?? adapter?["model"]?.tellingString
    var span = Span(
      id: "\(parent)/call", parentID: parent, name: model ?? "model call", kind: .llm, start: times?.start,
      end: times?.end)
    var call = LLMCall(requestModel: model)
    let named: Set = ["model", "model_deployment", "prompt", "messages", "embedding"]
    call.parameters = (request.map ?? []).filter { !named.contains($0.name) && !$0.value.isVoid }
    var chat = ChatReader()
    if let messages = request["messages"]?.telling {
      call.input = Conversation(chat.conversation(messages, role: .user))
    } else if let prompt = request["prompt"]?.tellingString {
      call.input = [Message(role: .user, text: prompt)]
    }
    call.output = (result["completions"]?.array ?? []).compactMap { completion in
      completion["text"]?.tellingString.map { Message(role: .assistant, text: $0) }
    }
    if let reason = completion?["finish_reason"]?["reason"]?.tellingString { call.finishReasons = [reason] }
    span.llm = call
    if let failure = result["error"]?.tellingString {
      span.status = .error(message: failure)
    } else if result["success"]?.bool == false {
      span.status = .error(message: nil)
    }
    span.keep(
      result.rest(without: ["completions"]),
      represented: ["request_time", "request_datetime", "error", "success", "embedding"])
    return span
  }

  // MARK: Scores

  /// What would have been right stands at the score of who chose, else at the first that was made beside it.
  private var scores: [Score] {
    if let choice { return [choice] + annotations }
    var scores = annotations
    if !scores.isEmpty { scores[0].target = reference }
    return scores
  }

  /// The text of the reference that is right.
  private var reference: String? {
    let right = (state["instance"]?["references"]?.array ?? []).first { reference in
      reference["tags"]?.array?.contains { $0.string == "correct" } ?? false
    }
    return right?["output"]?["text"]?.tellingString
  }

  /// Whether the letter that was written is that of the right answer, where there were some to choose from.
  private var choice: Score? {
    guard let options = state["output_mapping"]?.map, let written = answer?.trimmed, !written.isEmpty else {
      return nil
    }
    guard let target = reference,
      let letter = options.first(where: { $0.value.string == target })?.name
    else { return nil }
    let isRight = written == letter
    var score = Score(name: "correct", value: .flag(isRight), judge: .program)
    score.target = "\(letter): \(target)"
    score.answer = options.first { $0.name == written }.map { "\(written): \($0.value.plainText)" } ?? written
    score.verdict = isRight ? .right : .wrong
    return score
  }

  /// What annotators said: maps with a score, each named by the members that lead to it.
  private var annotations: [Score] {
    var scores: [Score] = []
    func visit(_ value: AttributeValue, _ path: [String]) {
      guard path.count < 6, let members = value.map else { return }
      if let number = value["score"]?.telling, number.double != nil {
        var score = Score(
          name: path.joined(separator: " "), label: nil, number: number,
          explanation: value["explanation"]?.tellingString)
        score.judge = .model
        scores.append(score)
        return
      }
      for member in members { visit(member.value, path + [member.name]) }
    }
    // The annotator is known by its judges, and its name is that of the scenario.
    for annotator in state["annotations"]?.map ?? [] { visit(annotator.value, []) }
    return scores
  }
}
