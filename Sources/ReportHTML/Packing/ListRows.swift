import ReportModel
import TraceText

/// A list as the page shows it: which rows are static, and what holds the others.
struct ListRows {
  /// A group with the rows that are static.
  struct Group {
    let group: ListGroup
    /// The rows that are shown at once.
    let first: ArraySlice<ListRow>
    /// The others that are static, folded.
    let folded: ArraySlice<ListRow>
    /// Those that the script alone can show.
    let packed: ArraySlice<ListRow>

    /// The words on the fold; `nil` where there is none.
    var more: String? { folded.isEmpty ? nil : "\(Formatting.count(folded.count)) more of this group" }
    /// What is not in the static page; `nil` where all is.
    var note: String? {
      packed.isEmpty
        ? nil
        : "\(Formatting.count(first.count)) of \(Formatting.count(group.count)). The others need JavaScript; “tracepage summary” tells of all."
    }
  }

  /// A list of more rows keeps the rest of them packed.
  private static let staticLimit = 1_000
  /// A group shows so many rows at once; the others are folded.
  private static let shownRows = 50
  /// Of a packed list, so many rows of each group are static, and so many in all; but one of each group.
  private static let packedRows = (each: 20, all: 500)

  let groups: [Group]
  /// The packed rows as an element of data; `nil` where all are static.
  let block: TrustedHTML?

  /// - Parameter areStatic: Whether no row may be packed, since there is no script.
  init(_ list: TraceListView, areStatic: Bool = false) {
    guard !areStatic, list.rowCount > Self.staticLimit else {
      groups = list.groups.map { group in
        Group(
          group: group, first: group.rows.prefix(Self.shownRows),
          folded: group.rows.dropFirst(Self.shownRows),
          packed: [])
      }
      block = nil
      return
    }
    var left = Self.packedRows.all
    groups = list.groups.map { group in
      let count = max(1, min(Self.packedRows.each, left))
      left -= min(count, group.rows.count)
      return Group(
        group: group, first: group.rows.prefix(count), folded: [], packed: group.rows.dropFirst(count))
    }
    block = Self.block(groups)
  }

  /// The rows column by column, deflated, since values of one kind lie well beside each other.
  private static func block(_ groups: [Group]) -> TrustedHTML? {
    guard let deflate = Deflate() else { return nil }
    let rows = groups.flatMap(\.packed)
    var json = JSONWriter()
    json.object { json in
      json.name("counts")
      json.array { json in for group in groups { json.literal("\(group.packed.count)") } }
      for (name, text) in columns {
        json.name(name)
        json.array { json in for row in rows { json.string(escaped(text(row))) } }
      }
    }
    var bytes = Array(DataBlock.opening(.list).utf8)
    Base64.append(deflate.bytes(of: json.bytes)[...], to: &bytes)
    bytes += Array((DataBlock.closing + "\n").utf8)
    return TrustedHTML(bytes: bytes)
  }

  private static let columns: [(name: String, text: @Sendable (ListRow) -> String)] = [
    ("values", { $0.values }), ("number", { $0.number }), ("anchor", { $0.anchor }),
    ("score", { $0.score.text }), ("tone", { $0.score.tone.rawValue }), ("question", { $0.question }),
    ("name", { $0.name }), ("target", { $0.target }), ("answer", { $0.answer }),
    ("scores", { $0.scores.joined(separator: "|") }), ("duration", { $0.duration }),
    ("tokens", { $0.tokens }), ("cost", { $0.cost }), ("step", { $0.step?.label ?? "" }),
    ("stepAnchor", { $0.step?.anchor ?? "" }), ("difference", { $0.difference }),
  ]

  /// The text with what cannot be seen as marks, as everywhere on the page; the script takes the entities out.
  private static func escaped(_ text: String) -> String {
    var writer = HTMLWriter()
    writer.attribute(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
