import JSONReader
import Redaction
import TraceText

/// A stream that lies within one string: server-sent events (WHATWG HTML, 9.2) as an HTTP archive keeps them, or lines of
/// JSON.
enum StreamedText {
  /// Lines that are no JSON: more of them, and the text is no stream. What was cut off may end with one.
  private static let mostBroken = 4

  /// The text without the secrets that lie across its pieces; `nil` where none does, or where it holds no stream. Linear.
  static func redacted(_ text: String, _ session: inout RedactionSession) -> String? {
    guard isPlausible(text) else { return nil }
    let payloads = payloads(of: text)
    guard payloads.count > 1 else { return nil }
    let edits = StreamedJSON.edits(payloads, &session)
    if edits.isEmpty { return nil }
    var (bytes, place): ([UInt8], Int) = ([], 0)
    let source = Array(text.utf8)
    for (range, edit) in edits.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
      bytes += source[place..<range.lowerBound]
      JSONText.quote(edit, to: &bytes)
      place = range.upperBound
    }
    return String(decoding: bytes + source[place...], as: UTF8.self)
  }

  /// Whether a text begins as a stream does: most do not, and are not looked at.
  private static func isPlausible(_ text: String) -> Bool {
    let start = text.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    return ["data:", "event:", "id:", "retry:", ":", "{"].contains { start.starts(with: $0.utf8) }
  }

  /// The objects that stand on lines of their own or behind `data:`, with their places in the text.
  private static func payloads(of text: String) -> [JSONValue] {
    let bytes = JSONBytes(text)
    var (payloads, broken, place): ([JSONValue], Int, Int) = ([], 0, 0)
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { place += line.count + 1 }
      let start = line.starts(with: "data:".utf8) ? 5 : 0
      guard line.dropFirst(start).first(where: { $0 != 0x20 }) == UInt8(ascii: "{") else { continue }
      if let (document, end) = try? JSONDocument.parseNext(bytes, at: place + start),
        end <= place + line.count
      {
        payloads.append(document.root)
      } else {
        broken += 1
        if broken > mostBroken { break }
      }
    }
    return payloads
  }
}
