import Glibc
import TraceSource
import TraceText

/// Many inputs, a page each, rendered by several processes of this program: one that fails costs no other its page.
struct RenderJobs {
  /// An input and the page that is made of it.
  struct Job {
    let input: String
    let page: String
  }

  /// In the order of the inputs, of a folder in that of its files' names.
  let jobs: [Job]
  /// How many processes run at once.
  let width: Int
  /// The options that each of them is given.
  let options: [String]

  /// - Parameter folder: Where the pages go: it is made where it is not there.
  init(_ inputs: [String], into folder: String, width: Int, options: [String]) throws {
    var named: [(input: String, name: String)] = []
    for input in inputs {
      guard SourceDocument.isDirectory(input) else {
        named.append((input, FilePath.name(of: input)))
        continue
      }
      let root = FilePath.withoutSlash(input)
      // Pages are often written beside their traces, and are no input then.
      for file in try SourceDocument.files(in: input) where !file.lowercased().hasSuffix(".html") {
        named.append(("\(root)/\(file)", file))
      }
    }
    let pages = named.map { FilePath.page(for: $0.name) }
    let counts = pages.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    var taken: Set<String> = []
    jobs = zip(named, pages).map { file, page in
      // Two inputs that differ by their ending keep it; two of one name are numbered.
      let wanted = counts[page] == 1 ? page : file.name + ".html"
      var name = wanted
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(wanted.dropLast(5))-\(number).html"
        number += 1
      }
      return Job(input: file.input, page: "\(folder)/\(name)")
    }
    self.width = width
    self.options = options
    for page in jobs.map(\.page) { try Self.makeFolders(of: page) }
  }

  private static func makeFolders(of path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      made += part + "/"
      guard mkdir(made, 0o777) == 0 || errno == EEXIST else {
        throw Failure(
          message:
            "cannot make the folder \(made): \(String(cString: strerror(errno))); name another with -o.")
      }
    }
  }

  /// Runs all of them and tells what each said, in their order.
  ///
  /// - Returns: The code of each; 128 and more where a signal ended it.
  func run() -> [Int32] {
    var codes = [Int32](repeating: 127, count: jobs.count)
    var logs = [Int32](repeating: -1, count: jobs.count)
    var ended = [Bool](repeating: false, count: jobs.count)
    var running: [pid_t: Int] = [:]
    var (next, told) = (0, 0)
    while told < jobs.count {
      while next < jobs.count, running.count < width {
        logs[next] = Self.temporary()
        if let child = start(jobs[next], log: logs[next]) {
          running[child] = next
        } else {
          ended[next] = true
        }
        next += 1
      }
      var status: Int32 = 0
      if !running.isEmpty {
        let child = waitpid(-1, &status, 0)
        if child > 0, let job = running.removeValue(forKey: child) {
          let signal = status & 0x7F
          codes[job] = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
          ended[job] = true
        } else if child < 0, errno != EINTR {
          for job in running.values { ended[job] = true }
          running = [:]
        }
      }
      while told < jobs.count, ended[told] {
        tell(jobs[told], code: codes[told], log: logs[told])
        told += 1
      }
    }
    return codes
  }

  private func start(_ job: Job, log: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if log >= 0 { posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    let words = ["tracepage", "render"] + options + ["-o", job.page, "--", job.input]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, "/proc/self/exe", &actions, nil, &arguments, environ)
    return failure == 0 ? child : nil
  }

  /// A file that goes with its descriptor.
  private static func temporary() -> Int32 {
    var template = Array("/tmp/tracepage-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    if descriptor >= 0 { unlink(template) }
    return descriptor
  }

  private func tell(_ job: Job, code: Int32, log: Int32) {
    if log >= 0 {
      lseek(log, 0, SEEK_SET)
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(log, &buffer, buffer.count)
        if count <= 0 { break }
        // A process of this program has made it clean.
        _ = OutputFile.writeAll(Array(buffer[..<count]), to: STDERR_FILENO)
      }
      close(log)
    }
    if code > 127 {
      Console.error("\(job.input): its process was ended by signal \(code - 128); there is no page of it.")
    }
    if code == 127 {
      Console.error("\(job.input): no process could be started for it; there is no page of it.")
    }
  }
}
