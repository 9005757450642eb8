import TraceAnalysis
import TraceModel
import TraceText

/// The prompt of a model call, with what is the same, new, changed and gone since the call before in the same agent.
///
/// What is the same stands at the call before: the page says how many messages of it, and a script shows them in place.
struct PromptBuilder {
  /// A first prompt of more messages is unfolded at its beginning and end only.
  private static let openLimit = 12
  /// A message of which less stayed in its place is another one.
  private static let leastKept = 0.1
  /// So many tools are named though they are the same.
  private static let namedTools = 8

  private let context: TraceContext
  private let span: Int
  private let call: LLMCall
  private let place: String
  /// The call that it is compared with, and how.
  private let before: (span: Int, call: LLMCall, comparison: PromptComparison)?
  private let isCompacted: Bool
  private let tokens: PromptTokens
  /// The tokens that came since the call before, where both prompts are counted and the first went on in the second.
  private let freshTokens: Int?
  private let freshBytes: Int
  private let head: PromptMemory.Head

  init(context: TraceContext, span: Int, call: LLMCall, memory: inout PromptMemory) {
    self.context = context
    self.span = span
    self.call = call
    place = context.numberedTitle(span)
    head = memory.head(of: call.input)
    let toolBytes = Self.bytes(of: call.tools)
    let bytes = call.input.bytes - head.mediaBytes + toolBytes
    let tokens = PromptTokens(
      total: call.usage?.input, bytes: bytes, hasHead: head.instructions > 0 || !call.tools.isEmpty,
      hasMedia: head.mediaBytes > 0)
    let earlier = context.callBefore(span)
    isCompacted = earlier.map { context.isCompacted(from: $0, to: span) } ?? false
    var before: (span: Int, call: LLMCall, comparison: PromptComparison)?
    if let earlier, let other = context.spans[earlier].llm {
      let comparison = PromptComparison(from: other.input, to: call.input)
      if comparison.isRelated || isCompacted { before = (earlier, other, comparison) }
    }
    self.before = before
    freshTokens = before.flatMap { before -> Int? in
      guard before.comparison.isContinuation, before.call.tools == call.tools,
        let then = before.call.usage, let now = call.usage, then.mark.isEmpty, now.mark.isEmpty,
        let old = then.input, let new = now.input, new > old
      else { return nil }
      return new - old
    }
    var freshBytes = 0
    if let before { freshBytes = Self.freshBytes(call.input, before.comparison, behind: head.instructions) }
    self.freshBytes = freshBytes
    if let freshTokens {
      self.tokens = tokens.counting(freshTokens, bytes: freshBytes, of: bytes)
    } else {
      self.tokens = tokens
    }
  }

  /// The bytes of new and changed messages behind the instructions.
  private static func freshBytes(
    _ input: Conversation, _ comparison: PromptComparison, behind instructions: Int
  ) -> Int {
    let places = comparison.changes.compactMap { change -> Int? in
      switch change {
      case .new(let after), .changed(_, let after): after >= instructions ? after : nil
      case .same, .gone: nil
      }
    }
    guard let first = places.min() else { return 0 }
    let messages = input.dropFirst(first)
    return places.reduce(0) { $0 + messages[$1 - first].bytes - messages[$1 - first].mediaBytes }
  }

  private static func bytes(of tools: [ToolDefinition]) -> Int {
    tools.reduce(0) {
      $0 + max($1.definition.utf8.count, $1.name.utf8.count + ($1.description?.utf8.count ?? 0))
    }
  }

