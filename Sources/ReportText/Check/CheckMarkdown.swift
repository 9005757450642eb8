import HTMLText
import ReportModel
import TraceAnalysis
import TraceCheck
import TraceText

/// A check for a comment and for a job's summary: GitHub's Markdown of tables, links, code and `<details>` alone.
///
/// Text of a trace is never Markdown: it is escaped or stands in code, and is cut at 120 characters.
public enum CheckMarkdown {
  private static let excerpt = 120
  private static let groups = (comment: 10, summary: 100)
  /// Hosts refuse comments above 64 KB; lists of traces that would not fit are left out.
  private static let room = 60_000
  private static let listedPlaces = 100

  /// The comment of a pull request. Its first line finds it again, so that one comment is replaced.
  public static func comment(_ report: CheckReport) -> String {
    var blocks = [marker(report.name) + "\n" + heading(report)]
    if report.results.failures == 0 {
      blocks.append([passed(report), links(report)].compactMap(\.self).joined(separator: " "))
      return blocks.joined(separator: "\n\n") + "\n"
    }
    if let begin = begin(report) { blocks.append(begin) }
    blocks.append(gates(report))
    blocks += groups(report, atMost: groups.comment).map { [$0] } ?? []
    blocks += notes(report)
    let foot = foot(report)
    var room = room - blocks.reduce(foot.utf8.count) { $0 + $1.utf8.count }
    for details in places(report) where details.utf8.count < room {
      blocks.append(details)
      room -= details.utf8.count
    }
    blocks.append(foot)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The summary of a job: the rules as they were written, and what went wrong.
  public static func summary(_ report: CheckReport) -> String {
    var blocks = [heading(report), totals(report)]
    let isCompared = report.baseline != nil
    let header =
      "| Result | Fails on | Value |"
      + (isCompared ? " \(MarkdownText.inline(report.baseline ?? "")) | Change |" : "")
    let rows = report.worstFirst.map { result in
      "| \(mark(result)) | \(cell(MarkdownText.code(result.rule.text))) | \(value(result)) |"
        + (isCompared ? " \(result.baseline ?? "") | \(result.change ?? "") |" : "")
    }
    blocks.append(
      ([header, "|:--|:--|--:|" + (isCompared ? "--:|--:|" : "")] + rows).joined(separator: "\n"))
    blocks += notes(report)
    if let begin = begin(report) { blocks.append(begin) }
    if let groups = groups(report, atMost: groups.summary) {
      blocks.append("**What went wrong**, worst first\n\n" + groups)
    }
    blocks += quality(report)
    blocks.append(foot(report))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// What nobody sees and the one who updates the comment looks for.
  private static func marker(_ name: String) -> String {
    // Two hyphens and `>` could end the comment.
    let safe = name.map { $0.isLetter || $0.isNumber || "._ ".contains($0) ? $0 : "_" }
    return "<!-- tracepage check: \(String(safe)) -->"
  }

  private static func heading(_ report: CheckReport) -> String {
    "### \(MarkdownText.inline(report.name)): \(report.title)"
  }

  private static func passed(_ report: CheckReport) -> String {
    let values = report.results.prefix(6).map { result in
      "\(MarkdownText.inline(result.figure)) \(result.value)"
        + (result.change.map { " (\($0))" } ?? "")
    }
    return "\(totals(report)) \(Wording.capitalised(values.joined(separator: ", ")))."
  }

  private static func totals(_ report: CheckReport) -> String {
    guard let list = report.page.list else {
      let analysis = report.analyses.first
      return "**Outcome:** \(MarkdownText.inline(analysis?.outcome.title ?? "unknown"))."
    }
    let parts = list.outcomes.map { "\(Formatting.count($0.count)) \($0.word)" }
    return "**\(Formatting.count(report.analyses.count, "trace"))**: \(parts.joined(separator: ", "))."
  }

  /// Where to look first, and what is found there.
  private static func begin(_ report: CheckReport) -> String? {
    guard let place = report.worstFirst.lazy.filter({ $0.verdict != .passed }).flatMap(\.places).first else {
      return nil
    }
    let analysis = report.analyses[place.trace]
    guard let finding = analysis.findings.first else {
      return "Begin with \(step(place, report))."
    }
    let start = RuleResult.Place(trace: place.trace, span: finding.spans.first, value: nil)
    let detail = finding.detailText.preview(excerpt)
    return
      "Begin with \(step(start, report)): \(MarkdownText.inline(finding.title.preview(excerpt))) \(detail.isEmpty ? "" : MarkdownText.inline(detail))"
  }

  private static func gates(_ report: CheckReport) -> String {
    let isCompared = report.baseline != nil
    let header =
      "| Result | Gate | Limit |" + (isCompared ? " \(MarkdownText.inline(report.baseline ?? "")) |" : "")
      + " This run |" + (isCompared ? " Change |" : "") + " Step |"
    let rule = "|:--|:--|--:|" + (isCompared ? "--:|--:|--:|" : "--:|") + ":--|"
    let rows = report.worstFirst.map { result in
      let place = result.verdict == .passed ? "" : result.places.first.map { step($0, report) } ?? ""
      return "| \(mark(result)) | \(cell(MarkdownText.inline(result.figure))) | \(cell(result.limit)) |"
        + (isCompared ? " \(result.baseline ?? "") |" : "") + " \(value(result)) |"
        + (isCompared ? " \(result.change ?? "") |" : "") + " \(place) |"
    }
    return ([header, rule] + rows).joined(separator: "\n")
  }

  /// The traces that are not right by their first finding; `nil` for a single trace.
  private static func groups(_ report: CheckReport, atMost limit: Int) -> String? {
    let groups = report.page.list?.groups.filter { $0.outcome < .right && !$0.rows.isEmpty } ?? []
    guard !groups.isEmpty else { return nil }
    let rows = groups.prefix(limit).map { group in
      let row = group.rows[0]
      let finding = group.finding.isEmpty ? row.finding : group.finding
      let words = "\(row.number) \(row.step?.label ?? "")"
      let target = address(row.step?.anchor ?? row.anchor, words.trimmed, report)
      return
        "| \(Formatting.count(group.count)) | \(group.word) | \(cell(finding.isEmpty ? "none" : MarkdownText.inline(finding.preview(excerpt)))) | \(target) |"
    }
    let more = groups.count - limit
    return
      (["| Traces | Outcome | First finding | Begin with |", "|--:|:--|:--|:--|"] + rows
      + (more > 0 ? ["| | | \(Formatting.count(more, "more group", plural: "more groups")) | |"] : []))
      .joined(separator: "\n")
  }

  /// All traces that failed a rule for each of them.
  private static func places(_ report: CheckReport) -> [String] {
    report.worstFirst.filter { $0.verdict != .passed && $0.places.count > 1 }.map { result in
      let lines = result.places.prefix(listedPlaces).map { place in
        "- \(step(place, report))"
          + (place.value.map { ": \(MarkdownText.inline($0.preview(excerpt)))" } ?? "")
      }
      let more = result.places.count - listedPlaces
      return
        "<details><summary>\(Formatting.count(result.places.count, "trace")): <code>\(escaped(result.rule.text))</code></summary>\n\n"
        + lines.joined(separator: "\n") + (more > 0 ? "\n- and \(Formatting.count(more)) more" : "")
        + "\n\n</details>"
    }
  }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    HTMLEscape.append(PlainText.clean(text), for: .attribute, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is to say of values that are not known.
  private static func notes(_ report: CheckReport) -> [String] {
    let lines = report.worstFirst.compactMap { result in
      result.note.map { "- \(MarkdownText.code(result.rule.text)): \(MarkdownText.inline($0))" }
    }
    return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
  }

  private static func quality(_ report: CheckReport) -> [String] {
    guard let quality = report.page.dataQuality else { return [] }
    let lines = quality.rows.prefix(20).map {
      "- \($0.isLoss ? "loss" : "note") at \(MarkdownText.code($0.place)): \(MarkdownText.inline($0.message.preview(2 * excerpt))); "
        + MarkdownText.inline($0.action.preview(excerpt))
    }
    return [
      "<details><summary>Data quality: \(quality.title)</summary>\n\n\(lines.joined(separator: "\n"))\n\n</details>"
    ]
  }

  private static func foot(_ report: CheckReport) -> String {
    [
      links(report), MarkdownText.code(report.page.sourceName), report.page.redaction.badge,
      report.page.generator,
    ]
    .compactMap(\.self).joined(separator: " · ")
  }

  /// `nil` where no address is known.
  private static func links(_ report: CheckReport) -> String? {
    let baseline = report.baseline.map { "Compared with \(MarkdownText.inline($0.preview(excerpt)))" }
    let links = [
      report.pageURL.map { "[Page](\($0))" },
      report.comparisonURL.map { "[\(baseline ?? "Comparison")](\($0))" },
    ].compactMap(\.self)
    return links.isEmpty ? nil : links.joined(separator: " · ")
  }

  private static func mark(_ result: RuleResult) -> String {
    result.verdict == .passed ? "passed" : "**\(result.verdict.rawValue)**"
  }

  private static func value(_ result: RuleResult) -> String {
    // Words of our own: a tilde with a space behind it strikes nothing through.
    let text = cell(result.value)
    return result.verdict == .failed ? "**\(text)**" : text
  }

  /// A step as a link where the page's address is known, else as code.
  private static func step(_ place: RuleResult.Place, _ report: CheckReport) -> String {
    address(
      report.addresses.anchor(trace: place.trace, span: place.span), report.words(place) ?? "the run", report)
  }

  private static func address(_ anchor: String, _ words: String, _ report: CheckReport) -> String {
    let code = cell(MarkdownText.code(words))
    return report.pageURL.map { "[\(code)](\($0)#\(anchor))" } ?? code
  }

  /// A bar would end the cell, in code too.
  private static func cell(_ text: String) -> String { text.replacingOccurrences(of: "|", with: "\\|") }
}
