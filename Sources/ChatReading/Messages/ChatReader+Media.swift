package import TraceModel
import TraceSource
import TraceText

extension ChatReader {
  /// Reads an image, a sound or a file; `nil` where no content can be found.
  package mutating func media(_ value: AttributeValue) -> Media? {
    guard var members = Members(value) else { return nil }
    members.ignore("type", "kind", "modality", "detail", "cache_control", "source_type", "id")
    let media = media(&members)
    if members.hasRest { leaveOut() }
    return media
  }

  private mutating func media(_ members: inout Members) -> Media? {
    for wrapper in [
      "inline_data", "inlineData", "file_data", "fileData", "source", "input_audio", "file", "image",
    ] {
      guard let inner = members.take(wrapper) else { continue }
      if inner.map != nil { return media(inner) }
      return Self.media(text: inner.plainText, type: members.text("mediaType", "mimeType", "media_type"))
    }
    let type = members.text("mime_type", "mimeType", "media_type", "mediaType")
    if let url = members.take("image_url", "url", "uri", "file_uri", "fileUri") {
      return Self.media(text: url["url"]?.plainText ?? url.plainText, type: type)
    }
    if let id = members.text("file_id", "fileId") { return Media(mediaType: type, content: .file(id)) }
    let format = members.text("format").map { "audio/" + $0 }
    guard let data = members.take("data", "content", "binary_content", "file_data", "bytes") else {
      return nil
    }
    return Self.media(text: data.plainText, type: type ?? format, isData: true)
  }

  /// What stands for media that an observability system keeps apart, under its own id: Langfuse's
  /// `@@@langfuseMedia:type=image/jpeg|id=38a8|source=base64_data_uri@@@`, MLflow's
  /// `mlflow-attachment://38a8?content_type=image/jpeg`.
  static func mediaReference(_ text: String) -> Media? {
    guard text.utf8.count < 1_000 else { return nil }
    if text.hasPrefix("@@@langfuseMedia:"), text.hasSuffix("@@@") {
      let members = text.dropFirst(17).dropLast(3).split(separator: "|")
      func member(_ name: String) -> String? {
        members.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
      }
      return member("id").map { Media(mediaType: member("type"), content: .file($0)) }
    }
    guard text.hasPrefix("mlflow-attachment://") else { return nil }
    let pieces = text.dropFirst(20).split(separator: "?", maxSplits: 1)
    let type = pieces.last?.split(separator: "&").first { $0.hasPrefix("content_type=") }
    return pieces.first.map {
      Media(
        mediaType: type.map { String($0.dropFirst(13)).replacingOccurrences(of: "%2F", with: "/") },
        content: .file(String($0)))
    }
  }

  /// A media value from an address, a `data:` URL or base64 text.
  package static func media(text: String, type: String?, isData: Bool = false) -> Media {
    if let reference = mediaReference(text) { return reference }
    if text.hasPrefix("data:"), let comma = text.firstIndex(of: ",") {
      let head = text[text.index(text.startIndex, offsetBy: 5)..<comma]
      if head.hasSuffix(";base64") {
        let mime = String(head.dropLast(7))
        return Media(
          mediaType: mime.isEmpty ? type : mime, content: .base64(String(text[text.index(after: comma)...])))
      }
      return Media(mediaType: type ?? String(head), content: .uri(text))
    }
    let isAddress = text.contains("://") || !isData && text.hasPrefix("/")
    return Media(mediaType: type, content: isAddress ? .uri(text) : .base64(text))
  }
}
