import TraceModel

/// One name for a model that the calls of a run name in two ways: by what was asked for (`owner/gpt-x`), where a call
/// got no answer, and by the version that answered others (`gpt-x-2025-08-07`).
///
/// An alias may stand for any of its versions, and other names are prices and hosts of their own: it is folded only
/// where calls that asked for it were all answered by one version of that name.
struct ModelSpellings: Hashable, Sendable {
  /// The version, by the name that was asked for.
  private var versions: [String: String] = [:]
  /// How a version is shown.
  private var labels: [String: String] = [:]

  init(_ spans: [Span]) {
    var answers: [String: Set<String>] = [:]
    for case let call? in spans.lazy.map(\.llm) {
      guard let asked = call.requestModel, let answered = call.responseModel, asked != answered else {
        continue
      }
      if answers[asked, default: []].insert(answered).inserted, labels[answered] == nil {
        labels[answered] = call.modelName
      }
    }
    for (asked, answered) in answers {
      guard let version = answered.first, answered.count == 1, ModelName.isVersion(version),
        ModelName.plain(version) == ModelName.plain(asked)
      else { continue }
      versions[asked] = version
    }
  }

  /// The one name of the model that a call names.
  func name(of model: String) -> String { versions[model] ?? model }

  /// The one name for people of the model that a call names.
  func label(of call: LLMCall) -> String? {
    guard let model = call.model, let version = versions[model] else { return call.modelName }
    return labels[version] ?? call.modelName
  }
}
