// What a Regex compiles lazily it does atomically, and nothing else of it changes.
/// A pattern of one's own for what is to be taken out: a regular expression as Swift's `Regex` reads it.
///
/// `^` and `$` stand for the ends of a line. Where the pattern has groups, the first one is taken out, else all of it.
/// How long a search takes is up to the pattern.
public struct RedactionPattern: @unchecked Sendable {
  /// Why a text is no pattern.
  public struct Problem: Error {
    /// What is wrong, in words.
    public var message: String
  }

  private let regex: Regex<AnyRegexOutput>

  /// Reads a pattern.
  public init(_ text: String) throws(Problem) {
    if text.isEmpty { throw Problem(message: "the pattern is empty") }
    do {
      regex = try Regex(text).matchingSemantics(.unicodeScalar).anchorsMatchLineEndings()
    } catch {
      throw Problem(message: "\(error)")
    }
  }

  /// What it finds in a text, in order and without overlap; nothing in bytes that are no UTF-8.
  func matches(in bytes: borrowing Span<UInt8>) -> [Range<Int>] {
    guard let text = bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) else {
      return []
    }
    return text.matches(of: regex).compactMap { match in
      let groups = match.output.dropFirst()
      guard let range = groups.isEmpty ? match.range : groups.first(where: { $0.range != nil })?.range else {
        return nil
      }
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
      return start < end ? start..<end : nil
    }
  }
}
