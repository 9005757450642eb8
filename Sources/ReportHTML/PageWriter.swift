public import ReportModel

/// Writes a page.
public enum PageWriter {
  /// The page as UTF-8. The same page gives the same bytes.
  ///
  /// A page of more than two million bytes keeps what tells most as static HTML and packs the other bodies.
  public static func write(_ page: ReportPage) -> [UInt8] {
    let whole = render(page)
    guard whole.count > PagePacker.staticLimit, let packed = PagePacker.pack(page) else { return whole }
    return render(packed)
  }

  private static func render(_ page: ReportPage) -> [UInt8] {
    var writer = HTMLWriter(capacity: 1 << 20)
    Templates.page(&writer, page: page)
    return writer.bytes
  }
}
