import Testing

@testable import ChatReading

@Suite struct ShellWrapperTests {
  @Test(
    "What has a shell run a line is no part of the line",
    arguments: [
      (["bash", "-lc", "ls | wc"], "ls | wc"), (["/bin/sh", "-c", "ls"], "ls"),
      ([#"C:\Windows\powershell.exe"#, "-NoProfile", "-Command", "rg --files"], "rg --files"),
      (["pwsh", "-c", "ls", "-Force"], "ls -Force"), (["cmd.exe", "/d", "/c", "dir"], "dir"),
      (["python", "-c", "print(1)"], nil), (["bash", "build.sh"], nil), (["ls", "-la"], nil),
    ] as [([String], String?)])
  func words(words: [String], script: String?) {
    #expect(ShellWrapper.script(in: words) == script)
  }

  @Test(
    "In a line too, where its quotes leave no doubt",
    arguments: [
      ("/bin/bash -lc 'ls -la'", "ls -la"), ("/bin/bash -lc ls", "ls"), ("bash -lc ls", nil),
      ("/bin/bash -lc 'a' 'b'", nil),
      (#"powershell -NoProfile -Command "rg x""#, "rg x"), ("cmd /c dir /b", "dir /b"),
      ("bash build.sh -c debug", nil), ("echo bash -lc ls", nil),
    ] as [(String, String?)])
  func line(line: String, script: String?) {
    #expect(ShellWrapper.script(in: line) == script)
  }
}