  /// `nil` where nothing of the prompt is recorded.
  func prompt(_ messages: inout MessageBuilder) -> PromptView? {
    guard !call.input.isEmpty || !call.tools.isEmpty else { return nil }
    var entries: [PromptEntry] = []
    var warning: String?
    let changes = before?.comparison.changes ?? (0..<call.input.count).map { .new(after: $0) }
    let first = changes.compactMap(\.explicit).min() ?? call.input.count
    let explicit = call.input.dropFirst(first)
    messages.begin(after: call.input)
    var toolsWait = !call.tools.isEmpty || !(before?.call.tools.isEmpty ?? true)
    for change in changes {
      if toolsWait, change.place.map({ $0 >= head.instructions }) ?? false {
        entries.append(tools(&messages.store))
        toolsWait = false
      }
      switch change {
      case .same(let from, let after, let count):
        let split = max(0, min(count, head.instructions - after))
        if split > 0 { entries.append(.same(run(from, after, split))) }
        if split > 0, count > split, toolsWait {
          entries.append(tools(&messages.store))
          toolsWait = false
        }
        if count > split { entries.append(.same(run(from + split, after + split, count - split))) }
      case .new(let after):
        entries.append(.message(message(explicit[after - first], at: after, &messages)))
      case .changed(let from, let after):
        let changed = changedMessage(explicit[after - first], at: after, from: from, &messages)
        if changed.mark == .new { entries.append(.gone(gone(from, 1))) }
        if after < head.instructions, let difference = changed.difference, let other = before?.span {
          warning = self.warning(difference, other)
        }
        entries.append(.message(changed))
      case .gone(let from, let count):
        entries.append(.gone(gone(from, count)))
      }
    }
    if toolsWait { entries.append(tools(&messages.store)) }
    return PromptView(
      note: note, warning: warning, bar: PromptBarBuilder(self.facts).bar(), entries: entries,
      before: before.map { context.link($0.span) })
  }

  private var facts: PromptBarBuilder.Facts {
    PromptBarBuilder.Facts(
      call: call, head: head, tokens: tokens, freshTokens: freshTokens, freshBytes: freshBytes,
      toolBytes: Self.bytes(of: call.tools),
      before: before.map { ($0.call, $0.comparison, context.numberWords($0.span)) })
  }

  private var note: String {
    let count = Formatting.count(call.input.count, "message")
    guard let usage = call.usage, let total = usage.input else { return count }
    return "one prompt of \(UsageViews.words(total, usage)) tokens"
  }

  /// Tokens by share, else characters.
  private func size(_ bytes: Int, media: Int = 0, isNew: Bool = false) -> String {
    if media > 0, bytes <= media { return "" }
    guard let count = tokens.tokens(bytes: bytes - media, isCounted: isNew) else {
      return Formatting.bytes(bytes - media)
    }
    return "~\(Formatting.count(count, "token"))"
  }

  private func bytes(_ place: Int, _ count: Int) -> Int {
    let upTo = call.input.prefix(place + count)
    return upTo.bytes - upTo.prefix(place).bytes
  }

  private func markText(_ words: String) -> String {
    before.map { "\(words) \(context.numberWords($0.span))" } ?? ""
  }

  // MARK: Messages

  private func message(_ message: Message, at place: Int, _ messages: inout MessageBuilder) -> PromptMessage {
    let view = messages.view(message, at: self.place)
    let writer = messages.memory.writer(of: view.anchor ?? view.reference?.anchor)
    let isFirst = before == nil
    let isOpen =
      !isFirst || call.input.count <= Self.openLimit || place < max(1, head.instructions)
      || place >= call.input.count - Self.openLimit / 2
    let number = writer.flatMap { $0 == span ? nil : context.numbers.ofSpan[$0] }.map { ", \($0)" } ?? ""
    let isCounted = !isFirst && place >= head.instructions
    return PromptMessage(
      view: view, label: view.label + number, mark: isFirst ? .none : .new,
      markText: isFirst ? "" : markText("+ new since"),
      size: size(message.bytes, media: message.mediaBytes, isNew: isCounted),
      preview: message.preview(110), isOpen: isOpen, difference: nil)
  }

  private func changedMessage(
    _ message: Message, at place: Int, from: Int, _ messages: inout MessageBuilder
  ) -> PromptMessage {
    var result = self.message(message, at: place, &messages)
    guard let old = before?.call.input.prefix(from + 1).last else { return result }
    let difference = TextDifference(from: old.text, to: message.text)
    // The same words in another order are another message, of which nothing can be read as changed.
    guard place < head.instructions || difference.keptShare >= Self.leastKept else { return result }
    result.mark = .changed
    result.markText = markText("± changed since")
    result.difference = DifferenceView(difference)
    return result
  }

