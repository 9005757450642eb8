import Foundation
import Synchronization

/// The last lines of a run of the tests: what was left out of it, so that nobody takes less for all.
package enum ClosingLine {
  private static let leftOut = Mutex<Set<String>>([])

  /// Has the run end with a line that says that this was left out.
  package static func tell(_ what: String) {
    let isFirst = leftOut.withLock { known in
      defer { known.insert(what) }
      return known.isEmpty
    }
    if isFirst { atexit { ClosingLine.write() } }
  }

  private static func write() {
    let lines = leftOut.withLock { $0.sorted() }.map { "left out: \($0)\n" }
    FileHandle.standardError.write(Data(lines.joined().utf8))
  }
}
