import HTMLText
import ReportModel
import TraceCheck
import TraceText

/// A check as JUnit's XML, a test case a rule, as Jenkins' `junit-10.xsd` has it.
///
/// A rule that failed is a failure; one of which too little is known is an error. No times and no host names, so that
/// the same traces give the same file.
public enum JUnitReport {
  /// The file's bytes.
  public static func write(_ report: CheckReport) -> [UInt8] {
    let failed = report.results.count { $0.verdict == .failed }
    let unknown = report.results.count { $0.verdict == .unknown }
    let counts: [(String, String)] = [
      ("tests", "\(report.results.count)"), ("failures", "\(failed)"), ("errors", "\(unknown)"),
    ]
    var xml = XMLText()
    xml.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    xml.open("testsuites", [("name", "tracepage")] + counts)
    xml.open("testsuite", [("name", report.name)] + counts + [("skipped", "0")])
    xml.line("<properties>")
    let properties: [(String, String?)] = [
      ("source", report.page.sourceName), ("generator", report.page.generator),
      ("redaction", report.page.redaction.badge), ("page", report.pageURL), ("baseline", report.baseline),
    ]
    for case (let name, let value?) in properties {
      xml.empty("property", [("name", name), ("value", value)])
    }
    xml.line("</properties>")
    for result in report.results { write(result, report, to: &xml) }
    xml.line("</testsuite>")
    xml.line("</testsuites>")
    return xml.bytes
  }

  private static func write(_ result: RuleResult, _ report: CheckReport, to xml: inout XMLText) {
    // Reporters take what stands before the last dot for a package.
    let suite = "tracepage.\(report.name.replacingOccurrences(of: ".", with: "_"))"
    let names = [("name", result.rule.text), ("classname", suite)]
    guard result.verdict != .passed else { return xml.empty("testcase", names) }
    let element = result.verdict == .failed ? "failure" : "error"
    xml.open("testcase", names)
    xml.open(element, [("type", result.verdict.rawValue), ("message", report.sentence(result))])
    for place in result.places.prefix(100) {
      let words = [report.words(place), place.value].compactMap(\.self).joined(separator: ": ")
      let address = report.pageURL.map {
        " " + $0 + "#" + report.addresses.anchor(trace: place.trace, span: place.span)
      }
      xml.text((words.isEmpty ? "the run" : words) + (address ?? "") + "\n")
    }
    xml.line("</\(element)>")
    xml.line("</testcase>")
  }
}

/// XML in the making, escaped.
private struct XMLText {
  private(set) var bytes: [UInt8] = []

  mutating func line(_ text: String) { bytes += (text + "\n").utf8 }

  mutating func open(_ element: String, _ attributes: [(String, String)]) { tag(element, attributes, ">\n") }

  mutating func empty(_ element: String, _ attributes: [(String, String)]) {
    tag(element, attributes, "/>\n")
  }

  mutating func text(_ text: String) { HTMLEscape.append(text, for: .attribute, to: &bytes) }

  private mutating func tag(_ element: String, _ attributes: [(String, String)], _ end: String) {
    bytes += "<\(element)".utf8
    for (name, value) in attributes {
      bytes += " \(name)=\"".utf8
      HTMLEscape.append(value, for: .attribute, to: &bytes)
      bytes += "\"".utf8
    }
    bytes += end.utf8
  }
}
