import Foundation
import TestSupport
import TraceAnalysis
import TracePipeline

/// An example of the repository, rendered as the program renders it.
struct Example {
  /// The examples, by folder.
  static let all = [
    "agent-tools", "langgraph", "parallel-agents", "returns-policy", "returns-policy-genai",
    "returns-policy-openai",
  ]

  /// The analysis of each trace, secrets taken out.
  let analyses: [AnalysedTrace]
  /// The page's bytes.
  let page: [UInt8]

  init(_ name: String) throws {
    let folder = Repository.root.appending(path: "examples").appending(path: name)
    let files = ["trace.json", "trace.jsonl"].filter {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
    let loaded = try LoadedTraces(reading: files.map { folder.appending(path: $0).path })
    let result = TracePipeline(generator: "tracepage").run(loaded, named: files.joined(separator: " and "))
    analyses = result.analyses
    page = result.page().bytes
  }
}
