import ReportModel
import TraceText

/// Packs the bodies of a large page, so that it opens as lightly as a small one.
///
/// What tells most stays readable without scripts: header, findings, folded graph, charts, tables, and the spans
/// that failed or that a finding rests on. The bodies of the others are deflated, base64 in blocks of data, and
/// unpacked by the page's script when somebody looks at them.
enum PagePacker {
  /// A page below this many bytes is static from end to end.
  static let staticLimit = 2_000_000
  /// Parts are joined into blocks of about this many bytes before they are deflated.
  private static let blockSize = 1_000_000
  /// Bodies of spans that tell something stay static up to this many bytes in all.
  private static let tellingBudget = 1_000_000

  /// The page with its large bodies packed; `nil` where the bodies cannot be deflated.
  static func pack(_ page: ReportPage) -> ReportPage? {
    var page = page
    var parts: [[UInt8]] = []
    var budget = tellingBudget
    for trace in page.traces.indices {
      for span in page.traces[trace].spans.indices {
        let body = body { Templates.spanBody(&$0, span: page.traces[trace].spans[span]) }
        if page.traces[trace].spans[span].isTelling, body.count <= budget {
          budget -= body.count
          continue
        }
        page.traces[trace].spans[span].part = parts.count
        parts.append(body)
      }
      packViews(&page.traces[trace], into: &parts)
    }
    guard let blocks = blocks(parts) else { return nil }
    page.packedBlocks = blocks
    return page
  }

  private static func packViews(_ trace: inout TraceReport, into parts: inout [[UInt8]]) {
    if let steps = trace.everyStep, steps.isDrawn {
      trace.viewParts.everyStep = parts.count
      parts.append(steps.svg.bytes)
    }
    trace.viewParts.waterfall = parts.count
    parts.append(trace.waterfall.svg.bytes)
    let conversation = trace.conversation
    trace.viewParts.conversation = parts.count
    parts.append(body { Templates.turns(&$0, conversation: conversation) })
  }

  private static func body(_ write: (inout HTMLWriter) -> Void) -> [UInt8] {
    var writer = HTMLWriter()
    write(&writer)
    return writer.bytes
  }

  /// Joins parts by U+0000, which the writer never writes, and deflates the blocks.
  private static func blocks(_ parts: [[UInt8]]) -> [String]? {
    var blocks: [String] = []
    var pending: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if !pending.isEmpty || index > 0 { pending.append(0) }
      pending += part
      if pending.count >= blockSize || index == parts.count - 1 {
        guard let deflated = Deflate.raw(pending) else { return nil }
        blocks.append(Base64.encode(deflated))
        pending = []
      }
    }
    return blocks
  }
}

extension ReportPage {
  /// The packed bodies as blocks of data, which no browser runs.
  var packedParts: TrustedHTML {
    var writer = HTMLWriter()
    for block in packedBlocks {
      writer.literal("<script type=\"application/x-tracepage\">")
      writer.text(block)
      writer.literal("</script>\n")
    }
    return TrustedHTML(bytes: writer.bytes)
  }
}
