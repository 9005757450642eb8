import JSONReader
import TraceModel
package import TraceSource

/// Reads the trajectories of SWE-agent.
package struct SWEAgentImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "swe-agent", title: "SWE-agent trajectory", writers: "SWE-agent (.traj)",
    signature:
      "a JSON object with a “trajectory” of steps that have “action” and “observation”, or a “history” of "
      + "messages by an “agent”",
    recipe: "SWE-agent leaves a .traj file for each instance in trajectories/USER/RUN/INSTANCE")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isTrajectory) ? .certain : .none
  }

  private static func isTrajectory(_ value: JSONValue) -> Bool {
    if let step = value["trajectory"]?.elements.first(where: { _ in true }) {
      return step["action"]?.kind == .string && step["observation"] != nil && step["role"] == nil
    }
    guard let history = value["history"], value["messages"] == nil else { return false }
    let isOwn = history.elements.prefix(8).contains { $0["agent"]?.kind == .string && $0["action"] != nil }
    return isOwn && history.elements.prefix(8).allSatisfy { $0["role"]?.kind == .string }
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.records(where: { $0.isOneOrHasOne(Self.isTrajectory) }) {
      result.append(SWEAgentReader.read(record, id: source.name + result.suffixOfNext, format: format.id))
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}
