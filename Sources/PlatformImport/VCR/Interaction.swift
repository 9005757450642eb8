import JSONReader
import TraceModel
import TraceSource
import TraceText

/// A request of a cassette with its response, told as the entry of an HTTP archive.
struct Interaction {
  private let record: SourceRecord
  private let request: AttributeValue
  private let response: AttributeValue

  init(_ record: SourceRecord) {
    self.record = record
    request = record["request"] ?? .null
    response = record["response"] ?? .null
  }

  var entry: AttributeValue {
    let known: Set = ["request", "response"]
    return .map(
      [Attribute("request", .map(requestMembers)), Attribute("response", .map(responseMembers))]
        + (record.value.map ?? []).filter { !known.contains($0.name) })
  }

  private var requestMembers: [Attribute] {
    var members: [Attribute] = []
    if let url = request["uri"] ?? request["url"] { members.append(Attribute("url", url)) }
    // Ruby's has it in small letters.
    if let method = request["method"]?.string {
      members.append(Attribute("method", .string(method.uppercased())))
    }
    members.append(Attribute("headers", Self.headers(of: request)))
    if let body = Self.body(of: request) {
      members.append(Attribute("postData", .map([Attribute("text", body)])))
    }
    return members + Self.rest(of: request, besides: ["uri", "url", "method"])
  }

  private var responseMembers: [Attribute] {
    var members: [Attribute] = []
    // go-vcr's “status” is the line of words, with the number beside it.
    let status = response["status"]
    if let code = status?["code"] ?? response["code"] ?? response["status_code"] ?? status {
      members.append(Attribute("status", code))
    }
    if let words = status?["message"] ?? (response["code"] == nil ? nil : status) {
      members.append(Attribute("statusText", words))
    }
    members.append(Attribute("headers", Self.headers(of: response)))
    if let body = Self.body(of: response) {
      members.append(Attribute("content", .map([Attribute("text", body)])))
    }
    return members + Self.rest(of: response, besides: ["status", "code", "status_code"])
  }

  /// The headers as an archive has them; a cassette has a list of values under each name.
  private static func headers(of side: AttributeValue) -> AttributeValue {
    .array(
      (side["headers"]?.map ?? []).map { header in
        let values = header.value.array ?? [header.value]
        return .map([
          Attribute("name", .string(header.name)),
          Attribute("value", .string(values.map(\.plainText).joined(separator: ", "))),
        ])
      })
  }

  /// What a side says besides what an archive has a name for.
  private static func rest(of side: AttributeValue, besides names: Set<String>) -> [Attribute] {
    (side.map ?? []).filter { member in
      !names.contains(member.name) && !["body", "parsed_body", "headers"].contains(member.name)
    }
  }

  /// The text of a body: as it is, in a member of its own, read as JSON already, or packed.
  private static func body(of side: AttributeValue) -> AttributeValue? {
    if let parsed = side["parsed_body"], !parsed.isVoid { return parsed }
    guard let body = side["body"], !body.isVoid else { return nil }
    if let packed = body["base64_string"]?.string { return unpacked(packed) ?? .string(packed) }
    let text = body["string"] ?? body
    guard let words = text.string else { return text.map?.isEmpty == true ? nil : text }
    // YAML writes bytes that are no text as base64, and they may have been compressed on their way.
    return isWords(words) ? text : unpacked(words) ?? text
  }

  /// Whether a body is none that was written as base64: JSON, events and markup have signs that it has none of.
  private static func isWords(_ text: String) -> Bool {
    text.utf8.contains { byte in "{[<:\"".utf8.contains(byte) }
  }

  /// The text that stands in base64, be it compressed; `nil` for other bytes.
  private static func unpacked(_ text: String) -> AttributeValue? {
    guard let bytes = Base64.decode(text.filter { !$0.isWhitespace }), !bytes.isEmpty,
      let document = try? SourceDocument.open(name: "", bytes: JSONBytes(bytes)),
      let words = String(validating: document.bytes.array, as: UTF8.self)
    else { return nil }
    return .string(words)
  }
}
