package import TraceModel
import TraceSource

/// Tells a failed result from a good one where the span says OK.
package enum ToolFailure {
  /// The members under which programs give a command's exit code.
  package static let exitCodes = ["exit_code", "exitCode", "returncode", "return_code", "exitcode"]

  /// Whether a result object marks itself as a failure: an `error`, `isError`, or an exit code other than zero.
  package static func isFailure(_ value: AttributeValue) -> Bool {
    let value = value.unwrapped
    guard value.map != nil else { return false }
    if let error = value["error"], !error.isVoid, error != .bool(false) { return true }
    for name in ["is_error", "isError"] where value[name]?.bool == true { return true }
    for name in exitCodes {
      if let code = value[name]?.int, code != 0 { return true }
    }
    return false
  }
}
