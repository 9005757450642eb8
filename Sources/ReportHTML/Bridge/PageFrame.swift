import ReportModel

extension ReportPage {
  /// The page's policy: nothing from anywhere but the one style and the one script in it.
  ///
  /// Source: `Content-Security-Policy` level 3, with hashes computed when the assets were embedded.
  var policy: String {
    [
      "default-src 'none'", "script-src 'sha256-\(Assets.scriptSHA256)'",
      "style-src 'sha256-\(Assets.styleSHA256)'", "img-src data:", "base-uri 'none'", "form-action 'none'",
      "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
  }

  /// The one style sheet.
  var style: TrustedHTML { .element("<style>", Assets.style, "</style>") }

  /// The one script.
  var script: TrustedHTML { .element("<script>", Assets.script, "</script>") }

  /// The icons.
  var symbols: TrustedHTML { Symbols.definitions }

  /// The link to what was redacted.
  var redactionURL: SafeURL { .fragment("redactions") }

  /// The link to the data quality panel.
  var qualityURL: SafeURL { .fragment("data-quality") }
}

extension TrustedHTML {
  /// An element around one of the page's own assets.
  fileprivate static func element(_ open: StaticString, _ content: StaticString, _ close: StaticString)
    -> TrustedHTML
  {
    var writer = HTMLWriter()
    writer.literal(open)
    writer.literal(content)
    writer.literal(close)
    return TrustedHTML(bytes: writer.bytes)
  }
}
