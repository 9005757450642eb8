import ArgumentParser
import ReportModel
import TraceModel

/// What may leave the machine, and what may be missing.
struct SafetyOptions: ParsableArguments {
  @Flag(name: .customLong("no-redact"), help: "Leaves keys and personal data in what is written.")
  var noRedact = false

  @OptionGroup
  var redaction: RedactionOptions

  @Flag(help: "Exits with 3 where something of the input is missing from what is written.")
  var strict = false

  /// Tells what was taken out, or that nothing was.
  ///
  /// - Parameter what: What was written, as `the page`.
  func report(_ notice: RedactionNotice, of what: String) {
    for entry in notice.entries { Console.error("redacted \(entry.line).") }
    if let remark = notice.remark { Console.error(remark) }
    if notice.isOff {
      Console.error("redaction is off: \(what) may hold keys and personal data; look before you share it.")
    }
  }

  /// Ends the program where something is missing and that was asked for.
  ///
  /// - Parameter words: What is missing where, and where it is listed.
  func judge(_ diagnostics: [Diagnostic], _ words: String) throws(Failure) {
    if strict, diagnostics.contains(where: { $0.severity == .loss }) {
      throw Failure(message: words, code: 3)
    }
  }
}

/// A command with all of them.
protocol SafeCommand: RedactingCommand {
  var safety: SafetyOptions { get }
}

extension SafeCommand {
  var redaction: RedactionOptions { safety.redaction }
}
