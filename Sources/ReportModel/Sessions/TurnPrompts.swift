import TraceAnalysis
import TraceModel
import TraceText

/// The prompts of a session's turns, each met once as the messages of its chat go by.
struct TurnPrompts {
  /// A prompt with the message that says it, where an earlier turn said the same.
  struct Again {
    let prompt: Int
    let message: Message
    let anchor: String
  }

  private let context: TraceContext
  /// The prompts that are still to be met, by their text, the next one first.
  private var waiting: [String: ArraySlice<Int>]
  private var met: [String: (message: Message, anchor: String)] = [:]
  /// The number of each turn that has a prompt, by the prompt.
  private let turnNumbers: [Int: Int]
  private let replies: Set<Int>

  init(_ session: Session, context: TraceContext) {
    self.context = context
    let prompts = session.turns.compactMap(\.prompt)
    turnNumbers = Dictionary(prompts.enumerated().map { ($0.element, $0.offset + 1) }) { first, _ in first }
    replies = Set(session.story.filter { $0.kind == .replied }.map(\.span))
    let told = prompts.compactMap { prompt in
      context.spans[prompt].input.map { (text: $0.text, prompt: prompt) }
    }
    waiting = Dictionary(grouping: told, by: \.text).mapValues { $0.map(\.prompt)[...] }
  }

  /// The prompt that a person's message is, where it is one.
  mutating func meet(_ message: Message, _ anchor: String) -> Int? {
    let text = waiting[message.text] == nil ? command(in: message.text) ?? message.text : message.text
    guard let prompt = waiting[text]?.popFirst() else { return nil }
    met[text] = (message, anchor)
    return prompt
  }

  /// The prompt whose command a message spells out for the model, as Claude Code does:
  /// `<command-name>/plan</command-name>`.
  private func command(in text: String) -> String? {
    guard text.hasPrefix("<command-") else { return nil }
    let prompts = waiting.compactMap { prompt, waiting in waiting.first.map { (prompt: prompt, place: $0) } }
    return prompts.sorted { $0.place < $1.place }.map(\.prompt).first { prompt in
      let name = prompt.prefix { !$0.isWhitespace }
      return name.hasPrefix("/") && text.contains("<command-name>\(name)</command-name>")
    }
  }

  /// The prompts that no message was left for, though one of the same words was met: a conversation that begins anew,
  /// as after a compaction, does not tell whether its messages were said before.
  var again: [Again] {
    waiting.flatMap { text, prompts in
      met[text].map { met in prompts.map { Again(prompt: $0, message: met.message, anchor: met.anchor) } }
        ?? []
    }.sorted { $0.prompt < $1.prompt }
  }

  /// Says of an entry that it is this prompt: its step, its turn, when it came.
  func tell(_ prompt: Int, in entry: inout ConversationView.Entry, gist: TalkGist) {
    if entry.steps != context.anchors[prompt] { entry.steps = "\(context.anchors[prompt]) \(entry.steps)" }
    entry.turn = turn(prompt)
    entry.aside = gist.moment(of: prompt)
    if replies.contains(prompt) { entry.label = "User replies" }
  }

  private func turn(_ prompt: Int) -> String? {
    guard turnNumbers.count > 1, let number = turnNumbers[prompt] else { return nil }
    return "Turn \(Formatting.count(number)) of \(Formatting.count(turnNumbers.count))"
  }
}
