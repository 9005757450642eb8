import TraceModel
import TraceSource
import TraceText

/// A piece of a session, in the order of the history.
enum AiderBlock {
  /// What a person typed.
  case prompt(String)
  /// What the model wrote.
  case answer(String)
  /// Lines that aider itself wrote, one after the other.
  case notices([String])
}

/// What the history has between two starts of aider.
struct AiderSession {
  /// When aider was started, by the clock of its machine; `nil` for what stands before the first start.
  let time: String?
  let place: SourcePlace
  /// Which start of the history it is; 0 for what stands before the first one.
  let number: Int
  fileprivate(set) var blocks: [(block: AiderBlock, place: SourcePlace)] = []

  /// Whether anybody asked, answered or ran anything.
  var isTelling: Bool {
    blocks.contains { entry in
      switch entry.block {
      case .notices: false
      // Before the first start of a history that was cut there may stand anything.
      case .answer: number > 0
      case .prompt(let text): AiderCommand(text).map { $0.asksModel || $0.shellLine != nil } ?? true
      }
    }
  }
}

/// Parts a history at aider's own lines.
///
/// Aider ends each line of its own with two blanks: `#### ` before what was typed, `> ` before what it says itself (facts
/// of `aider/io.py`). Headings and quotations of an answer do not end so, and what lies in code is part of an answer.
/// Sessions without any such end have been through a program that strips lines, all of a history or, where a formatter
/// saw the file once, its first ones; there the beginnings tell, and that what is typed follows aider's own words.
struct AiderHistory {
  private let text: TranscriptText
  /// For each line how its session was stripped, `nil` where it was not.
  private let isStripped: [AiderStripping?]
  private(set) var sessions: [AiderSession] = []

  /// Linear in the size of the source.
  init(_ source: SourceDocument) {
    let lines = source.transcriptLines
    let isStripped = AiderStripping.lines(lines)
    self.isStripped = isStripped
    text = TranscriptText(file: source.name, lines: lines) {
      Self.isMark(lines[$0], isStripped: isStripped[$0] != nil)
    }
    part()
    for index in sessions.indices { sessions[index].joinQuotations() }
    sessions.removeAll { $0.time == nil && $0.blocks.isEmpty }
  }

  private static func isMark(_ line: Substring, isStripped: Bool) -> Bool {
    isPrompt(line, isStripped: isStripped) || isNotice(line, isStripped: isStripped)
      || TranscriptMark.time(ofSession: line) != nil
  }

  private static func isPrompt(_ line: Substring, isStripped: Bool) -> Bool {
    if isStripped, line == "####" { return true }
    return line.utf8.starts(with: "#### ".utf8) && (isStripped || line.hasSuffix("  "))
  }

  private static func isNotice(_ line: Substring, isStripped: Bool) -> Bool {
    if isStripped, line == ">" { return true }
    return line.utf8.starts(with: "> ".utf8) && (isStripped || line.hasSuffix("  "))
  }

  private mutating func part() {
    var (line, starts) = (0, 0)
    var answer = 0..<0
    // Whether the paragraph before is aider's own, or was typed.
    var isBehindOwn = true
    sessions = [AiderSession(time: nil, place: text.place(0), number: 0)]
    while line < text.lines.count {
      if text.isCode[line] {
        isBehindOwn = false
        line += 1
      } else if let time = TranscriptMark.time(ofSession: text.lines[line]) {
        close(answer)
        starts += 1
        sessions.append(AiderSession(time: time, place: text.place(line), number: starts))
        line += 1
        answer = line..<line
        isBehindOwn = true
      } else if isPrompt(at: line), isBehindOwn || isStripped[line]?.tellsEachEnd != true {
        close(answer)
        line = takePrompt(at: line)
        answer = line..<line
        isBehindOwn = true
      } else if isNotice(at: line, behindOwn: line > 0 && line == answer.lowerBound) {
        close(answer)
        line = takeNotices(at: line)
        answer = line..<line
        isBehindOwn = true
      } else {
        // A line right behind aider's words goes on with them.
        let begins = line == 0 || text.lines[line - 1].isEmpty || text.isCode[line - 1]
        if begins, !text.lines[line].isEmpty { isBehindOwn = false }
        line += 1
      }
      answer = answer.lowerBound..<line
    }
    close(answer)
  }

  private mutating func close(_ answer: Range<Int>) {
    let text = text.text(answer)
    if !text.isEmpty { add(.answer(text), at: answer.lowerBound) }
  }

  private mutating func add(_ block: AiderBlock, at line: Int) {
    sessions[sessions.count - 1].blocks.append((block, text.place(line)))
  }

