import TraceCheck
import TraceText

/// Commands of GitHub Actions that show what failed beside the run: `::error file=…,title=…::…`.
public enum WorkflowAnnotations {
  /// A line for each rule that did not pass; the host shows ten of them.
  ///
  /// - Parameter file: The input's path as the workflow has it; `nil` where there are several.
  public static func write(_ report: CheckReport, file: String?) -> String {
    report.worstFirst.filter { $0.verdict != .passed }.map { result in
      let properties = [file.map { ("file", $0) }, ("title", "\(report.name): \(result.rule.text)")]
        .compactMap(\.self).map { "\($0.0)=\(property($0.1))" }.joined(separator: ",")
      let place = result.places.first.flatMap(report.words).map { " at \($0)" } ?? ""
      return "::error \(properties)::\(message(report.sentence(result) + place))\n"
    }.joined()
  }

  private static func message(_ text: String) -> String {
    PlainText.clean(text).replacingOccurrences(of: "%", with: "%25").replacingOccurrences(
      of: "\r", with: "%0D"
    ).replacingOccurrences(of: "\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    message(text).replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(of: ",", with: "%2C")
  }
}
