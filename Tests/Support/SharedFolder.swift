package import Foundation

/// What may stand beside the checkout, since it is too large or not ours to pass on.
package enum SharedFolder {
  /// The folder that `TRACEPAGE_SHARED` names, or else the nearest folder `shared` above the checkout.
  package static let url: URL? = {
    if let named = ProcessInfo.processInfo.environment["TRACEPAGE_SHARED"] { return URL(filePath: named) }
    var place = Repository.root
    while place.path != "/" {
      place.deleteLastPathComponent()
      let candidate = place.appending(path: "shared")
      if isThere(candidate) { return candidate }
    }
    return nil
  }()

  /// Something in the folder; `nil` where it is not there, which the closing line of the run then tells.
  /// - Parameter use: What is left out without it, for the closing line.
  package static func find(_ path: String, for use: String) -> URL? {
    if let found = url?.appending(path: path), isThere(found) { return found }
    ClosingLine.tell("\(use) (no \(path) in a folder “shared” beside the checkout or in TRACEPAGE_SHARED)")
    return nil
  }

  private static func isThere(_ place: URL) -> Bool { FileManager.default.fileExists(atPath: place.path) }
}
