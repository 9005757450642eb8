import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the results of τ²-bench and of τ-bench before it: simulated customers who talk to an agent with tools, and
/// what each conversation was worth.
///
/// The members are those of τ²-bench's `Results` and `SimulationRun` (sierra-research/tau2-bench, `data_model`) and of
/// τ-bench's `EnvRunResult` (sierra-research/tau-bench, `types.py`).
package struct TauImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "tau2", title: "τ-bench results", writers: "τ²-bench (tau2) and τ-bench",
    signature:
      "an object with “simulations” that have “task_id”, “termination_reason” and “messages”, one of these, or a list "
      + "of objects with “task_id”, “reward” and “traj”",
    recipe: "tau2 run writes data/simulations/*.json; run.py of τ-bench writes results/*.json")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { value in
      value["simulations"]?.elements.prefix(16).contains(where: Self.isSimulation) == true
        || Self.isSimulation(value) || Self.isResult(value)
    } ? .certain : .none
  }

  private static func isSimulation(_ value: JSONValue) -> Bool {
    value["task_id"] != nil && value["termination_reason"] != nil
      && (value["messages"]?.kind == .array || value["ticks"]?.kind == .array)
  }

  private static func isResult(_ value: JSONValue) -> Bool {
    value["task_id"] != nil && value["reward"] != nil && value["traj"]?.kind == .array
      && value["info"]?.kind == .object
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.flatRecords {
      if record["traj"]?.array != nil {
        result.append(TauResultReader.read(record, format: format.id))
      } else if record["simulations"]?.array != nil {
        let setup = TauSetup(record.value)
        for simulation in record.records(in: "simulations") {
          result.append(TauSimulationReader.read(simulation, of: setup, format: format.id))
        }
      } else if record["termination_reason"] != nil {
        result.append(TauSimulationReader.read(record, of: TauSetup(.null), format: format.id))
      }
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// What the simulations of a file share: who took part, and the tasks.
struct TauSetup {
  let info: AttributeValue
  private let tasks: [String: AttributeValue]

  init(_ results: AttributeValue) {
    info = results["info"] ?? .null
    tasks = Dictionary(
      (results["tasks"]?.array ?? []).compactMap { task in task["id"].map { ($0.plainText, task) } }
    ) { first, _ in first }
  }

  /// The business that the agent works for, such as `retail`.
  var domain: String? { info["environment_info"]?["domain_name"]?.tellingString }

  /// Whether each task was tried several times.
  var hasTrials: Bool { info["num_trials"]?.int ?? 1 > 1 }

  func task(_ id: AttributeValue?) -> AttributeValue? { id.flatMap { tasks[$0.plainText] } }

  /// Facts of the whole file that are short, for each of its traces.
  var attributes: [Attribute] {
    (info.map ?? []).filter { $0.value.map == nil && !$0.value.isVoid }
      .map { Attribute("info.\($0.name)", $0.value) }
  }
}
