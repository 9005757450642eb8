import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the lines of a document into a trace: one for each filter, of which the first is the one that counts.
enum LMEvalReader {
  static func read(_ lines: [SourceRecord], task: String?, in file: String) -> ImportResult {
    let sample = lines.first ?? SourceRecord(value: .null, place: SourcePlace(file: file))
    let number = sample["doc_id"]?.plainText ?? "?"
    let id = "\(file)#\(number)"
    var draft = TraceDraft(id: id, format: "lm-eval")
    let name = ["task_id", "id", "question_id"].lazy.compactMap { sample["doc"]?[$0]?.tellingString }.first
    draft.trace.name =
      [task, "sample \(number)", name].compactMap(\.self).joined(separator: ", ")
    let requests = LMEvalRequest.requests(of: sample)
    var root = Span(id: id, name: draft.trace.name ?? "sample", kind: .chain)
    root.input = question(in: sample["doc"]) ?? requests.first?.prompt.map { Payload($0) }
    root.output = LMEvalRequest.answer(requests)
    root.keep(
      sample.value.rest(without: ["arguments", "resps"]),
      represented: ["doc_id", "filtered_resps", "metrics"])
    draft.add(root, at: sample.place)
    for (number, request) in requests.enumerated() {
      for span in request.spans(under: id, number: number + 1) { draft.add(span, at: sample.place) }
    }
    for (number, line) in lines.enumerated() {
      let metrics = LMEvalMetrics(line, requests: requests, isFirst: number == 0, isOnly: lines.count == 1)
      for score in metrics.scores { draft.add(score, of: nil) }
    }
    return draft.finish()
  }

  /// The question as the data set has it, without the examples that a prompt puts before it.
  private static func question(in document: AttributeValue?) -> Payload? {
    let names = ["question", "query", "problem", "instruction", "prompt", "goal", "ctx"]
    return names.lazy.compactMap { document?[$0]?.tellingString }.first.map { Payload($0) }
  }
}

/// One thing that the model was asked: to go on with a text, or how likely an ending is.
struct LMEvalRequest {
  /// The text before what was asked for; JSON where it is a list of messages.
  let prompt: String?
  /// What the model was to write by, where it wrote.
  let parameters: [Attribute]
  /// The ending whose likelihood was asked.
  let ending: String?
  /// What came back, once for each repetition.
  let responses: [AttributeValue]

  static func requests(of sample: SourceRecord) -> [LMEvalRequest] {
    let arguments = sample["arguments"]
    // `{"gen_args_0": {"arg_0": …, "arg_1": …}}`, or lists of lists before that.
    let all = arguments?.map?.map(\.value) ?? arguments?.array ?? []
    let responses = sample["resps"]?.array ?? []
    return all.enumerated().map { index, one in
      let values = one.map?.map(\.value) ?? one.array ?? [one]
      // What stands for a chat is a list of one text, which is JSON.
      let first = values.first.map { $0.array?.count == 1 ? $0.array?.first ?? $0 : $0 }
      let second = values.dropFirst().first
      let given = index < responses.count ? responses[index] : .null
      return LMEvalRequest(
        prompt: first?.plainText, parameters: second?.map ?? [], ending: second?.string,
        responses: given.array ?? [given])
    }
  }

  /// How likely the ending is: the logarithm, and whether the model would have written it by itself.
  var likelihood: (logarithm: Double, isGreedy: Bool?)? {
    guard ending != nil, let pair = responses.first?.array, let first = pair.first,
      let logarithm = first.double ?? first.string.flatMap(Double.init), logarithm.isFinite
    else { return nil }
    let greedy = pair.dropFirst().first
    return (logarithm, greedy?.bool ?? greedy?.string.flatMap { Bool($0.lowercased()) })
  }

  /// What the model answered: what it wrote, or how likely it holds each ending, the likeliest first.
  static func answer(_ requests: [LMEvalRequest]) -> Payload? {
    let rated = requests.compactMap { request in
      request.likelihood.map { (ending: request.ending ?? "", logarithm: $0.logarithm) }
    }
    guard rated.isEmpty else {
      let lines = rated.enumerated().sorted {
        ($1.element.logarithm, $0.offset) < ($0.element.logarithm, $1.offset)
      }
      return Payload(
        lines.map { "\($0.element.ending.trimmed): \($0.element.logarithm)" }.joined(separator: "\n"))
    }
    let written = requests.first?.responses.first?.telling
    return written.map { Payload($0.plainText) }
  }

  /// A call for each response.
  func spans(under parent: String, number: Int) -> [Span] {
    responses.enumerated().map { index, response in
      let id = "\(parent)/\(number)" + (index == 0 ? "" : "/\(index + 1)")
      var span = Span(id: id, parentID: parent, name: "model call", kind: .llm)
      var chat = ChatReader()
      var call = LLMCall(parameters: parameters)
      call.input = Conversation(prompt.map { chat.conversation(.string($0), role: .user) } ?? [])
      if let ending {
        span.name = "log-likelihood"
        call.input.append(Message(role: .assistant, text: ending))
        span.output = Payload(response.plainText)
      } else {
        let text = response.plainText
        call.output = text.isEmpty ? [] : [Message(role: .assistant, text: text)]
      }
      span.llm = call
      return span
    }
  }
}
