import JSONReader
import Synchronization
import TraceModel

/// Reads a source's values when first asked, once, whoever asks.
final class ReadOnce: Sendable {
  let remarks: [Diagnostic]
  private let name: String
  private let bytes: JSONBytes
  private let options: JSONOptions
  private let memory = Mutex<SourceReading?>(nil)

  init(name: String, bytes: JSONBytes, options: JSONOptions, remarks: [Diagnostic]) {
    self.name = name
    self.bytes = bytes
    self.options = options
    self.remarks = remarks
  }

  var result: SourceReading {
    memory.withLock { known in
      if let known { return known }
      var reader = ValueReader(name: name, bytes: bytes, options: options)
      let fresh = reader.read()
      known = fresh
      return fresh
    }
  }
}

/// What reading a source as JSON yielded.
struct SourceReading: Sendable {
  var values: [SourceValue] = []
  var diagnostics: [Diagnostic] = []
  var isSingleValue = false
  var firstError: ImportError?
}