  private func warning(_ difference: DifferenceView, _ other: Int) -> String {
    let (old, new) = (context.numberWords(other), context.numberWords(span))
    var words = "The system prompt changed between \(old) and \(new): \(difference.summary)."
    if let lost = before?.call.usage?.cacheRead, let kept = call.usage?.cacheRead, lost > kept {
      words +=
        " \(old) read \(Formatting.count(lost)) tokens from the cache, \(new) \(Formatting.count(kept))."
    }
    return words
  }

  private func run(_ from: Int, _ after: Int, _ count: Int) -> PromptRun {
    let isInstructions = after < head.instructions
    let last = call.input.prefix(after + count).last
    let first =
      count == 1 ? last : after <= head.instructions ? head.first : call.input.prefix(after + 1).last
    let label =
      isInstructions
      ? count == 1 ? "System" : "System, \(count) messages"
      : count == 1
        ? last.map { MessageBuilder.roleLabel($0.role) } ?? ""
        : "History, \(Formatting.count(count, "message"))"
    return PromptRun(
      label: label, markText: "= as in", size: size(bytes(after, count)),
      preview: count == 1 || isInstructions ? last?.preview(110) ?? "" : Self.span(first, last),
      role: isInstructions
        ? "system" : count == 1 ? last.map { MessageBuilder.roleID($0.role) } ?? "" : "history",
      base: base, from: from, count: count)
  }

  private func gone(_ from: Int, _ count: Int) -> PromptRun {
    let old = before?.call.input.prefix(from + count) ?? []
    return PromptRun(
      label: "− \(Formatting.count(count, "message"))",
      markText: "gone\(isCompacted ? ", by compaction" : ""): \(count == 1 ? "it stands" : "they stand") in",
      size: size(old.bytes - old.prefix(from).bytes),
      preview: Self.span(old.prefix(from + 1).last, old.last), role: "gone", base: base, from: from,
      count: count)
  }

  private var base: StepLink { context.link(before?.span ?? span) }

  private static func span(_ first: Message?, _ last: Message?) -> String {
    func words(_ message: Message) -> String {
      "\(MessageBuilder.roleLabel(message.role)) “\(message.preview(60))”"
    }
    guard let first, let last else { return "" }
    return first == last ? words(first) : "from \(words(first)) to \(words(last))"
  }

  // MARK: Tools

  private func tools(_ store: inout TextStore) -> PromptEntry {
    let old = before?.call.tools
    let isSame = old == call.tools
    var view = PromptTools(
      label: Formatting.count(call.tools.count, "tool"),
      mark: before == nil ? .none : isSame ? .same : .changed,
      markText: isSame ? "= as in" : "", size: size(Self.bytes(of: call.tools)),
      shownNames: isSame && call.tools.count > Self.namedTools ? [] : call.tools.map(\.name), definitions: [],
      base: isSame ? base : nil)
    guard !isSame else { return .tools(view) }
    if let old { view.markText = markText("\(Self.change(old, call.tools)) since") }
    for tool in call.tools {
      let text = tool.definition.isEmpty ? tool.description ?? "" : tool.definition
      view.definitions.append(LabelledText(label: tool.name, text: store.text(text, form: .plain, at: place)))
    }
    return .tools(view)
  }

  /// `± + refund − close_case`: which came, went and were described anew.
  private static func change(_ old: [ToolDefinition], _ new: [ToolDefinition]) -> String {
    let (before, after) = (Set(old.map(\.name)), Set(new.map(\.name)))
    let came = new.filter { !before.contains($0.name) }.map { "+ \($0.name)" }
    let went = old.filter { !after.contains($0.name) }.map { "− \($0.name)" }
    let known = Set(old)
    let differ = new.filter { before.contains($0.name) && !known.contains($0) }.map { "± \($0.name)" }
    let words = came + went + differ
    if words.isEmpty { return "± in another order" }
    return words.prefix(4).joined(separator: ", ") + (words.count > 4 ? " and \(words.count - 4) more" : "")
  }
}

extension PromptComparison.Change {
  /// The place of a message that is to be written out.
  fileprivate var explicit: Int? {
    switch self {
    case .new(let after), .changed(_, let after): after
    case .same, .gone: nil
    }
  }

  /// Where the piece begins in the later prompt.
  fileprivate var place: Int? {
    switch self {
    case .new(let after), .changed(_, let after), .same(_, let after, _): after
    case .gone: nil
    }
  }
}
