import TraceAnalysis
import TraceModel
import TraceText

/// The detail of a model call.
struct ModelBuilder {
  let context: TraceContext

  func detail(_ call: LLMCall, span: Int, messages: inout MessageBuilder) -> ModelDetail {
    let place = context.title(span)
    let known = messages.transcripts.beginning(of: call.input, in: messages.store)
    // A short prompt is read more easily whole, be its system message known from elsewhere.
    let unchanged = known.count < 3 ? 0 : known.count
    // Input comes first so that what the model saw has its home where it was first seen.
    let previous = unchanged == 0 ? nil : messages.transcripts.call(within: known)
    let told = previous?.count ?? 0
    messages.begin(after: call.input.prefix(told))
    let shown = call.input.dropFirst(told).map { messages.view($0, at: place) }
    let earlier = Array(shown.prefix(unchanged - told))
    let fresh = Array(shown.dropFirst(unchanged - told))
    let output = call.output.map { messages.view($0, at: place) }
    let rest = (call.input.dropFirst(known.count) + call.output).compactMap { messages.store.anchor(of: $0) }
    messages.transcripts.add(rest, after: known, span: span)
    let figures = context.figuresOfCall[span]
    let usage = call.usage ?? TokenUsage()
    return ModelDetail(
      output: output, outputNote: outputNote(call, span: span),
      earlierCall: (previous?.span).map { context.reference(context.shown($0)) }, earlier: earlier,
      earlierTitle: earlierTitle(unchanged), input: fresh,
      inputTitle: unchanged == 0
        ? "What it saw" : "What it saw · \(Formatting.count(fresh.count)) new since the last call",
      usage: usage.isEmpty ? [] : UsageViews.values(figures, usage: usage),
      usageBar: UsageViews.bar(usage, label: "Tokens of the call by class"),
      parameters: parameters(call), tools: tools(call, place: place, store: &messages.store),
      toolsTitle: "\(Formatting.count(call.tools.count, "tool")) offered")
  }

  private func earlierTitle(_ count: Int) -> String {
    "\(Formatting.count(count, "earlier message")), unchanged"
  }

  private func outputNote(_ call: LLMCall, span: Int) -> String? {
    guard call.output.isEmpty else { return nil }
    if context.analysis.figures.isError[span] { return "Nothing: the call failed." }
    if call.input.isEmpty && call.usage != nil {
      return "The messages were not recorded: content capture was off."
    }
    return "The source recorded no output."
  }

  private func parameters(_ call: LLMCall) -> [LabelledValue] {
    var values: [LabelledValue] = []
    func add(_ label: String, _ value: String?) {
      if let value { values.append(LabelledValue(label: label, value: value, explanation: "")) }
    }
    add("Provider", call.provider)
    add("Model asked for", call.requestModel)
    if call.responseModel != call.requestModel { add("Model that answered", call.responseModel) }
    add("Service tier", call.serviceTier)
    for parameter in call.parameters { add(parameter.name, parameter.value.words(limit: 200)) }
    if !call.finishReasons.isEmpty { add("Finish reason", call.finishReasons.joined(separator: ", ")) }
    add("Response id", call.responseID)
    return values
  }

  private func tools(_ call: LLMCall, place: String, store: inout TextStore) -> [LabelledText] {
    var result: [LabelledText] = []
    for tool in call.tools {
      result.append(
        LabelledText(
          label: tool.name,
          text: store.text(
            tool.definition.isEmpty ? tool.description ?? "" : tool.definition, form: .plain, at: place)))
    }
    return result
  }
}
