import Foundation

/// Real trace files: those of `Tests/Corpus`, and the larger corpus where one stands beside the checkout.
///
/// A file is named by its path in the corpus, as `pi/session.jsonl`.
package enum Corpus {
  private static let own = Repository.root.appending(path: "Tests/Corpus")
  private static let addition = SharedFolder.find("corpus", for: "the larger files of the corpus")

  /// The path to a file, or where it would stand.
  package static func path(of file: String) -> String {
    let place = own.appending(path: file).path
    guard !FileManager.default.fileExists(atPath: place), let addition else { return place }
    return addition.appending(path: file).path
  }

  /// Whether the file stands somewhere.
  package static func has(_ file: String) -> Bool { known.contains(file) }

  /// Every file, sorted.
  package static let files: [String] = {
    let added = addition.map(Repository.files) ?? []
    return Set(ownFiles + added.filter(isTrace)).sorted()
  }()

  /// The files that the repository holds, sorted.
  package static let ownFiles = Repository.files(below: own).filter(isTrace)

  /// The files of a folder, sorted.
  package static func files(in folder: String) -> [String] { files.filter { $0.hasPrefix(folder + "/") } }

  package static func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(of: file))))
  }

  private static let known = Set(files)

  /// The texts about the corpus stand beside its folders.
  private static func isTrace(_ file: String) -> Bool { file.contains("/") }
}