  private mutating func takePrompt(at start: Int) -> Int {
    var end = start
    while end < text.lines.count, isPrompt(at: end) { end += 1 }
    let lines = text.lines[start..<end].map { line in
      String(Substring(line.utf8.dropFirst(5))).withoutBlanksAtEnd
    }
    let typed = lines.joined(separator: "\n")
    // What stands for all files of a question that aider asked is repeated in the person's name.
    add(AiderNotice.isQuestion(typed) ? .notices([typed]) : .prompt(typed), at: start)
    if isStripped[start] != nil { sessions[sessions.count - 1].joinLastPrompts() }
    return end
  }

  private func isPrompt(at line: Int) -> Bool {
    Self.isPrompt(text.lines[line], isStripped: isStripped[line] != nil)
  }

  /// Whether a line begins what aider says: one with its sign and end, or the first of a message in several lines, which
  /// follows other words of aider or a prompt without the blank line that stands before an answer.
  private func isNotice(at line: Int, behindOwn: Bool) -> Bool {
    if Self.isNotice(text.lines[line], isStripped: isStripped[line] != nil) { return true }
    return isStripped[line] == nil
      && (AiderNotice.beginsLong(text.lines[line])
        || behindOwn && text.lines[line].utf8.starts(with: "> ".utf8))
  }

  private mutating func takeNotices(at start: Int) -> Int {
    var notices: [String] = []
    var line = start
    while line < text.lines.count, !isEnd(line) {
      let isOne = Self.isNotice(text.lines[line], isStripped: isStripped[line] != nil)
      let end = isOne ? line + 1 : endOfLong(line)
      let message = text.lines[line..<end].joined(separator: "\n")
      if message.utf8.first == UInt8(ascii: ">") {
        notices.append(String(message.dropFirst(message.hasPrefix("> ") ? 2 : 1)).trimmed)
      } else if let last = notices.popLast() {
        // A line of the message before ended like the last one of a message.
        notices.append(last + "\n" + message.trimmed)
      }
      line = end
    }
    add(.notices(notices), at: start)
    return line
  }

  /// Whether aider's words have ended before a line.
  private func isEnd(_ line: Int) -> Bool {
    let content = text.lines[line]
    if content.utf8.allSatisfy({ $0 == 0x20 }) || isPrompt(at: line) { return true }
    return isStripped[line] != nil && !Self.isNotice(content, isStripped: true)
      || TranscriptMark.time(ofSession: content) != nil
  }

  /// Where a message in several lines ends: behind its first line that ends with two blanks and is followed by none of
  /// its own, at the latest before what begins anew.
  private func endOfLong(_ start: Int) -> Int {
    var line = start
    repeat {
      line += 1
      guard line < text.lines.count, !Self.isMark(text.lines[line], isStripped: isStripped[line] != nil)
      else {
        return line
      }
      guard text.lines[line].hasSuffix("  ") else { continue }
      let next = line + 1 < text.lines.count ? text.lines[line + 1] : ""
      if next.isEmpty || next.utf8.starts(with: "> ".utf8) { return line + 1 }
    } while true
  }
}

extension AiderSession {
  /// Makes one prompt of two in a row: aider answers each, and a formatter parts the lines of one.
  fileprivate mutating func joinLastPrompts() {
    guard blocks.count > 1, case .prompt(let first) = blocks[blocks.count - 2].block,
      case .prompt(let second) = blocks[blocks.count - 1].block,
      AiderCommand(first) == nil, AiderCommand(second) == nil
    else { return }
    blocks.removeLast()
    blocks[blocks.count - 1].block = .prompt(first + "\n" + second)
  }

  /// Gives back to an answer what looks like aider's words and is none of them: a quotation with hard line breaks.
  fileprivate mutating func joinQuotations() {
    var joined: [(block: AiderBlock, place: SourcePlace)] = []
    var index = 0
    while index < blocks.count {
      guard case .answer(let text) = blocks[index].block else {
        joined.append(blocks[index])
        index += 1
        continue
      }
      var pieces = [text]
      let place = blocks[index].place
      while let (quoted, rest) = quotation(behind: index) {
        pieces += [quoted, rest]
        index += 2
      }
      joined.append((.answer(pieces.joined(separator: "\n\n")), place))
      index += 1
    }
    blocks = joined
  }

  private func quotation(behind index: Int) -> (quoted: String, rest: String)? {
    guard index + 2 < blocks.count, case .notices(let lines) = blocks[index + 1].block,
      case .answer(let rest) = blocks[index + 2].block,
      lines.allSatisfy({ AiderNotice($0).isUnknown })
    else { return nil }
    return (lines.map { "> " + $0 }.joined(separator: "\n"), rest)
  }
}

extension String {
  fileprivate var withoutBlanksAtEnd: String {
    String(Substring(utf8.prefix(utf8.count - utf8.reversed().prefix { $0 == 0x20 }.count)))
  }
}
