import ReportModel
import TraceText

/// The digest of several traces: what is not right, and where to begin.
struct ListDigest {
  let page: ReportPage
  /// In bytes.
  let budget: Int

  /// As many of the groups as stay within the budget.
  var text: String {
    let all = page.list?.groups.filter { !$0.rows.isEmpty } ?? []
    let bad = all.filter { $0.outcome.isBad }
    let groups = bad.isEmpty ? all : bad
    var count = groups.count
    while count > 0, text(groups.prefix(count), of: groups.count).utf8.count > budget { count -= 1 }
    return text(groups.prefix(count), of: groups.count)
  }

  private func text(_ groups: ArraySlice<ListGroup>, of all: Int) -> String {
    let outcomes = page.list?.outcomes.map { "\(Formatting.count($0.count)) \($0.word)" } ?? []
    let lines = groups.enumerated().map { index, group in
      let row = group.rows[0]
      let told = [group.reason, row.finding, row.difference].first { !$0.isEmpty } ?? ""
      let finding = told.isEmpty && !group.outcome.isBad ? "no finding" : told
      let words = [group.word, MarkdownText.inline(finding)].filter {
        !$0.isEmpty
      }
      let place = "\(row.number) \(row.step?.label ?? "")"
      return
        "\(index + 1). **\(Formatting.count(group.count)) \(words.joined(separator: ": "))** Begin with \(MarkdownText.code(place)): \(MarkdownText.inline(row.question))"
    }
    let file = PlainText.clean(page.sourceName).replacingOccurrences(of: "'", with: "'\\''")
    return
      ([
        "# \(Formatting.count(page.traceCount, "trace")): digest of \(MarkdownText.inline(page.sourceName))",
        "Outcomes: \(outcomes.joined(separator: ", ")). Redaction: \(page.redaction.badge).",
        lines.joined(separator: "\n"),
        groups.count < all ? "\(Formatting.count(all - groups.count)) more groups are left out." : "",
        "One of them in full: `tracepage digest '\(file)' --trace ID`; `tracepage summary` has the ids.",
      ]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }
}
