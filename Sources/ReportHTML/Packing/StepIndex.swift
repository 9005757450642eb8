import HTMLText
import ReportModel

/// What is known of a step without its body.
struct StepFacts {
  let anchor: String
  let kind: String
  let name: String
  /// What the step came to.
  let outcome: String
  /// `#17.1`; empty for a span around steps.
  let number: String
  /// The sub-agent that it belongs to; empty for the main agent.
  let agent: String

  init(_ span: SpanDetail) {
    anchor = span.anchor
    kind = span.kind.hue.rawValue
    name = span.name
    outcome = span.outcome
    number = span.number ?? ""
    agent = span.agent ?? ""
  }
}

/// The steps of a large page in columns: what a script needs to list, find and filter them all without unpacking one.
///
/// A line a value, the lines of a column joined by a line feed, the columns by U+0000; `assets/js/steps.js` reads them.
/// First comes a column of traces, then anchors and numbers of the steps, and the part in which each stands and
/// in which the conversation tells of it. Kinds, outcomes, names and agents have two columns each: the different values,
/// and a place among them for each step. The last one says how deep each step lies in the tree.
struct StepIndex {
  /// A step and where it stands.
  struct Step {
    let facts: StepFacts
    /// The part that holds it; `nil` for one in its place.
    let part: Int?
    /// The part of the conversation that tells of it.
    let told: Int?
    /// How deep it lies in the tree, from 0.
    let depth: Int
  }

  /// A column of values that repeat.
  private struct Words {
    var places: [String: Int] = [:]
    var values: [UInt8] = []
    var column: [UInt8] = []

    mutating func add(_ value: String) {
      let place = places[value] ?? places.count
      if places[value] == nil {
        places[value] = place
        StepIndex.append(value, to: &values)
      }
      StepIndex.append(place, to: &column)
    }
  }

  private var traces: [UInt8] = []
  private var anchors: [UInt8] = []
  private var numbers: [UInt8] = []
  private var parts: [UInt8] = []
  private var told: [UInt8] = []
  private var kinds = Words()
  private var outcomes = Words()
  private var names = Words()
  private var agents = Words()
  private var depths: [UInt8] = []
  private var count = 0

  /// Adds a trace with its steps.
  ///
  /// - Parameters:
  ///   - part: The part that holds the trace, `nil` for one in its place.
  ///   - steps: The steps in the order of the tree.
  mutating func add(_ anchor: String, part: Int?, steps: [Step]) {
    Self.append("\(anchor) \(count) \(steps.count) \(part ?? -1)", to: &traces)
    for step in steps {
      Self.append(step.facts.anchor, to: &anchors)
      Self.append(step.facts.number, to: &numbers)
      Self.append(step.part ?? -1, to: &parts)
      Self.append(step.told ?? -1, to: &told)
      kinds.add(step.facts.kind)
      outcomes.add(step.facts.outcome)
      names.add(step.facts.name)
      agents.add(step.facts.agent)
      Self.append(step.depth, to: &depths)
    }
    count += steps.count
  }

  /// The columns, one after the other.
  var bytes: [UInt8] {
    let columns =
      [traces, anchors, numbers, parts, told]
      + [kinds, outcomes, names, agents].flatMap { [$0.values, $0.column] } + [depths]
    return Array(columns.map { $0.dropLast() }.joined(separator: [0]))
  }

  /// Escaped as in the page, so that hidden characters are marks here too.
  private static func append(_ value: String, to column: inout [UInt8]) {
    let start = column.count
    HTMLEscape.append(value, for: .attribute, to: &column)
    for index in start..<column.count where column[index] < 0x20 { column[index] = 0x20 }
    column.append(UInt8(ascii: "\n"))
  }

  private static func append(_ value: Int, to column: inout [UInt8]) {
    column += String(value).utf8
    column.append(UInt8(ascii: "\n"))
  }
}
