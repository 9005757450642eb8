import TraceModel

/// Collects what an envelope reader finds; equal resources are kept once.
struct OTelBatchBuilder {
  private var batch = OTelBatch()
  private var resourceIndices: [Resource: Int] = [:]
  private var suppressed: (first: Diagnostic, count: Int, isLoss: Bool)?

  /// So many diagnostics are kept one by one; a file of rubbish would have millions.
  private static let maximumDiagnostics = 1000

  /// Whether further diagnostics are only counted, so that their places need not be found.
  var isFull: Bool { batch.diagnostics.count >= Self.maximumDiagnostics }

  /// The index of the resource in the batch; a new one is added.
  mutating func index(of resource: Resource) -> Int {
    if let index = resourceIndices[resource] { return index }
    let index = batch.resources.count
    batch.resources.append(resource)
    resourceIndices[resource] = index
    return index
  }

  mutating func add(_ span: OTelSpan) { batch.spans.append(span) }

  mutating func add(_ log: OTelLogRecord) { batch.logs.append(log) }

  mutating func add(_ diagnostic: Diagnostic) {
    guard isFull else { return batch.diagnostics.append(diagnostic) }
    let isLoss = diagnostic.severity == .loss
    suppressed = (
      suppressed?.first ?? diagnostic, (suppressed?.count ?? 0) + 1, (suppressed?.isLoss ?? false) || isLoss
    )
  }

  /// Notes something that was mended without loss.
  mutating func note(_ message: String, at place: SourcePlace, action: String) {
    add(Diagnostic(severity: .note, place: place, message: message, action: action))
  }

  /// Notes something that is missing from the batch.
  mutating func loss(_ message: String, at place: SourcePlace, action: String) {
    add(Diagnostic(severity: .loss, place: place, message: message, action: action))
  }

  /// What was collected, with one diagnostic for all that were only counted.
  func finish() -> OTelBatch {
    guard let suppressed else { return batch }
    var batch = batch
    batch.diagnostics.append(
      Diagnostic(
        severity: suppressed.isLoss ? .loss : .note, place: suppressed.first.place,
        message:
          "\(suppressed.count) more things are not as expected; the first: \(suppressed.first.message)",
        action: "they are not listed one by one"))
    return batch
  }

  /// Adds all that another reader found.
  mutating func append(_ other: OTelBatch) {
    let indices = other.resources.map { index(of: $0) }
    for var span in other.spans {
      span.resource = span.resource.flatMap { indices.indices.contains($0) ? indices[$0] : nil }
      add(span)
    }
    batch.logs += other.logs
    batch.diagnostics += other.diagnostics
  }
}
