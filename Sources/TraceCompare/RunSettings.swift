public import TraceAnalysis
import TraceModel
import TraceText

/// What a run was told to do otherwise: the parameters of its calls and searches, and its instructions.
///
/// Two runs of one program have the same; what differs between the last good and the first bad one is worth a look.
public struct RunSettings: Sendable {
  /// More than that are left out.
  private static let limit = 40
  private static let values = 6
  /// In characters.
  private static let longValue = 120

  /// Names such as `temperature`, `index` and `system prompt`, each with the values that the run's steps had, as the source
  /// has them; of instructions a number that equal texts share. In the order of the first step that has each;
  /// instructions last.
  public let all: [(name: String, value: String)]

  /// Reads the settings of a run. O(n) in its steps and its distinct messages.
  public init(_ run: AnalysedTrace) {
    var names: [String] = []
    var values: [String: [String]] = [:]
    var known: Set<[String]> = []
    func add(_ name: String, _ value: String) {
      guard known.insert([name, value]).inserted else { return }
      if values[name] == nil { names.append(name) }
      values[name, default: []].append(value)
    }
    let order = run.numbers.order
    let spans = run.trace.spans
    for span in spans.indices.sorted(by: { order[$0] < order[$1] }) {
      for parameter in StepReader.parameters(of: spans[span]) { add(parameter.name, parameter.value) }
    }
    for text in Self.instructions(of: spans) {
      var hash = StableHash()
      hash.add(text)
      add("system prompt", String(hash.value, radix: 16).prefix(8).description)
    }
    all = names.prefix(Self.limit).map { name in
      let own = values[name] ?? []
      let more = own.count > Self.values ? ", and \(Formatting.count(own.count - Self.values)) more" : ""
      return (
        name: name, value: own.prefix(Self.values).joined(separator: ", ").preview(Self.longValue) + more
      )
    }
  }

  /// The texts that calls were given by their program, each once.
  private static func instructions(of spans: [Span]) -> [String] {
    var known: Set<ObjectIdentifier> = []
    var texts: [String] = []
    for span in spans where span.kind == .llm {
      guard let input = span.llm?.input else { continue }
      let growth = input.growth { conversation in
        conversation.identity.flatMap { known.contains($0) ? true : nil }
      }
      for grown in growth.grown {
        if let identity = grown.identity { known.insert(identity) }
        guard let message = grown.last, message.role == .system || message.role == .developer else {
          continue
        }
        texts.append(StepContents.text(of: message))
      }
    }
    return texts.uniqued()
  }
}
