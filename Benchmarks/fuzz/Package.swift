// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Made-up and mutated inputs for what reads strangers' bytes; a package of its own, over the same sources by links,
/// since all of it is built with the fuzzer's and the address sanitizer's instruments.
let package = Package(
  name: "tracepage-fuzz",
  targets: [
    .systemLibrary(name: "CDeflate"), .systemLibrary(name: "CMalloc"), .systemLibrary(name: "CMarkGFM"),
    .systemLibrary(name: "CSQLite"), .systemLibrary(name: "CYAML"), .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "CZstd"),
    module("TraceText"), module("JSONReader"), module("HTMLText"),
    module("TraceModel", ["TraceText"]),
    module("TraceAttributes", ["JSONReader", "TraceText", "TraceModel"]),
    module("SQLiteReader", ["JSONReader", "CSQLite"]),
    module("YAMLReader", ["JSONReader", "TraceText", "CYAML"]),
    module(
      "TraceSource",
      ["JSONReader", "SQLiteReader", "YAMLReader", "TraceText", "TraceModel", "CZlib", "CZstd"]),
    module("ChatReading", ["JSONReader", "TraceText", "TraceModel", "TraceSource"]),
    module(
      "OTelImport",
      ["JSONReader", "TraceText", "TraceModel", "TraceAttributes", "TraceSource", "ChatReading"]),
    module(
      "AgentImport",
      ["JSONReader", "SQLiteReader", "TraceText", "TraceModel", "TraceSource", "ChatReading"]),
    module(
      "PlatformImport", ["JSONReader", "TraceText", "TraceModel", "TraceSource", "ChatReading", "OTelImport"]),
    module(
      "TraceImport",
      ["JSONReader", "TraceText", "TraceModel", "TraceSource", "OTelImport", "AgentImport", "PlatformImport"]),
    module("TraceExport", ["TraceText", "TraceModel", "TraceAttributes"]),
    module("TraceAnalysis", ["TraceText", "TraceModel"]),
    module("Redaction", ["TraceText", "TraceModel"]),
    module("Markdown", ["CMarkGFM", "HTMLText"]),
    module("TraceCheck", ["TraceText", "TraceModel", "TraceAnalysis"]),
    module("TraceCompare", ["TraceText", "TraceModel", "TraceAnalysis"]),
    module("GraphLayout"),
    module(
      "ReportModel",
      [
        "JSONReader", "TraceText", "HTMLText", "TraceModel", "TraceAnalysis", "TraceCheck", "TraceCompare",
        "GraphLayout",
      ]),
    module(
      "ReportText", ["TraceText", "HTMLText", "TraceModel", "TraceAnalysis", "TraceCheck", "ReportModel"]),
    // The plugin's tool would be built as a fuzzer too; `make fuzz` runs it before, and what it makes lies beside the module.
    .target(
      name: "ReportHTML",
      dependencies: [
        "TraceText", "HTMLText", "ReportModel", "GraphLayout", "Markdown", "CDeflate", "CMalloc", "CZstd",
      ],
      path: "Page", swiftSettings: strict),
    module(
      "TracePipeline",
      [
        "JSONReader", "TraceText", "TraceModel", "TraceAttributes", "TraceSource", "TraceImport",
        "TraceExport", "Redaction", "TraceAnalysis", "TraceCheck", "ReportModel", "ReportText", "ReportHTML",
      ]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "JSONReader", "TraceText", "HTMLText", "TraceModel", "TraceSource", "TraceImport", "TraceExport",
        "TraceAnalysis", "Redaction", "Markdown", "TracePipeline",
      ],
      // libFuzzer brings the program's beginning.
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
