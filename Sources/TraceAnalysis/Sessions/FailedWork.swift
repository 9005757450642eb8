import TraceModel

/// One piece of work that failed, once or several times, and what became of it.
public struct FailedWork: Hashable, Sendable {
  /// The failing runs in order of time; never empty.
  public let failed: [Int]
  /// The first run of the same work that succeeded after them.
  public let success: Int?
  /// The tries that `failed` notes instead of being them, where that is how the source tells it.
  public var noted: RetriedCall?

  /// How often it failed.
  public var tries: Int { noted?.tries ?? failed.count }

  /// What counts as the same work: the same command, the same model, else the same tool with the same arguments.
  private enum Key: Hashable {
    case command(String, directory: String?)
    case call(tool: String, arguments: String?)
    case model(String?)

    init?(_ span: Span) {
      switch span.kind {
      case .llm: self = .model(span.llm?.requestModel)
      case .tool, .agent:
        guard span.tool != nil || span.kind == .tool else { return nil }
        if let command = span.tool?.command {
          self = .command(command.text, directory: command.directory)
        } else {
          self = .call(tool: span.toolName, arguments: span.tool?.arguments?.text)
        }
      default: return nil
      }
    }
  }

  private struct Place: Hashable {
    var agent: Int?
    var key: Key
  }

  /// O(n): one pass in order of time, with the failures still open by agent and work.
  static func all(of spans: SessionSpans) -> [FailedWork] {
    var open: [Place: [Int]] = [:]
    var result: [FailedWork] = []
    for span in spans.spans.indices {
      guard let key = Key(spans.spans[span]) else { continue }
      let place = Place(agent: spans.agent[span], key: key)
      if spans.figures.isError[span] {
        if spans.figures.failedOfItself(span) { open[place, default: []].append(span) }
      } else if let failed = open.removeValue(forKey: place) {
        result.append(FailedWork(failed: failed, success: span))
      }
    }
    result += open.values.map { FailedWork(failed: $0, success: nil) }
    result += RetriedCall.all(in: spans.spans).map { call in
      FailedWork(
        failed: [call.span], success: spans.figures.isError[call.span] ? nil : call.span, noted: call)
    }
    return result.sorted { $0.failed[0] < $1.failed[0] }
  }
}

extension Span {
  /// Whether a model ran it as a tool; sub-agents may be started so.
  package var isToolRun: Bool { kind == .tool || (kind == .agent && tool != nil) }

  /// The tool's name, else the span's.
  var toolName: String { tool?.name ?? name }
}
