import ReportModel
import TraceText

/// Packs pieces of a large page, so that it opens as lightly as a small one.
///
/// What tells most stays readable without scripts: header, findings, folded graph, small views, and the spans that
/// failed or that a finding rests on. The other pieces are deflated, base64 in blocks of data, and unpacked by
/// the page's script when somebody looks at them.
struct PartPacker {
  /// Parts are joined into blocks of about this many bytes before they are deflated: one is unpacked to show a step.
  private static let blockSize = 500_000
  /// Views up to this many bytes stay static.
  private static let smallSize = 50_000
  /// Lists up to this many rows are packed whole.
  private static let fewRows = 100

  /// Spans that tell something stay static up to this many bytes in all, and this many.
  private var tellingBudget = (bytes: 1_000_000, spans: 200)
  /// The span that the page opens on, and those that its outcome and its answer lead to, stay static up to this many bytes
  /// each, however many tell something before them.
  private static let firstSize = 1_000_000
  /// Traces stay static up to this many bytes in all, half of it kept for those that failed.
  private var traceBudget = 1_000_000
  private let deflate: Deflate
  private var count = 0
  /// The first of the parts that wait for their block to fill.
  private var first = 0
  /// The parts that wait, joined by U+0000, which the writer never writes.
  private var pending: [UInt8] = []
  private var index = StepIndex()
  private var sizes: [(kind: String, bytes: Int)] = []
  private var blocks: [PackedBlock] = []

  /// Nil where there is no memory.
  init?() {
    guard let deflate = Deflate() else { return nil }
    self.deflate = deflate
  }

  /// Packs a span that tells little, or for which no room is left.
  mutating func pack(_ span: inout SpanFold) {
    guard case .here = span.body else { return }
    if span.isFirst, span.body.size <= Self.firstSize { return }
    if span.isTelling, span.body.size <= tellingBudget.bytes, tellingBudget.spans > 0 {
      tellingBudget = (tellingBudget.bytes - span.body.size, tellingBudget.spans - 1)
    } else {
      pack(&span.body, as: "step")
    }
  }

  /// Packs a piece of markup unless it is small.
  mutating func packIfLarge(_ body: inout Body) {
    if body.size > Self.smallSize { pack(&body, as: "view") }
  }

  /// Packs the rows of a long list; `nil` for a short one.
  ///
  /// - Parameter each: How many rows a part has; at least 1.
  mutating func packRows(
    _ rows: Range<Int>, each: Int, _ write: (inout HTMLWriter, Range<Int>) -> Void
  ) -> PackedRows? {
    guard rows.count > Self.fewRows else { return nil }
    let packed = PackedRows(first: count, count: rows.count, each: each)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: each) {
      _ = pack(
        TrustedHTML { write(&$0, start..<min(start + each, rows.upperBound)) }, as: "list part")
    }
    return packed
  }

  /// Packs a trace for which no room is left.
  mutating func packTrace(_ body: inout Body, isTelling: Bool) {
    if body.size + (isTelling ? 0 : 500_000) <= traceBudget {
      traceBudget -= body.size
    } else {
      pack(&body, as: "trace")
    }
  }

  /// Writes down where a trace and its steps stand.
  mutating func list(_ section: TraceSection, in body: Body) {
    index.add(
      section.trace.anchor, part: body.part,
      steps: zip(section.spans, section.trace.waterfall.rows).map { span, row in
        StepIndex.Step(
          facts: span.facts, part: span.body.part, told: section.told[span.facts.anchor], depth: row.depth)
      })
  }

  private mutating func pack(_ body: inout Body, as kind: String) {
    if case .here(let html) = body { body = .packed(pack(html, as: kind)) }
  }

  /// The number of the markup among the parts.
  private mutating func pack(_ html: TrustedHTML, as kind: String) -> Int {
    sizes.append((kind, html.bytes.count))
    if count > first { pending.append(0) }
    pending += html.bytes
    count += 1
    if pending.count >= Self.blockSize { endBlock() }
    return count - 1
  }

  /// Writes the parts that wait as a block.
  private mutating func endBlock() {
    guard count > first else { return }
    add(pending, opening: DataBlock.opening(.parts, first: first))
    pending.removeAll(keepingCapacity: true)
    first = count
  }

  private mutating func add(_ bytes: [UInt8], opening: String) {
    blocks.append(PackedBlock(opening: opening, deflated: deflate.bytes(of: bytes)))
  }

  /// The blocks, and before them the columns of what they hold; what each part is, and its size before packing.
  consuming func finish() -> (blocks: [PackedBlock], unpacked: [(kind: String, bytes: Int)]) {
    endBlock()
    let columns = index.bytes
    sizes.append(("table of steps", columns.count))
    add(columns, opening: DataBlock.opening(.steps))
    return (blocks.suffix(1) + blocks.dropLast(), sizes)
  }
}

/// A block of parts while the page is made: base64 takes a third more, and most of them wait for its end.
struct PackedBlock {
  fileprivate let opening: String
  fileprivate let deflated: [UInt8]

  /// The block as an element of data, which no browser runs.
  var element: [UInt8] {
    var element = Array(opening.utf8)
    Base64.append(deflated[...], to: &element)
    return element + (DataBlock.closing + "\n").utf8
  }
}

extension Body {
  /// The part that holds it; `nil` for what stands in its place.
  fileprivate var part: Int? {
    if case .packed(let part) = self { part } else { nil }
  }
}
