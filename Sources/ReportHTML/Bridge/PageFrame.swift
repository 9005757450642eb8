import ReportModel

/// The one style and the one script of a page.
struct PageAssets {
  /// The style sheet's element.
  let style: TrustedHTML
  /// The script's element; `nil` for a page that has none.
  let script: TrustedHTML?
  /// The page's policy: nothing from anywhere but these two.
  ///
  /// Source: `Content-Security-Policy` level 3, with hashes computed when the assets were embedded.
  let policy: String

  /// - Parameters:
  ///   - isOfTrace: Whether the page shows one trace and nothing else, which needs less.
  ///   - isScripted: Whether it has a script.
  init(isOfTrace: Bool, isScripted: Bool) {
    let style = isOfTrace ? Assets.traceStyle : Assets.style
    let script = isOfTrace ? Assets.traceScript : Assets.script
    self.style = .element("<style>", style, "</style>")
    self.script = isScripted ? .element("<script>", script, "</script>") : nil
    let styleHash = isOfTrace ? Assets.traceStyleSHA256 : Assets.styleSHA256
    let scriptHash = isOfTrace ? Assets.traceScriptSHA256 : Assets.scriptSHA256
    policy = [
      "default-src 'none'", isScripted ? "script-src 'sha256-\(scriptHash)'" : "script-src 'none'",
      "style-src 'sha256-\(styleHash)'", "img-src data:", "base-uri 'none'", "form-action 'none'",
      "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
  }

  /// How many bytes style and script take.
  var count: Int { style.bytes.count + (script?.bytes.count ?? 0) }
}

extension ReportPage {
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
