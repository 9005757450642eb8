import Testing
import TraceModel

@Suite("File accesses")
struct FileAccessTests {
  @Test("added and removed lines are counted without the names of the files")
  func counts() {
    let patch = "--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,3 @@\n keep\n-old\n+new\n+more\n--- not a header"
    let access = FileAccess(path: "x.py", action: .edit, patch: patch)

    #expect(access.addedLines == 2)
    #expect(access.removedLines == 2)
    #expect(FileAccess(path: "x.py", action: .read).addedLines == 0)
  }
}
