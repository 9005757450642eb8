import Glibc
import TemplateCompiler

/// A message for the command line.
struct ToolError: Error { var message: String }

/// Reads folders and writes files without Foundation, which would cost the build more than the tool does.
enum Folder {
  /// Every file below a folder, in the order of names; names that begin with a dot are left out.
  /// A folder that does not exist is empty.
  static func files(in folder: String, prefix: String = "") throws(ToolError) -> [SourceFile] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw ToolError(message: "\(folder): error: cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var files: [SourceFile] = []
    for name in names.sorted() {
      let path = folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += try self.files(in: path, prefix: prefix + name + "/")
      } else {
        files.append(SourceFile(path: path, name: prefix + name, bytes: try read(path)))
      }
    }
    return files
  }

  private static func read(_ path: String) throws(ToolError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw ToolError(message: "\(path): error: cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk.prefix(count)
    }
  }

  static func write(_ text: String, to path: String) throws(ToolError) {
    let file = fopen(path, "wb")
    let bytes = Array(text.utf8)
    guard let file, fwrite(bytes, 1, bytes.count, file) == bytes.count, fclose(file) == 0 else {
      throw ToolError(message: "\(path): error: cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
