import TraceAnalysis
import TraceModel
import TraceText

/// The detail of a model call.
struct ModelBuilder {
  let context: TraceContext

  func detail(_ call: LLMCall, span: Int, messages: inout MessageBuilder) -> ModelDetail {
    let place = context.numberedTitle(span)
    // Input comes first so that what the model saw has its home where it was first seen.
    let prompt = PromptBuilder(context: context, span: span, call: call, memory: &messages.memory)
      .prompt(&messages)
    messages.speaker = span
    let output = call.output.map { message in
      let view = messages.view(message, at: place)
      messages.memory.wrote(view.anchor ?? view.reference?.anchor, span: span)
      return view
    }
    let usage = call.usage ?? TokenUsage()
    return ModelDetail(
      output: output, outputNote: outputNote(call, span: span),
      outputSize: usage.output.map { "\(UsageViews.words($0, usage)) tokens" }, prompt: prompt)
  }

  /// What the call was asked for and what it used.
  func settings(_ call: LLMCall, span: Int) -> CallSettings {
    let usage = call.usage ?? TokenUsage()
    return CallSettings(
      usage: usage.isEmpty ? [] : UsageViews.values(context.figuresOfCall[span], usage: usage),
      usageBar: UsageViews.bar(usage, label: "Tokens of the call by class"), parameters: parameters(call),
      request: request(call))
  }

  private func outputNote(_ call: LLMCall, span: Int) -> String? {
    guard call.output.isEmpty else { return nil }
    if context.analysis.figures.isError[span] { return "Nothing: the call failed." }
    if call.input.isEmpty && call.usage != nil {
      return "The messages were not recorded: content capture was off."
    }
    return "The source recorded no output."
  }

  private func request(_ call: LLMCall) -> String {
    var json = JSONWriter()
    json.object { json in
      for case (let name, let value?) in [
        ("provider", call.provider), ("model", call.requestModel ?? call.model),
      ] {
        json.name(name)
        json.string(value)
      }
      json.name("parameters")
      json.object { json in
        for parameter in call.parameters {
          json.name(parameter.name)
          json.value(parameter.value)
        }
      }
    }
    return json.text
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
}
