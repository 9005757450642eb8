import TraceModel
import TraceSource
import TraceText

/// One request of an archive with its response.
struct HAREntry {
  private let record: SourceRecord
  private let raw: RawCall
  private let request: AttributeValue
  private let response: AttributeValue
  private let method: String
  private let invocation: AgentInvocation?

  /// `nil` for what names no address.
  init?(_ record: SourceRecord) {
    guard let request = record["request"], let url = request["url"]?.string else { return nil }
    self.record = record
    self.request = request
    response = record["response"] ?? .null
    method = request["method"]?.string ?? "GET"
    var raw = RawCall()
    raw.url = url
    if let body = request["postData"]?["text"], !body.isVoid { raw.request = RawCall.decoded(body) }
    var stream: EventStream?
    if let body = Self.bytes(of: response["content"]) {
      stream = EventStream(body)
      if let text = stream == nil ? String(validating: body, as: UTF8.self) : nil {
        if let talk = ChatGPTExchange(url: url, request: raw.request, events: text) {
          (raw.request, raw.response) = (talk.request, talk.response)
        } else {
          raw.setResponse(.string(text))
        }
      }
    }
    invocation = stream.flatMap { AgentInvocation(url: url, request: raw.request, stream: $0) }
    if let stream, invocation == nil {
      raw.setResponse(.array(stream.chunks))
      if !stream.isWhole { raw.isFinished = false }
    }
    raw.status = response["status"]?.int
    raw.failure = Self.failure(response)
    self.raw = raw
  }

  /// What HTTP says of a request that was refused or never answered.
  private static func failure(_ response: AttributeValue) -> String? {
    let told = [response["_error"], response["statusText"]].compactMap { $0?.string }.first { !$0.isEmpty }
    guard let status = response["status"]?.int, status == 0 || status >= 400 else { return nil }
    return told ?? (status == 0 ? "no response" : nil)
  }

  /// The bytes of a response's content, out of base64 where it is packed so; `nil` where there are none.
  private static func bytes(of content: AttributeValue?) -> [UInt8]? {
    guard let text = content?["text"]?.string, !text.isEmpty else { return nil }
    guard content?["encoding"]?.string == "base64" else { return Array(text.utf8) }
    let isBroken = text.utf8.contains { $0 <= 0x20 }
    return Base64.decode(isBroken ? text.filter { !$0.isWhitespace } : text)
  }

  /// The entry as a step, and what its answer tells of the steps within: a call of a model or of an agent, or the
  /// framework's own traffic, which a page folds.
  func steps(number: Int) -> [ConversationStep] {
    let step = step(number: number)
    return invocation?.whole(step) ?? [step]
  }

  private func step(number: Int) -> ConversationStep {
    let operation = method == "POST" && invocation == nil ? raw.operation : nil
    let path = raw.url.map { Provider.host(of: $0) + Self.path(of: $0) } ?? ""
    var step = ConversationStep(
      raw, operation: operation, id: "entry-\(number)", fallback: "\(method) \(path)",
      place: record.place)
    if let invocation {
      invocation.complete(&step)
    } else if operation == nil {
      step.span.isFrameworkInternal = true
      step.keep(raw.request, prefix: "request.body")
      // What is packed and no text stays packed.
      step.keep(raw.response ?? response["content"]?["text"], prefix: "response.body")
    }
    readTimes(into: &step.span)
    keepEnvelope(in: &step.span)
    readRetries(into: &step.span)
    return step
  }

  private static func path(of url: String) -> String {
    let steps = url.prefix { $0 != "?" && $0 != "#" }
      .split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return steps.count == 4 ? "/" + steps[3] : "/"
  }

  /// No answer takes no time at all: a length of zero, or the standard's -1, is one that nobody measured.
  private func readTimes(into span: inout Span) {
    span.start = NativeTime.iso(record["startedDateTime"])
    guard let length = NativeTime.length(milliseconds: record["time"]), length > 0, let start = span.start
    else { return }
    span.end = start.advanced(by: length)
    let timings = record["timings"]
    let waited = ["blocked", "dns", "connect", "send", "wait"]
      .compactMap { NativeTime.length(milliseconds: timings?[$0]) }.reduce(0, +)
    guard let receive = NativeTime.length(milliseconds: timings?["receive"]), receive > 0, waited > 0 else {
      return
    }
    span.events.append(SpanEvent(name: "first byte", time: start.advanced(by: waited)))
  }

  /// Keeps what stands around the bodies, in OpenTelemetry's names where it has some, so that headers are attributes
  /// of their own.
  private func keepEnvelope(in span: inout Span) {
    var attributes = [
      Attribute("http.request.method", .string(method)), Attribute("url.full", request["url"] ?? .null),
    ]
    if let status = response["status"] { attributes.append(Attribute("http.response.status_code", status)) }
    attributes += Self.headers(of: request, prefix: "http.request.header.", cookie: "cookie")
    attributes += Self.headers(of: response, prefix: "http.response.header.", cookie: "set-cookie")
    attributes += Self.rest(of: request, prefix: "request.")
    attributes += Self.rest(of: response, prefix: "response.")
    attributes += (record.value.map ?? []).filter {
      !["request", "response", "startedDateTime", "cache"].contains($0.name) && !$0.value.isVoid
    }
    if let cache = record["cache"], !cache.isVoid { attributes.append(Attribute("cache", cache)) }
    span.attributes = attributes + span.attributes
  }

  /// The headers; cookies that stand in a list alone are spelled as the header that they come from, since
  /// redaction knows that one.
  private static func headers(of side: AttributeValue, prefix: String, cookie: String) -> [Attribute] {
    var headers = (side["headers"]?.array ?? []).compactMap { header -> Attribute? in
      guard let name = header["name"]?.string, let value = header["value"] else { return nil }
      return Attribute(prefix + name.lowercased(), value)
    }
    let cookies = (side["cookies"]?.array ?? []).compactMap { cookie -> String? in
      guard let name = cookie["name"]?.string else { return nil }
      return name + "=" + (cookie["value"]?.plainText ?? "")
    }
    if !cookies.isEmpty, headers[prefix + cookie] == nil {
      headers.append(Attribute(prefix + cookie, .string(cookies.joined(separator: "; "))))
    }
    return headers
  }

  /// What a side says besides; its body and its headers stand in attributes of their own.
  private static func rest(of side: AttributeValue, prefix: String) -> [Attribute] {
    (side.map ?? []).compactMap { member in
      switch member.name {
      case "method", "url", "status", "headers", "cookies": return nil
      // The address has it too.
      case "queryString" where side["url"]?.string?.contains("?") == true: return nil
      case "postData", "content":
        let rest = (member.value.map ?? []).filter { $0.name != "text" && !$0.value.isVoid }
        return rest.isEmpty ? nil : Attribute(prefix + member.name, .map(rest))
      default: return member.value.isVoid ? nil : Attribute(prefix + member.name, member.value)
      }
    }
  }

  /// The clients of OpenAI and Anthropic count in a header how often they had tried before.
  private func readRetries(into span: inout Span) {
    let count = span.attributes["http.request.header.x-stainless-retry-count"]
    guard let count, let number = count.int, number > 0 else { return }
    span.events.append(
      SpanEvent(name: "retry", time: span.start, attributes: [Attribute("retry.attempt", count)]))
  }
}
