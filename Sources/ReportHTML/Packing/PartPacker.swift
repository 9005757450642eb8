import TraceText
import ReportModel

/// Packs pieces of a large page, so that it opens as lightly as a small one.
///
/// What tells most stays readable without scripts: header, findings, folded graph, small views, and the spans that
/// failed or that a finding rests on. The other pieces are deflated, base64 in blocks of data, and unpacked by
/// the page's script when somebody looks at them.
struct PartPacker {
  /// Parts are joined into blocks of about this many bytes before they are deflated.
  private static let blockSize = 1_000_000
  /// Views up to this many bytes stay static.
  private static let smallSize = 50_000

  /// Bodies of spans that tell something stay static up to this many bytes in all.
  private var tellingBudget = 1_000_000
  /// Traces stay static up to this many bytes in all, half of it kept for those that failed.
  private var traceBudget = 1_000_000
  private let deflate: Deflate
  private var count = 0
  /// The parts that wait for their block to fill, joined by U+0000, which the writer never writes.
  private var pending: [UInt8] = []
  /// The blocks as elements of data, which no browser runs.
  private(set) var blocks: [[UInt8]] = []

  /// Nil where there is no memory.
  init?() {
    guard let deflate = Deflate() else { return nil }
    self.deflate = deflate
  }

  /// Packs the body of a span that tells little, or for which no room is left.
  mutating func pack(_ span: inout SpanFold) {
    if span.isTelling, span.body.size <= tellingBudget {
      tellingBudget -= span.body.size
    } else {
      pack(&span.body)
    }
  }

  /// Packs what is large of a trace's views, and its list of steps but for those whose bodies stay.
  mutating func packParts(of section: inout TraceSection) {
    section.steps = packRuns(of: section.spans)
    for index in section.views.indices { packIfLarge(&section.views[index].body) }
    if var talk = section.talk {
      packIfLarge(&talk)
      section.talk = talk
    }
  }

  /// Packs a piece of markup unless it is small.
  mutating func packIfLarge(_ body: inout Body) {
    if body.size > Self.smallSize { pack(&body) }
  }

  /// Packs the lines of packed spans that follow each other, where they are many.
  private mutating func packRuns(of spans: [SpanFold]) -> [StepItem] {
    var result: [StepItem] = []
    var run: [SpanFold] = []
    for span in spans {
      if case .packed = span.body {
        run.append(span)
      } else {
        result += packed(run) + [.span(span)]
        run = []
      }
    }
    return result + packed(run)
  }

  private mutating func packed(_ run: [SpanFold]) -> [StepItem] {
    guard run.count > 10 else { return run.map(StepItem.span) }
    let lines = TrustedHTML { for span in run { Templates.spanDetail(&$0, span: span) } }
    return [.run((Formatting.count(run.count, "step"), pack(lines)))]
  }

  /// Packs a trace for which no room is left.
  mutating func packTrace(_ body: inout Body, isTelling: Bool) {
    if body.size + (isTelling ? 0 : 500_000) <= traceBudget {
      traceBudget -= body.size
    } else {
      pack(&body)
    }
  }

  private mutating func pack(_ body: inout Body) {
    if case .here(let html) = body { body = .packed(pack(html)) }
  }

  /// The number of the markup among the parts.
  private mutating func pack(_ html: TrustedHTML) -> Int {
    if count > 0 { pending.append(0) }
    pending += html.bytes
    count += 1
    if pending.count >= Self.blockSize { endBlock() }
    return count - 1
  }

  /// Writes the parts that wait as a block.
  mutating func endBlock() {
    guard !pending.isEmpty else { return }
    var block = Array("<script type=\"application/x-tracepage\">".utf8)
    deflate.append(pending, asBase64To: &block)
    block += "</script>\n".utf8
    blocks.append(block)
    pending.removeAll(keepingCapacity: true)
  }
}
