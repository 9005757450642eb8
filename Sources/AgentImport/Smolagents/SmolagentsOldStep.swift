import TraceModel
import TraceSource

/// Steps as smolagents wrote them before version 1.19, with the number and the times of a step beside the rest.
enum SmolagentsOldStep {
  /// A step, or the steps of a list, in today's shape.
  static func renewed(_ record: SourceRecord) -> SourceRecord {
    let value = record.value.array.map { AttributeValue.array($0.map(renewed)) } ?? renewed(record.value)
    return SourceRecord(value: value, place: record.place)
  }

  private static func renewed(_ step: AttributeValue) -> AttributeValue {
    guard let members = step.map, step["step_number"] == nil, step["timing"] == nil,
      let number = step["step"], number.int != nil, step["start_time"] != nil
    else { return step }
    let times = ["start_time", "end_time", "duration"]
    let timing = members.filter { times.contains($0.name) }
    return .map(
      members.filter { !times.contains($0.name) && $0.name != "step" }
        + [Attribute("step_number", number), Attribute("timing", .map(timing))])
  }
}
