import ReportModel

/// A page without a script, of which only the body differs.
enum StaticPage {
  /// The page as UTF-8.
  ///
  /// - Parameters:
  ///   - isOfTrace: Whether it shows a part of one trace and no list.
  ///   - tail: An element of data that stands last in the body.
  ///   - body: Writes what people see.
  static func write(
    _ frame: ReportPage, title: String, isOfTrace: Bool = false, tail: [UInt8] = [],
    _ body: (inout HTMLWriter) -> Void
  )
    -> [UInt8]
  {
    var html = HTMLWriter()
    html.literal("<!doctype html>\n<html lang=\"en\" data-theme=\"")
    html.attribute(frame.theme.rawValue)
    html.literal("\">\n")
    Templates.head(
      &html, page: frame, title: title, assets: PageAssets(isOfTrace: isOfTrace, isScripted: false))
    html.literal("<body>\n")
    html.raw(frame.symbols)
    body(&html)
    html.literal("\n")
    return html.bytes + tail + Array("</body>\n</html>\n".utf8)
  }
}
