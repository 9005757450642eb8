// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A package of its own, over the same sources by links, so that measuring the redaction builds nothing else.
let package = Package(
  name: "redaction-benchmark",
  targets: [
    .target(name: "TraceText", swiftSettings: strict),
    .target(name: "TraceModel", dependencies: ["TraceText"], swiftSettings: strict),
    .target(name: "Redaction", dependencies: ["TraceText", "TraceModel"], swiftSettings: strict),
    .executableTarget(name: "redact", dependencies: ["Redaction"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
