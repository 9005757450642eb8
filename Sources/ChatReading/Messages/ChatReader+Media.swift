package import TraceModel
import TraceSource

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

  /// A media value from an address, a `data:` URL or base64 text.
  package static func media(text: String, type: String?, isData: Bool = false) -> Media {
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
