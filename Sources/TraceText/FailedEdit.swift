/// What the editors of SWE-agent and OpenHands say of an edit that found nothing to replace.
package enum FailedEdit {
  /// Whether a result begins so.
  package static func isTold(by text: some StringProtocol) -> Bool {
    beginnings.contains { text.hasPrefix($0) }
  }

  private static let beginnings = [
    "No replacement was performed", "ERROR:\nNo replacement was performed", "[No exact match found in ",
  ]
}
