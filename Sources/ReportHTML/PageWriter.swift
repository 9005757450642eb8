public import ReportModel

/// Writes a page.
public enum PageWriter {
  /// The page as UTF-8. The same page gives the same bytes.
  public static func write(_ page: ReportPage) -> [UInt8] {
    var writer = HTMLWriter(capacity: 1 << 20)
    Templates.page(&writer, page: page)
    return writer.bytes
  }
}
