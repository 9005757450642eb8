import TraceAnalysis
import TraceModel
import TraceText

/// The details of a trace's spans.
struct SpanDetailBuilder {
  /// Above this many spans only the telling ones are unfolded without scripts.
  private static let openLimit = 12

  private let context: TraceContext
  /// The span the page opens on.
  private let selected: Int?
  private let raw: RawBuilder
  /// The titles of the findings that rest on a span first, by span.
  private let findings: [Int: [String]]
  /// The places of failed spans in the order of the tree.
  private let failures: [Int]

  init(context: TraceContext, selected: Int?) {
    self.context = context
    self.selected = selected
    raw = RawBuilder(context: context)
    findings = context.analysis.findings.reduce(into: [:]) { findings, finding in
      guard finding.severity != .info, let span = finding.spans.first else { return }
      findings[span, default: []].append(finding.title)
    }
    let order = context.analysis.tree.preorder
    failures = order.indices.filter { context.analysis.figures.isError[order[$0]] }
  }

  /// The details of a span; spans must come in the order of the tree, for each text stands where it came first.
  func detail(_ index: Int, _ messages: inout MessageBuilder) -> SpanDetail {
    defer { messages.store.span += 1 }
    let span = context.spans[index]
    let place = context.numberedTitle(index)
    let content = content(index, span, &messages)
    let scores = ScoreViews.views(context.scores[index] ?? [], place: place, store: &messages.store)
    return SpanDetail(
      anchor: context.anchors[index], kind: KindLabel(span.kind),
      agent: agent(index),
      isKindInferred: span.kindOrigin == .inferred,
      number: context.numbers.ofSpan[index]?.description, name: context.title(index),
      surroundings: context.surroundings(index), meta: SpanMeta(context: context, span: index).line,
      outcome: context.analysis.figures.repeatsError[index]
        ? "repeats" : context.analysis.figures.outcomes[index].rawValue, problem: content.problem,
      isOpen: isOpen(index), isSelected: index == selected, isNamedAbove: isNamedAbove(index),
      mainTitle: Self.mainTitle(span),
      parent: parent(index, caller: content.tool?.caller),
      children: context.analysis.tree.children[index].prefix(200).map(context.reference),
      findings: findings[index] ?? [], scores: scores,
      documents: content.documents, model: content.model, settings: content.settings, tool: content.tool,
      prompt: content.prompt,
      compaction: content.compaction, payloads: content.payloads,
      attributes: raw.attributes(span, place: place, store: &messages.store),
      raw: raw.groups(index, span, place: place, store: &messages.store))
  }

  /// The span around it, unless it is named as its caller already.
  private func parent(_ index: Int, caller: SpanReference?) -> SpanReference? {
    let parent = context.analysis.tree.parent[index].map(context.reference)
    return parent?.anchor == caller?.anchor ? nil : parent
  }

  /// The name of the sub-agent in whose lane a span is.
  private func agent(_ index: Int) -> String? {
    let lane = context.analysis.agents.lanes[context.analysis.agents.ofSpan[index]]
    return lane.parent == nil ? nil : lane.agent.map(context.title)
  }

  private func isNamedAbove(_ index: Int) -> Bool {
    index == context.analysis.outcome.span || index == context.analysis.conversation.answerStep
  }

  private func isOpen(_ index: Int) -> Bool {
    index == selected || context.analysis.figures.isError[index]
      || context.analysis.tree.parent[index] == nil && context.spans.count <= Self.openLimit
  }

  private struct Content {
    var problem: ProblemView?
    var documents: DocumentTable?
    var model: ModelDetail?
    var settings: CallSettings?
    var tool: ToolDetail?
    var prompt: PromptDetail?
    var compaction: [LabelledValue] = []
    var payloads: [LabelledText] = []
  }

  private func content(_ index: Int, _ span: Span, _ messages: inout MessageBuilder) -> Content {
    let place = context.title(index)
    var content = Content()
    content.problem = problem(index, span, store: &messages.store)
    if let retrieval = span.retrieval {
      content.documents = DocumentsBuilder(context: context)
        .table(retrieval, span: index, store: &messages.store)
    }
    if let prompt = span.prompt { content.prompt = self.prompt(prompt, place: place, store: &messages.store) }
    if let llm = span.llm,
      span.kind == .llm || span.kind == .embedding || !llm.input.isEmpty || !llm.output.isEmpty
    {
      let builder = ModelBuilder(context: context)
      content.model = builder.detail(llm, span: index, messages: &messages)
      let settings = builder.settings(llm, span: index)
      if !settings.isEmpty { content.settings = settings }
    }
    if let tool = span.tool {
      content.tool = ToolBuilder(context: context).detail(index, tool, store: &messages.store)
    }
    content.compaction = span.compaction.map(Self.values) ?? []
    content.payloads = payloads(span, content, place: place, store: &messages.store)
    return content
  }

