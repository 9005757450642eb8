import Testing

@testable import ReportModel

/// What a patch that a run handed in changes.
@Suite struct PatchFilesTests {
  private func patch(_ name: String, _ head: String = "", _ lines: String...) -> String {
    "diff --git a/\(name) b/\(name)\n\(head)--- a/\(name)\n+++ b/\(name)\n@@ -1,2 +1,2 @@\n"
      + lines.joined(separator: "\n") + "\n"
  }

  @Test("Files that were there stand before those that are new, each with its lines")
  func words() {
    let text =
      patch("try.py", "new file mode 100644\n", "+import a", "+a.run()")
      + patch("src/a b.py", "", " def run():", "-  pass", "+  return 1", "+# done")
    #expect(PatchFiles(text)?.words == "src/a b.py (+2 −1), try.py (new +2)")
  }

  @Test("Many files are counted, and a text that is no patch has none")
  func many() {
    let text = (1...6).map { patch("f\($0)", "", "+x") }.joined()
    #expect(PatchFiles(text)?.words.hasSuffix("f4 (+1) and 2 more") == true)
    #expect(PatchFiles("diff is small") == nil)
  }
}
