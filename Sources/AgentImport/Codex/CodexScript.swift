import ChatReading
import TraceModel
import TraceSource

/// A script that a model writes in Codex's code mode, where its tools are functions: `await tools.exec_command({…})`.
enum CodexScript {
  /// The arguments of the one tool that a script calls, where that is a shell and they are plain JSON.
  static func command(in script: String) -> AttributeValue? {
    let call = "tools.exec_command("
    let calls = script.ranges(of: "tools.")
    guard calls.count == 1, let start = script.firstRange(of: call)?.upperBound,
      let object = object(in: script[start...])
    else { return nil }
    return AttributeValue(jsonText: String(object))
  }

  /// The text up to the brace that closes the one with which it begins.
  private static func object(in text: Substring) -> Substring? {
    var (depth, isText, isEscaped) = (0, false, false)
    for (index, byte) in zip(text.utf8.indices, text.utf8) {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isText
      } else if byte == UInt8(ascii: "\"") {
        isText.toggle()
      } else if !isText, byte == UInt8(ascii: "{") {
        depth += 1
      } else if !isText, byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return text[...index] }
      }
      if depth == 0 { return nil }
    }
    return nil
  }
}

/// What Codex writes before the output of a script: how it went, and how long it took.
struct CodexScriptHead {
  enum State: Hashable {
    case completed, failed, terminated
    /// It goes on in a cell, for whose end another tool waits.
    case running(cell: String)
  }

  let state: State

  /// `nil` for what is no such head.
  init?(_ head: Substring) {
    let line = head.prefix { !$0.isNewline }
    switch line {
    case "Script completed": state = .completed
    case "Script failed": state = .failed
    case "Script terminated": state = .terminated
    default:
      guard let mark = line.firstRange(of: "Script running with cell ID "), mark.lowerBound == line.startIndex
      else { return nil }
      state = .running(cell: String(line[mark.upperBound...]))
    }
  }
}
