import TraceModel
import TraceText

/// What a span's attributes and events tell of its failure, where no message does.
///
/// The names are those of the OpenTelemetry conventions for HTTP, RPC, databases and errors, old and new
/// (https://opentelemetry.io/docs/specs/semconv/).
enum FailureFacts {
  /// A message that stands in an attribute or in an event of another name than `exception`.
  static func words(of span: Span) -> String? {
    let names = [
      "error.message", "exception.message", "error_message", "rpc.grpc.status_message", "db.response.message",
    ]
    if let text = first(names, in: span.attributes) { return text }
    for event in span.events.reversed() where event.name != "exception" {
      let isError = event.name.lowercased().contains("error") || event.attributes["level"]?.string == "error"
      if isError, let text = first(names + ["message", "error"], in: event.attributes) { return text }
    }
    return nil
  }

  /// The status that a protocol gave, with what was asked of whom; else the type of the error.
  static func text(of span: Span) -> String? {
    let attributes = span.attributes
    let http = first(["http.response.status_code", "http.status_code", "http.status"], in: attributes)
    if let http, let code = Int(http), code >= 400 || code == 0 {
      let status =
        code == 0
        ? "No HTTP response" : "HTTP " + [http, phrases[code]].compactMap(\.self).joined(separator: " ")
      return joined(status, request(attributes))
    }
    if let code = first(
      ["rpc.grpc.status_code", "grpc.status_code", "rpc.response.status_code"], in: attributes),
      code != "0", code != "OK"
    {
      let name = Int(code).flatMap { grpc.indices.contains($0) ? " " + grpc[$0] : nil } ?? ""
      return joined("gRPC status \(code)\(name)", method(attributes))
    }
    if let code = first(["db.response.status_code"], in: attributes) {
      let asked = first(
        ["db.query.summary", "db.query.text", "db.statement", "db.operation.name"], in: attributes)
      return joined("database status \(code)", asked)
    }
    let type =
      first(["error.type", "exception.type", "error.code"], in: attributes) ?? exceptionType(of: span)
    return type.map { joined($0, request(attributes) ?? method(attributes)) }
  }

  /// `GET http://controller:8083/api/tasks/1`.
  private static func request(_ attributes: [Attribute]) -> String? {
    let address = first(["url.full", "http.url", "http.target", "url.path", "http.route"], in: attributes)
    let host = first(["server.address", "net.peer.name", "http.host"], in: attributes)
    guard let asked = address ?? host else { return nil }
    let place = asked.hasPrefix("/") ? (host ?? "") + asked : asked
    let method = first(["http.request.method", "http.method"], in: attributes)
    return [method, place].compactMap(\.self).joined(separator: " ")
  }

  private static func method(_ attributes: [Attribute]) -> String? {
    let names = [first(["rpc.service"], in: attributes), first(["rpc.method"], in: attributes)]
    let method = names.compactMap(\.self).joined(separator: "/")
    return method.isEmpty ? first(["server.address", "net.peer.name"], in: attributes) : method
  }

  private static func exceptionType(of span: Span) -> String? {
    span.events.lazy.compactMap { first(["exception.type"], in: $0.attributes) }.first
  }

  private static func joined(_ status: String, _ asked: String?) -> String {
    asked.map { "\(status): \($0)" } ?? status
  }

  /// The first of the names that has a value, as text.
  private static func first(_ names: [String], in attributes: [Attribute]) -> String? {
    for name in names {
      switch attributes[name] {
      case .string(let text)? where !text.isEmpty: return text
      case .int(let number)?: return String(number)
      case .double(let number)?: if let whole = Int(exactly: number) { return String(whole) }
      default: break
      }
    }
    return nil
  }

  /// RFC 9110, and 429 of RFC 6585.
  private static let phrases: [Int: String] = [
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
    408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
    413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    417: "Expectation Failed", 421: "Misdirected Request", 422: "Unprocessable Content",
    426: "Upgrade Required", 429: "Too Many Requests", 500: "Internal Server Error", 501: "Not Implemented",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
  ]

  /// https://grpc.io/docs/guides/status-codes/, by number.
  private static let grpc = [
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
    "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
  ]
}
