import TraceModel
import TraceSource

/// What opencode says that a turn changed in all: a difference for each file, on the user's message.
///
/// A tool that writes a file whole does not tell what stood there before; the turn does.
struct OpenCodeChanges {
  /// The differences of a turn, and how many of its tools changed each file.
  private struct Turn {
    var patches: [(file: String, patch: String)] = []
    var writes: [String: Int] = [:]
  }

  private var turns: [String: Turn] = [:]

  init(_ messages: [(id: String, message: OpenCodeStore.Message)]) {
    for (id, message) in messages {
      for difference in message.info["summary"]?["diffs"]?.array ?? [] {
        guard let file = difference["file"]?.tellingString, let patch = difference["patch"]?.tellingString,
          let hunks = patch.firstRange(of: "@@ ")
        else { continue }
        turns[id, default: Turn()].patches.append((file, String(patch[hunks.lowerBound...])))
      }
    }
    guard !turns.isEmpty else { return }
    for (_, message) in messages {
      guard let turn = message.info["parentID"]?.string, turns[turn] != nil else { continue }
      for part in message.parts where part["state"]?["status"]?.string == "completed" {
        guard let path = part["state"]?["input"]?["filePath"]?.tellingString, part["tool"]?.string != "read"
        else { continue }
        for (file, _) in turns[turn]?.patches ?? [] where Self.isSame(path, file) {
          turns[turn]?.writes[file, default: 0] += 1
        }
      }
    }
  }

  /// What a tool did to a file, where no other tool of its turn wrote there.
  func patch(of path: String, in message: OpenCodeStore.Message) -> String? {
    guard let turn = message.info["parentID"]?.string.flatMap({ turns[$0] }) else { return nil }
    return turn.patches.first { Self.isSame(path, $0.file) && turn.writes[$0.file] == 1 }?.patch
  }

  /// Differences name files below the project's folder, tools often by their whole path.
  private static func isSame(_ path: String, _ file: String) -> Bool {
    path == file || path.hasSuffix("/\(file)")
  }
}
