import TraceModel
import TraceSource

/// The calls of a log that aider writes with `--llm-history-file`.
///
/// A record begins with `TO LLM` or `LLM RESPONSE` and a time. Each line of a message has its role before it, so that no
/// line of a text can be taken for a record (facts of `aider/utils.py`).
struct AiderCallLog {
  /// A request with its answer.
  struct Call {
    var start: Timestamp?
    var end: Timestamp?
    var input: [Message] = []
    var output: [Message] = []
    var isAnswered = false
    let place: SourcePlace
  }

  private(set) var calls: [Call] = []

  /// Linear in the size of the source.
  init(_ source: SourceDocument) {
    var body: [Substring] = []
    var head: (time: String, isAnswer: Bool, line: Int)?
    for (index, line) in source.transcriptLines.enumerated() {
      guard let (time, isAnswer) = TranscriptMark.time(ofRecord: line) else {
        body.append(line)
        continue
      }
      if let head { take(head, body, in: source.name) }
      head = (time, isAnswer, index)
      body = []
    }
    if let head { take(head, body, in: source.name) }
  }

  private mutating func take(
    _ head: (time: String, isAnswer: Bool, line: Int), _ body: [Substring], in file: String
  ) {
    let time = ISOTime.moment(head.time)
    let messages = Self.messages(body)
    if head.isAnswer, let last = calls.indices.last, !calls[last].isAnswered {
      (calls[last].end, calls[last].output, calls[last].isAnswered) = (time, messages, true)
      return
    }
    var call = Call(place: SourcePlace(file: file, line: head.line + 1))
    if head.isAnswer {
      (call.end, call.output, call.isAnswered) = (time, messages, true)
    } else {
      (call.start, call.input) = (time, messages)
    }
    calls.append(call)
  }

  /// The messages between lines of seven dashes. Answers have no such line.
  private static func messages(_ lines: [Substring]) -> [Message] {
    lines.split { $0 == "-------" }.compactMap { lines -> Message? in
      guard let role = lines.lazy.compactMap(role).first else { return nil }
      let texts = lines.map { line -> Substring in
        Self.role(line) == nil ? line : line.dropFirst(role.count + 1)
      }
      let text = TranscriptText.joined(texts)
      return text.isEmpty ? nil : Message(role: Role(role), text: text)
    }
  }

  /// The word in capitals before a line's text.
  private static func role(_ line: Substring) -> String? {
    let word = line.utf8.prefix { (0x41...0x5A).contains($0) }
    let next = line.utf8.dropFirst(word.count).first
    guard (3...12).contains(word.count), next == nil || next == 0x20 else { return nil }
    return String(Substring(word))
  }
}
