import Glibc
import JSONReader
import TraceModel

/// Gets bytes out of files and pipes.
enum SourceFile {
  /// Below this many bytes a file is read rather than mapped: a mapped file that another program shortens
  /// meanwhile ends the process by a signal, and small files gain nothing.
  private static let mappedFrom = 32 << 20

  /// The bytes of a file, a named pipe or a device.
  static func bytes(path: String, name: String, options: SourceOptions) throws(ImportError) -> JSONBytes {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw openingError(errno, name: name) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw openingError(errno, name: name) }
    switch facts.st_mode & S_IFMT {
    case S_IFDIR: throw openingError(EISDIR, name: name)
    case S_IFREG where facts.st_size >= mappedFrom:
      if facts.st_size > options.maximumBytes { throw tooLarge(name, options) }
      if let mapped = map(descriptor, count: Int(facts.st_size)) { return mapped }
    default: break
    }
    return try readAll(descriptor, name: name, expecting: Int(facts.st_size) + 1, options: options)
  }

  /// Reads until the end.
  static func readAll(_ descriptor: Int32, name: String, expecting size: Int, options: SourceOptions)
    throws(ImportError) -> JSONBytes
  {
    let output = GrowingBytes(limit: options.maximumBytes, expecting: size)
    do throws(UnpackingFailure) {
      while true {
        let space = try output.space()
        let count = read(descriptor, space.baseAddress, space.count)
        if count < 0 {
          guard errno == EINTR else { throw UnpackingFailure.corrupt }
          continue
        }
        if count == 0 { return output.finish() }
        try output.grow(by: count)
      }
    } catch {
      switch error {
      case .tooLarge: throw tooLarge(name, options)
      case .noMemory:
        throw ImportError(
          place: SourcePlace(file: name), message: "there is not enough memory to read it",
          advice: "Pass a part of it, or the file itself instead of a pipe.")
      case .corrupt, .truncated: throw openingError(errno, name: name)
      }
    }
  }

  private static func map(_ descriptor: Int32, count: Int) -> JSONBytes? {
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    return JSONBytes(owning: UnsafeRawBufferPointer(start: start, count: count)) { memory in
      munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    }
  }

  private static func tooLarge(_ name: String, _ options: SourceOptions) -> ImportError {
    ImportError(
      place: SourcePlace(file: name),
      message: "it is larger than \(options.maximumBytes) bytes, the most allowed",
      advice: "Split the file and pass the parts.")
  }

  /// Puts the system's error number into words.
  static func openingError(_ number: Int32, name: String) -> ImportError {
    let place = SourcePlace(file: name)
    switch number {
    case ENOENT, ENOTDIR:
      return ImportError(place: place, message: "there is no such file", advice: "Check the path's spelling.")
    case EISDIR:
      return ImportError(
        place: place, message: "it is a folder, expected a file",
        advice: "Name a file in it, or pass the folder to a command that reads folders.")
    case EACCES, EPERM:
      return ImportError(
        place: place, message: "reading it is not permitted",
        advice: "Change the file's permissions, or run as a user who may read it.")
    default:
      return ImportError(
        place: place, message: "it could not be read: \(String(cString: strerror(number)))",
        advice: "Copy the file to a local disk and try again.")
    }
  }
}
