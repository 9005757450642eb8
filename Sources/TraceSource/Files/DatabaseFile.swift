import Glibc
import JSONReader
package import SQLiteReader
import TraceModel

extension SourceDocument {
  /// Whether the source is a SQLite database, be it damaged.
  package var isDatabase: Bool { SQLiteDatabase.isDatabase(bytes) }

  /// The source as a database; `nil` where it is none, or where its schema cannot be read.
  package var database: SQLiteDatabase? { isDatabase ? try? SQLiteDatabase(bytes) : nil }

  /// What a database is that no format claims; `nil` for other sources.
  package var databaseError: ImportError? {
    guard isDatabase else { return nil }
    let place = SourcePlace(file: name)
    do throws(SQLiteFailure) {
      let names = try SQLiteDatabase(bytes).tables.keys.sorted().map { "“\($0)”" }
      let tables = names.isEmpty ? "no tables" : "the tables \(names.prefix(8).joined(separator: ", "))"
      return ImportError(
        place: place,
        message: "it is a SQLite database with \(tables), which is none of those that tracepage reads",
        advice:
          "“tracepage formats” lists what each format looks for; export the data as JSON where it is listed so."
      )
    } catch {
      return ImportError(
        place: place, message: "it is a SQLite database that cannot be read: \(error.message)",
        advice:
          "Copy it again while no program has it open, with its “-wal” file; “sqlite3 FILE .recover” may mend it."
      )
    }
  }
}

/// Takes a database from its file together with the log beside it, in which its newest changes stand.
enum DatabaseFile {
  /// What SQLite leaves beside a database that a program has open.
  static let companions = ["-wal", "-shm", "-journal"]

  /// Adds to an unpacked database what the log beside its file holds; other bytes are given back as they are.
  static func complete(_ unpacked: Unpacked, path: String?, options: SourceOptions) -> Unpacked {
    guard SQLiteDatabase.isDatabase(unpacked.bytes), unpacked.compression == .none else { return unpacked }
    var result = unpacked
    guard let path else { return result }
    for _ in 0..<3 {
      guard let before = log(beside: path, options) else { break }
      guard let database = try? SourceFile.bytes(path: path, name: path, options: options) else { break }
      let (bytes, pages) = WriteAheadLog.merge(before, into: database)
      // A program that began its log anew meanwhile has moved pages into the database.
      guard let after = log(beside: path, options), after[0..<32].array == before[0..<32].array else {
        continue
      }
      result.bytes = bytes
      if pages > 0 {
        result.remark(
          .note, "the log “-wal” beside it has newer content of \(pages == 1 ? "a page" : "\(pages) pages")",
          "they were read from there")
      }
      return result
    }
    if log(beside: path, options) != nil {
      result.remark(
        .loss, "the log “-wal” beside it changes while it is read", "the newest changes were left out")
    }
    if size(of: path + "-journal") > 0 {
      result.remark(
        .note, "a “-journal” beside it tells of a change that was not finished", "the file was read as it is")
    }
    return result
  }

  private static func log(beside path: String, _ options: SourceOptions) -> JSONBytes? {
    guard size(of: path + "-wal") > 32 else { return nil }
    return try? SourceFile.bytes(path: path + "-wal", name: path, options: options)
  }

  private static func size(of path: String) -> Int {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : 0
  }
}

extension Unpacked {
  fileprivate mutating func remark(_ severity: Diagnostic.Severity, _ message: String, _ action: String) {
    remarks.append(Remark(severity: severity, message: message, action: action))
  }
}
