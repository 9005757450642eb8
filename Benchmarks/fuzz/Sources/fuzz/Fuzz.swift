import Glibc

/// What libFuzzer calls with each input; the environment's TRACEPAGE_FUZZ says which harness reads it.
///
/// One program for all harnesses, since most of its time to build is that of the modules below.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  harness(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

private let harnesses: [String: @Sendable ([UInt8]) -> Void] = [
  "json": Harness.json, "zip": Harness.packed, "sqlite": Harness.packed, "protobuf": Harness.protobuf,
  "otel": { Harness.importing($0, from: "OTelImport") },
  "agents": { Harness.importing($0, from: "AgentImport") },
  "platforms": { Harness.importing($0, from: "PlatformImport") },
  "markdown": Harness.markdown, "redaction": Harness.redaction, "escape": Harness.escape,
  "page": Harness.page,
]

private let harness: @Sendable ([UInt8]) -> Void = {
  let name = getenv("TRACEPAGE_FUZZ").map { String(cString: $0) } ?? ""
  guard let harness = harnesses[name] else {
    fatalError("set TRACEPAGE_FUZZ to one of \(harnesses.keys.sorted().joined(separator: ", "))")
  }
  return harness
}()

/// What is done with an input; whatever is wrong ends the process, which is how libFuzzer is told.
enum Harness {}

/// Ends the process with a word where something does not hold; unlike `precondition`, it says so in a release build too.
func require(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError(message()) }
}
