import Glibc
public import TraceModel

/// The sources found in a folder.
public struct SourceDirectory: Sendable {
  /// Sorted by name; each name is the path within the folder.
  public let documents: [SourceDocument]
  /// The files that could not be opened, each with its reason.
  public let diagnostics: [Diagnostic]
}

extension SourceDocument {
  /// Whether the path is a folder.
  public static func isDirectory(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// The regular files of a folder and of the folders in it, without hidden ones: paths within it, sorted.
  ///
  /// Links to files count, links to folders are not followed.
  /// - Throws: `ImportError` if the folder cannot be read.
  public static func files(in path: String) throws(ImportError) -> [String] {
    try DirectoryWalk(root: path).files()
  }

  /// Opens the regular files of a folder and of the folders in it, without hidden ones.
  ///
  /// Pages are read where there is nothing else. Links to files are followed, links to folders are not. A file that cannot be opened becomes a diagnostic.
  /// - Throws: `ImportError` if the folder cannot be read or holds no file.
  public static func open(directory path: String, options: SourceOptions = .init()) throws(ImportError)
    -> SourceDirectory
  {
    let all = try DirectoryWalk(root: path).files()
    // Pages are often written beside their traces: then they are no input, and may be replaced.
    let sources = all.filter { !$0.lowercased().hasSuffix(".html") }
    let known = Set(all)
    let names = (sources.isEmpty ? all : sources).filter { name in
      // What lies beside a database is read with it.
      !DatabaseFile.companions.contains {
        name.hasSuffix($0) && known.contains(String(name.dropLast($0.count)))
      }
    }
    guard !names.isEmpty else {
      throw ImportError(
        place: SourcePlace(file: lastComponent(of: path)),
        message: "the folder holds no file, expected traces",
        advice: "Name the folder that the traces were written to.")
    }
    var documents: [SourceDocument] = []
    var diagnostics: [Diagnostic] = []
    for name in names {
      do throws(ImportError) {
        let file = path + "/" + name
        let bytes = try SourceFile.bytes(path: file, name: name, options: options)
        documents.append(try open(name: name, bytes: bytes, path: file, options: options))
      } catch {
        diagnostics.append(
          Diagnostic(
            severity: .loss, place: error.place, message: error.message, action: "the file was left out"))
      }
    }
    return SourceDirectory(documents: documents, diagnostics: diagnostics)
  }
}

/// Lists files without recursion, so that deep folders cost no stack.
private struct DirectoryWalk {
  let root: String

  /// Paths within the root, sorted.
  func files() throws(ImportError) -> [String] {
    var files: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      let path = folder.isEmpty ? root : root + "/" + folder
      guard let directory = opendir(path) else {
        if folder.isEmpty {
          throw SourceFile.openingError(errno, name: SourceDocument.lastComponent(of: root))
        }
        continue
      }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = DirectoryWalk.name(of: entry)
        guard !name.hasPrefix(".") else { continue }
        let inside = folder.isEmpty ? name : folder + "/" + name
        switch DirectoryWalk.kind(of: root + "/" + inside) {
        case .file: files.append(inside)
        case .folder: folders.append(inside)
        case .other: break
        }
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private enum Kind { case file, folder, other }

  private static func kind(of path: String) -> Kind {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return .other }
    if facts.st_mode & S_IFMT == S_IFDIR { return .folder }
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return .other }
    return .file
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
