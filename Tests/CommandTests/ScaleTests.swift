import Foundation
import TestSupport
import Testing

/// The examples for clusters: the parts together give what one loop gives.
@Suite struct ScaleTests {
  @Test(
    "Parts of a folder, as Kubernetes and Slurm number them, give each summary once",
    arguments: [
      "JOB_COMPLETION_INDEX=$n sh \(part)",
      "SLURM_ARRAY_TASK_ID=$n PART_SCRIPT=\(part) SLURM_SUBMIT_DIR=. sh \(array)",
    ])
  func parts(call: String) throws {
    let folder = try Folder()
    let command = Command(folder: folder)
    for sign in "123456789" {
      try folder.write(Given.span(trace: sign, question: "Question \(sign)?"), to: "traces/run \(sign).json")
    }
    try folder.write("no trace", to: "traces/broken.txt")
    try folder.write("<!doctype html>", to: "traces/page.html")
    let parts = try command.shell(
      "for n in 0 1 2 3 4 5 6 7; do PARTS=8 \(call) traces out || echo part $n; done 2>/dev/null")
    #expect(parts.outputText == "part 1\n", "\(parts.outputText)\(parts.error)")
    #expect(try folder.text("out/part-1.lost") == "traces/broken.txt\n")
    let loop = try command.shell(
      "for f in traces/run*; do \"$TRACEPAGE\" summary --format json -- \"$f\"; done | sort")
    let all = try command.shell("cat out/part-*.jsonl | sort")
    #expect(all.output == loop.output && loop.outputText.split(separator: "\n").count == 9)
    let index = try command.shell("cat out/part-*.jsonl | \"$TRACEPAGE\" index - -o index.html")
    #expect(index.code == 0 && index.error.contains("9 runs"), "\(index.error)")
  }

  private static let part = Repository.root.appending(path: "examples/kubernetes/part.sh").path
  private static let array = Repository.root.appending(path: "examples/slurm/summaries.sbatch").path
}
