import TraceAttributes
import TraceModel

/// The converted spans of one trace, and what they say of it as a whole.
///
/// Other programs may have dropped spans or added some, so that each step does with what is there.
struct ConvertedTrace {
  private var spans: [ConvertedSpan] = []

  private var place: SourcePlace { spans.first?.place ?? SourcePlace(file: "-") }

  mutating func add(_ span: ConvertedSpan) { spans.append(span) }

  /// Restores order, resources, inputs and the trace's own facts. The trace holds the spans that were added, and
  /// perhaps others.
  ///
  /// - Returns: What could not be restored.
  func restore(_ trace: inout Trace) -> [Diagnostic] {
    var records: [String: ConvertedSpan] = [:]
    for span in spans where records[span.span.id] == nil { records[span.span.id] = span }
    var unused: [Int: Resource]?
    for span in spans where unused == nil { unused = RunAttributes.read(span.attributes, into: &trace) }
    restoreOrder(of: &trace, records)
    restoreResources(of: &trace, unused: unused ?? [:])
    return uniqueIDs(of: &trace) + restoreInputs(of: &trace, records)
  }

  /// By place, where each span has one.
  private func restoreOrder(of trace: inout Trace, _ records: [String: ConvertedSpan]) {
    let places = trace.spans.map { records[$0.id]?.index }
    guard !places.contains(nil) else { return }
    trace.spans = zip(places.map { $0 ?? 0 }, trace.spans).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
  }

  /// Resources take their places again, those that no span names too; one of a converted span without a place is
  /// none of the source's.
  private func restoreResources(of trace: inout Trace, unused: [Int: Resource]) {
    var byPlace = unused
    var foreign: [Int] = []
    let places = trace.resources.enumerated().map { offset, resource -> Int? in
      guard ConvertedVersion.isKnown(resource) else {
        foreign.append(offset)
        return nil
      }
      guard let place = resource.attributes[AddedName.resourceIndex]?.int else { return nil }
      byPlace[place] = Resource(attributes: resource.attributes.ofSource)
      return place
    }
    let sorted = byPlace.sorted { $0.key < $1.key }
    var ranks: [Int: Int] = [:]
    for (rank, entry) in sorted.enumerated() { ranks[entry.key] = rank }
    var moved = places.map { place in place.flatMap { ranks[$0] } }
    for (number, offset) in foreign.enumerated() { moved[offset] = sorted.count + number }
    trace.resources = sorted.map(\.value) + foreign.map { trace.resources[$0] }
    for index in trace.spans.indices {
      trace.spans[index].resource = trace.spans[index].resource.flatMap {
        moved.indices.contains($0) ? moved[$0] : nil
      }
    }
  }

  /// A span keeps the id that an earlier one has only under another name.
  private func uniqueIDs(of trace: inout Trace) -> [Diagnostic] {
    var seen: Set<String> = []
    var first: String?
    for index in trace.spans.indices where !seen.insert(trace.spans[index].id).inserted {
      let shared = trace.spans[index].id
      first = first ?? shared
      var number = 2
      while !seen.insert("\(shared)#\(number)").inserted { number += 1 }
      trace.spans[index].id = "\(shared)#\(number)"
    }
    guard let first else { return [] }
    return [
      Diagnostic(
        severity: .note, place: place,
        message: "several converted spans say that their id was “\(first)”, expected one",
        action: "the later ones were given ids of their own")
    ]
  }

  /// Puts the messages of an earlier call before those of the calls that name it.
  private func restoreInputs(of trace: inout Trace, _ records: [String: ConvertedSpan]) -> [Diagnostic] {
    var places: [String: Int] = [:]
    var left = 0
    for index in trace.spans.indices {
      guard let record = records[trace.spans[index].id] else { continue }
      places[record.fileID] = index
      guard let follows = record.inputFollows else { continue }
      let earlier = places[follows].flatMap { $0 == index ? nil : trace.spans[$0].llm?.input }
      guard let earlier else {
        left += 1
        continue
      }
      if let own = trace.spans[index].llm?.input { trace.spans[index].llm?.input = earlier.appending(own) }
    }
    guard left > 0 else { return [] }
    return [
      Diagnostic(
        severity: .loss, place: place,
        message: "\(left) model calls name an earlier one whose messages go before theirs and is not there",
        action: "they are shown with the messages that they have")
    ]
  }
}
