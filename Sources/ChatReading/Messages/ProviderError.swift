package import TraceModel
import TraceSource

/// Reads what a provider's API says when a call fails.
package enum ProviderError {
  /// A provider's error object in words.
  package static func words(_ error: AttributeValue) -> String? {
    if error.isVoid { return nil }
    guard error.map != nil else { return error.plainText }
    // Anthropic's batches wrap the error once more.
    if let inner = error["error"], inner.map != nil { return words(inner) }
    let message = error["message"]?.plainText
    let kind = [error["type"], error["code"], error["status"]].compactMap { $0?.string }.first
    guard let message else { return kind ?? error.jsonText }
    return kind.map { message.contains($0) ? message : "\($0): \(message)" } ?? message
  }
}
