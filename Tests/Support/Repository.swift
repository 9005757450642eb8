package import Foundation

/// The checkout that the tests were compiled from.
package enum Repository {
  /// Its top folder, however the path to it was linked.
  package static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below one of its folders, as paths from that folder, sorted; none where it is not there.
  package static func files(below folder: String) -> [String] {
    files(below: root.appending(path: folder))
  }

  /// The files below any folder, as paths from there, sorted; none where it is not there.
  package static func files(below folder: URL) -> [String] {
    let enumerator = FileManager.default.enumerator(atPath: folder.path)
    let paths = (enumerator?.compactMap { $0 as? String } ?? []).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    return paths.sorted()
  }

  /// The text of one of its files.
  package static func text(_ file: String) throws -> String {
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
  }
}
