import ChatReading
import TraceModel
import TraceSource

/// A call of an Amazon Bedrock agent: what it was asked and answered, and the steps that its trace tells, where the
/// caller wanted one.
///
/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html>
struct AgentInvocation {
  private static let known: Set<String> = ["chunk", "trace", "returnControl", "files"]

  private let request: AttributeValue
  private let events: [EventStream.Event]
  private let agent: String?
  private let session: String?

  /// `nil` for a stream of anything else.
  init?(url: String?, request: AttributeValue?, stream: EventStream) {
    guard let request, request["inputText"]?.string != nil || request["sessionState"] != nil,
      stream.events.contains(where: { Self.known.contains($0.name) }),
      stream.events.allSatisfy({ $0.isException || Self.known.contains($0.name) })
    else { return nil }
    self.request = request
    events = stream.events
    agent = Self.step(behind: "agents", in: url)
    session = Self.step(behind: "sessions", in: url)
  }

  private static func step(behind name: String, in url: String?) -> String? {
    let steps = (url ?? "").prefix { $0 != "?" }.split(separator: "/")
    guard let place = steps.firstIndex(where: { $0 == name }), steps.indices.contains(place + 1) else {
      return nil
    }
    return String(steps[place + 1]).percentDecoded
  }

  private var parts: [AttributeValue] { events.filter { $0.name == "trace" }.map(\.payload) }

  /// Makes the step of the HTTP call that of the agent.
  func complete(_ step: inout ConversationStep) {
    step.sessionID = session
    step.span.kind = .agent
    step.span.name = ["invoke_agent", agent].compactMap(\.self).joined(separator: " ")
    let names = parts.lazy.compactMap { $0["agentName"]?.tellingString }
    step.span.agentName = names.first ?? agent
    step.span.isFrameworkInternal = false
    step.span.input = request["inputText"]?.tellingString.map { Payload($0) }
    let answer = events.filter { $0.name == "chunk" }.compactMap { $0.bytes?.plainText }.joined()
    if !answer.isEmpty { step.span.output = Payload(answer) }
    step.keep(request, prefix: "request.body", represented: ["inputText"])
    for event in events where event.name != "trace" {
      let rest = event.name == "chunk" ? event.payload.rest(without: ["bytes"]) : event.payload
      if !rest.isVoid { step.span.attributes.append(Attribute("response.body.\(event.name)", rest)) }
    }
    if let first = parts.first { step.span.keep(first.rest(without: ["trace"]), prefix: "response.body.") }
    if let failed = events.first(where: \.isException) {
      step.span.fail(saying: failed.payload["message"]?.tellingString ?? failed.name)
    } else if let failure = parts.lazy.compactMap({ $0["trace"]?["failureTrace"] }).first {
      step.span.fail(saying: failure["failureReason"]?.tellingString)
    }
  }

  /// The step with those below it.
  func whole(_ step: ConversationStep) -> [ConversationStep] {
    var reader = AgentTraceReader(parent: step.span.id)
    for part in parts { reader.read(part) }
    var step = step
    if !reader.rest.isEmpty {
      step.span.attributes.append(Attribute("response.body.trace", .array(reader.rest)))
    }
    return [step]
      + reader.spans.map { span in
        var inner = ConversationStep(span: span, place: step.place)
        inner.sessionID = session
        return inner
      }
  }
}
