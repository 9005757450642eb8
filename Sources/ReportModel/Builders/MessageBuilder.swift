import TraceAnalysis
import TraceModel
import TraceText

/// Turns messages into views, each whole only once.
struct MessageBuilder {
  let context: TraceContext
  var store: TextStore
  /// What is known of the conversations so far.
  var memory = PromptMemory()
  /// What the call at hand saw.
  private var earlier = Conversation()
  /// The tool calls of the messages shown of it so far, with the anchors of these.
  private var asked: [String: (call: ToolCall, anchor: String?)] = [:]

  /// The call that wrote the messages at hand; `nil` for those that it saw.
  var speaker: Int?

  /// The citations of the message at hand, and how many of them were shown.
  private var cited: [CitationMark] = []
  private var citationCount = 0

  init(context: TraceContext, store: TextStore) {
    self.context = context
    self.store = store
  }

  /// Begins the messages of another call.
  ///
  /// - Parameter earlier: what it saw, be it shown or not.
  mutating func begin(after earlier: Conversation) {
    self.earlier = earlier
    speaker = nil
    asked = [:]
  }

  /// A message, whole at its first place and a reference later.
  mutating func view(_ message: Message, at place: String) -> MessageView {
    let label = [Self.roleLabel(message.role), message.name].compactMap { $0 }.joined(separator: " · ")
    if let home = store.home(of: message) {
      remember(message, at: home.anchor)
      return MessageView(
        role: Self.roleID(message.role), label: label, note: nil, parts: [], reference: home, anchor: nil)
    }
    let anchor = store.claim(message, at: place)
    remember(message, at: anchor)
    cited = CitationMark.all(in: message)
    citationCount = 0
    return MessageView(
      role: Self.roleID(message.role), label: label, note: message.finishReason,
      parts: parts(of: message, at: place), reference: nil, anchor: anchor)
  }

  private mutating func parts(of message: Message, at place: String) -> [PartView] {
    let telling = message.parts.filter { !$0.isBlankText }
    guard !telling.isEmpty || message.parts.isEmpty else { return [.note("A text of nothing but blanks.")] }
    return telling.map { part($0, role: message.role, at: place) }
  }

  private mutating func remember(_ message: Message, at anchor: String) {
    for call in message.toolCalls { if let id = call.id { asked[id] = (call, anchor) } }
  }

  /// The call of that id which stands nearest before the message at hand.
  private func call(_ id: String) -> (call: ToolCall, anchor: String?)? {
    if let known = asked[id] { return known }
    for conversation in earlier.history.prefix(64) {
      guard let message = conversation.last, let call = message.toolCalls.last(where: { $0.id == id }) else {
        continue
      }
      return (call, store.anchor(of: message))
    }
    return nil
  }

  private mutating func part(_ part: Part, role: Role, at place: String) -> PartView {
    switch part {
    case .text(let text):
      let form: TextView.Form = JSONNode.parse(text) == nil ? .markdown : .plain
      var view = store.text(text, form: form, at: place)
      view.citations = cited
      return .text(view)
    case .reasoning(let reasoning):
      if reasoning.text.isEmpty { return .note("Reasoning that the provider keeps to itself.") }
      return .reasoning(store.text(reasoning.text, form: .markdown, at: place))
    case .toolCall(let call):
      let execution = call.id.flatMap { context.execution($0, askedBy: speaker) }
      let isToldThere = execution.map { isTold(call, at: $0) } ?? false
      return .call(
        CallView(
          id: call.id, name: call.name,
          arguments: isToldThere ? nil : store.text(call.arguments, form: .plain, at: place),
          preview: isToldThere ? ArgumentsPreview.text(call.arguments).preview(140) : "",
          problem: call.argumentsError,
          run: execution.map(context.run)))
    case .toolResult(let result):
      let answered = result.callID.flatMap { self.call($0) }
      return .result(
        ResultView(
          callID: result.callID,
          name: result.name ?? answered?.call.name
            ?? result.callID.flatMap { context.execution($0, askedBy: nil) }.map(context.title)
            ?? "Tool result",
          arguments: ArgumentsPreview.text(answered?.call.arguments ?? "").preview(140),
          target: answered?.anchor, stop: StepEnding(of: result).word,
          content: store.text(result.content, form: .plain, at: place)))
    case .media(let media): return Self.media(media, limit: store.limit)
    case .citation(let citation): return .citation(self.citation(citation, at: place))
    case .other(let type, let json):
      if json.isEmpty { return .note("A part of type “\(type)”.") }
      return .text(store.text(json, form: .plain, at: place))
    }
  }

  private mutating func citation(_ citation: Citation, at place: String) -> CitationView {
    citationCount += 1
    return CitationView(
      number: "[\(citationCount)]", text: citation.text.map { $0.preview(240) } ?? "",
      source: citation.sourceName, address: citation.address,
      quote: citation.quote.map { store.text($0, form: .plain, at: place) })
  }

  /// Whether the arguments stand whole at the run of a tool that shows them as a command or a change.
  private func isTold(_ call: ToolCall, at execution: Int) -> Bool {
    guard let tool = context.spans[execution].tool, tool.command != nil || !tool.files.isEmpty else {
      return false
    }
    return tool.arguments?.text == call.arguments
  }

  private static func media(_ media: Media, limit: Int?) -> PartView {
    let type = media.mediaType ?? "media of unknown type"
    switch media.content {
    case .base64(let data):
      let label = "\(type), \(Formatting.bytes(data.utf8.count / 4 * 3))"
      if let limit, data.utf8.count > limit { return .note("[\(label), left out to keep the page small]") }
      return .image(ImageView(mediaType: type, base64: data, label: label))
    case .uri(let address):
      return .image(
        ImageView(mediaType: type, base64: "", address: address, label: "\(type) at \(address)"))
    case .file(let id): return .note("[\(type), kept in the source system under the id \(id)]")
    }
  }

  static func roleID(_ role: Role) -> String {
    switch role {
    case .system, .developer: "system"
    case .user: "user"
    case .assistant: "assistant"
    case .tool: "tool"
    case .other: "other"
    }
  }

  static func roleLabel(_ role: Role) -> String {
    if case .other(let name) = role { return name }
    return role.name.prefix(1).uppercased() + role.name.dropFirst()
  }
}