  /// Input and output, unless a facet already tells them.
  private func payloads(_ span: Span, _ content: Content, place: String, store: inout TextStore)
    -> [LabelledText]
  {
    var result: [LabelledText] = []
    let tellsInput =
      content.model?.prompt != nil || content.tool?.arguments != nil || content.documents?.query != nil
    let tellsOutput =
      !(content.model?.output.isEmpty ?? true) || content.tool?.result != nil
      || content.tool?.command?.output != nil || !(content.documents?.rows.isEmpty ?? true)
      || content.prompt.map { !$0.texts.isEmpty } ?? false
    if let input = span.input, !tellsInput, !input.text.isEmpty {
      result.append(LabelledText(label: "Input", text: payload(input, place: place, store: &store)))
    }
    if let output = span.output, !tellsOutput, !output.text.isEmpty {
      let label = span.compaction == nil ? "Output" : "The summary that took the messages' place"
      result.append(LabelledText(label: label, text: payload(output, place: place, store: &store)))
    }
    return result
  }

  private func payload(_ payload: Payload, place: String, store: inout TextStore) -> TextView {
    store.text(payload.text, form: payload.form == .json ? .plain : .markdown, at: place)
  }

  private func prompt(_ prompt: PromptAssembly, place: String, store: inout TextStore) -> PromptDetail {
    var texts: [LabelledText] = []
    func add(_ label: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      texts.append(LabelledText(label: label, text: store.text(text, form: .markdown, at: place)))
    }
    add("Prompt", prompt.text)
    for segment in prompt.segments { add(segment.name, segment.text) }
    add(prompt.name.map { "Template \($0)" } ?? "Template", prompt.template)
    let variables = prompt.variables.map {
      AttributeRow(name: $0.name, value: store.text($0.value.text, form: .value, at: place))
    }
    return PromptDetail(bar: PromptSegments.bar(prompt), texts: texts, variables: variables)
  }

  /// A step that did not fail and yet did not do its work.
  private func stop(_ index: Int, _ span: Span, store: inout TextStore) -> ProblemView? {
    guard let ending = context.analysis.figures.endings[index] else { return nil }
    let place = context.title(index)
    switch ending.outcome {
    case .refused:
      let words = ending.refusal?.words.map { store.text($0, form: .plain, at: place) }
      let by = ending.refusal?.by.words ?? ""
      return ProblemView(title: "Refused \(by)", tone: .warning, message: words, cause: nil)
    case .cancelled: return ProblemView(title: "Cancelled", tone: .warning, message: nil, cause: nil)
    case .unfinished:
      let title = ending.note.map(Wording.capitalised) ?? "No end recorded"
      return ProblemView(title: title, tone: .warning, message: nil, cause: nil)
    case .ok, .failed: return nil
    }
  }

  private func problem(_ index: Int, _ span: Span, store: inout TextStore) -> ProblemView? {
    guard
      context.analysis.figures.isError[index] || context.analysis.figures.hasErrorBelow[index]
        || span.status.isError || context.analysis.figures.endings[index] != nil
    else { return nil }
    if let stop = stop(index, span, store: &store) { return stop }
    let cause = firstFailure(below: index)
    if let code = span.tool?.command?.exitCode, context.analysis.figures.isError[index] {
      // What it wrote stands with the command.
      return ProblemView(title: "Failed with exit code \(code)", message: nil, cause: nil)
    }
    if case .error(let message) = span.status, context.analysis.figures.isError[index] {
      return ProblemView(
        title: "Failed", message: message.map { store.text($0, form: .plain, at: context.title(index)) },
        cause: cause.map(context.reference))
    }
    if context.analysis.figures.isError[index] {
      return ProblemView(title: span.kind == .tool ? "Tool failed" : "Failed", message: nil, cause: nil)
    }
    guard context.analysis.figures.hasErrorBelow[index] else { return nil }
    // The run may have got over it: nothing says that it is why the run came out as it did.
    return ProblemView(
      title: "A step below failed", tone: .warning, message: nil, cause: cause.map(context.reference),
      joint: ":")
  }

  /// The first failed span below another one, in the order of the tree. O(log n).
  private func firstFailure(below index: Int) -> Int? {
    let below = context.analysis.tree.subtree(of: index).dropFirst()
    var (low, high) = (0, failures.count)
    while low < high {
      let middle = (low + high) / 2
      if failures[middle] < below.startIndex { low = middle + 1 } else { high = middle }
    }
    return low < failures.count && failures[low] < below.endIndex ? below[failures[low]] : nil
  }

  private static func values(_ compaction: Compaction) -> [LabelledValue] {
    var values: [LabelledValue] = []
    func add(_ label: String, _ value: String?) {
      if let value { values.append(LabelledValue(label: label, value: value, explanation: "")) }
    }
    add("Tokens before", (compaction.tokensBefore).map { Formatting.count($0) } ?? "not recorded")
    add("Tokens after", (compaction.tokensAfter).map { Formatting.count($0) } ?? "not recorded")
    add("Trigger", compaction.trigger)
    return values
  }

  private static func mainTitle(_ span: Span) -> String {
    switch span.kind {
    case .retrieval, .rerank: "Documents"
    case .llm: "Prompt"
    case .prompt: "Prompt"
    case .tool: "Call"
    case .input: "Input"
    case .output: "Output"
    default: "Overview"
    }
  }
}
