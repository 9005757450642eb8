import JSONReader
import TraceModel
import TraceSource

/// What a log says of the whole evaluation.
struct InspectHeader {
  private let value: AttributeValue
  private let eval: AttributeValue

  init(_ value: AttributeValue) {
    self.value = value
    eval = value["eval"] ?? .null
  }

  /// Whether the value is a log.
  static func isLog(_ value: JSONValue) -> Bool {
    guard let eval = value["eval"], eval.kind == .object, eval["task"]?.kind == .string else { return false }
    return ["samples", "plan", "status", "results"].contains { value[$0] != nil }
  }

  var runID: String? { eval["run_id"]?.string }
  var task: String { eval["task"]?.string ?? "task" }
  /// The name of the evaluated model, its provider before a slash.
  var model: String? { eval["model"]?.string }

  /// How often each sample is run.
  var epochs: Int { eval["config"]?["epochs"]?.int ?? 1 }
  /// The model that judges, where the log names one for it.
  var grader: String? { eval["model_roles"]?["grader"]?["model"]?.string }

  /// The scorers of the evaluation, in order.
  var scorers: [String] {
    let named = eval["scorers"]?.array?.compactMap { $0["name"]?.string } ?? []
    let scored = value["results"]?["scores"]?.array?.compactMap { ($0["scorer"] ?? $0["name"])?.string } ?? []
    return (named.isEmpty ? scored : named).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Whether the numbers of a score or scorer are shares of what is right: Inspect's accuracy is made of them.
  func tellsCorrectness(_ name: String) -> Bool {
    if InspectVerdicts.programs.contains(name) { return true }
    let scores = value["results"]?["scores"]?.array ?? []
    return scores.contains { score in
      [score["name"], score["scorer"]].contains(.string(name))
        && score["metrics"]?.map?.contains { $0.name.hasSuffix("accuracy") } == true
    }
  }

  /// The facts of the evaluation for one of its traces.
  ///
  /// The lists that grow with the number of samples go to the first trace alone: each trace is one of them.
  func attributes(isFirst: Bool) -> [Attribute] {
    var attributes: [Attribute] = []
    for member in value.map ?? [] where member.name != "samples" {
      if member.name == "eval", let members = member.value.map {
        attributes += members.map { Attribute("eval." + $0.name, Self.shortened($0, isFirst: isFirst)) }
      } else if isFirst || member.name != "reductions" {
        attributes.append(member)
      }
    }
    return attributes
  }

  private static func shortened(_ member: Attribute, isFirst: Bool) -> AttributeValue {
    guard !isFirst, member.name == "dataset", let members = member.value.map else { return member.value }
    return .map(members.filter { $0.name != "sample_ids" })
  }

  /// Why a log without samples yields no trace.
  func noSamples(at place: SourcePlace) -> ImportError {
    let status = value["status"]?.string.map { ", its status is “\($0)”" } ?? ""
    let reason = value["error"]?["message"]?.string.map { ": \($0.prefix(300))" } ?? ""
    return ImportError(
      place: place, message: "the Inspect log of task “\(task)” holds no samples\(status)\(reason)",
      advice: "Run the evaluation without --no-log-samples, and pass the whole log, not its header alone.")
  }
}
