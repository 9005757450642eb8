import Foundation
import TestSupport
import Testing
import TraceImport
import TraceModel
import TraceSource

@Suite("Corpus: where the records of steps stand")
struct PlaceTests {
  /// Files that tell a conversation, from which the steps are concluded.
  static let concluded: Set = ["inspect/insp_tool_error.json", "swe-agent/swe_fc_simple.traj"]

  @Test("The place of a step leads to its record", arguments: Corpus.ownFiles)
  func places(file: String) throws {
    let document = try SourceDocument.open(path: Corpus.path(of: file))
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    for trace in result.traces {
      let places = trace.spans.compactMap(\.source)
      #expect(places.count == trace.spans.count)
      guard !document.isTold, document.values.count > 0 else { continue }
      let lost = places.filter {
        $0.byteOffset == nil && $0.file == document.name && document.text(at: $0) == nil
      }
      #expect(lost.isEmpty, "\(lost.first.map(String.init(describing:)) ?? "")")
      let steps = trace.spans.filter { $0.kind == .llm || $0.kind == .tool }
      guard steps.count > 4, !Self.concluded.contains(file) else { continue }
      #expect(Set(steps.map(\.source)).count > steps.count / 8, "\(trace.format)")
    }
  }
}
