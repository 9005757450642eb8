import TraceModel

/// Finds where documents stand in a prompt by one pass of a rolling hash over it.
struct PromptPlaces {
  /// Documents are known by their first bytes; shorter ones are not looked for.
  private static let window = 24
  private static let promptLimit = 8 << 20
  private static let base: UInt64 = 0x0000_0100_0000_01B3

  /// The first place of each document, as UTF-8 offset over all input messages; `nil` where it is not found.
  static func offsets(of documents: [String], in call: Span?) -> [Int?] {
    var result = [Int?](repeating: nil, count: documents.count)
    guard let call else { return result }
    let prompt = text(of: call)
    let heads = documents.map(head)
    var wanted: [UInt64: [Int]] = [:]
    for (index, head) in heads.enumerated() where head.count >= window {
      wanted[hash(head[..<window]), default: []].append(index)
    }
    guard prompt.count >= window, !wanted.isEmpty else { return result }

    let leading = (1..<window).reduce(UInt64(1)) { power, _ in power &* base }
    var rolling = hash(prompt[..<window])
    for offset in 0...(prompt.count - window) {
      if offset > 0 {
        let gone = UInt64(prompt[offset - 1]) &* leading
        rolling = (rolling &- gone) &* base &+ UInt64(prompt[offset + window - 1])
      }
      guard let candidates = wanted[rolling] else { continue }
      for index in candidates where result[index] == nil {
        if prompt[offset...].starts(with: heads[index]) { result[index] = offset }
      }
    }
    return result
  }

  /// All texts of the input messages, in order; the prompt text where there are no messages.
  static func text(of call: Span) -> [UInt8] {
    var bytes: [UInt8] = []
    for message in call.llm?.input ?? [] {
      for part in message.parts where bytes.count < promptLimit {
        switch part {
        case .text(let text): bytes.append(contentsOf: text.utf8.prefix(promptLimit))
        case .toolResult(let result): bytes.append(contentsOf: result.content.utf8.prefix(promptLimit))
        default: continue
        }
        bytes.append(contentsOf: "\n\n".utf8)
      }
    }
    if bytes.isEmpty, let text = call.input?.text { bytes = Array(text.utf8.prefix(promptLimit)) }
    return bytes
  }

  /// The beginning of a document; a preview's dots at its end are no part of the text.
  private static func head(_ document: String) -> ArraySlice<UInt8> {
    var bytes = Array(document.utf8.prefix(200))[...]
    bytes = bytes.drop { $0 <= 0x20 }
    guard document.utf8.count <= 200 else { return bytes }
    while let last = bytes.last, last <= 0x20 || last == UInt8(ascii: ".") { bytes.removeLast() }
    if bytes.suffix(3).elementsEqual("…".utf8) { bytes.removeLast(3) }
    return bytes
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 &* base &+ UInt64($1) }
  }
}
