import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// The fixtures of evaluations and trajectories, found out and by name, compared with the dump beside them.
@Suite("Inspect, SWE-agent, OpenHands, smolagents: fixtures")
struct TrajectorySnapshotTests {
  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: [
      ("inspect/agent.json", "inspect"), ("inspect/unfinished.eval", "inspect"),
      ("inspect/steps.json", "inspect"), ("inspect/messages.json", "inspect"),
      ("swe-agent/calls.traj", "swe-agent"), ("swe-agent/text.traj", "swe-agent"),
      ("openhands/session.json", "openhands"), ("openhands/evaluation.jsonl", "openhands"),
      ("smolagents/steps.json", "smolagents"), ("tau2/results.json", "tau2"), ("tau2/older.json", "tau2"),
      ("autogen/result.json", "autogen"), ("autogen/state.json", "autogen"), ("autogen/log.json", "autogen"),
      ("browser-use/history.json", "browser-use"), ("browser-use/wrapped.json", "browser-use"),
      ("browser-use/single.json", "browser-use"),
    ])
  func dump(_ name: String, format: String) throws {
    try NativeFixture.check(name, format: format)
  }

  @Test(
    "a log is read alike whether it is JSON, an archive of deflate, Zstandard and bare entries, or cut in chunks",
    arguments: ["inspect/agent.eval", "inspect/chunked.eval"])
  func archives(_ name: String) throws {
    let plain = try #require(NativeFixture.load("inspect/agent.json").traces.first)

    let archive = try NativeFixture.load(name)
    let trace = try #require(archive.traces.first)

    #expect(archive.diagnostics.isEmpty)
    #expect(trace.spans.map(\.id) == plain.spans.map(\.id))
    #expect(trace.spans.map(\.llm) == plain.spans.map(\.llm))
    #expect(trace.spans.map(\.tool) == plain.spans.map(\.tool))
    #expect(trace.spans.map(\.status) == plain.spans.map(\.status))
  }
}

extension Trace {
  /// The first span of that name, or with that id.
  func span(_ name: String) throws -> Span {
    try #require(spans.first { $0.name == name || $0.id == name })
  }
}
