// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// One line a target keeps the arrows of ARCHITECTURE.md readable in one place.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = [])
  -> Target
{
  .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "tracepage",
  products: [
    .executable(name: "tracepage", targets: ["tracepage"]),
    .library(name: "JSONReader", targets: ["JSONReader"]),
    .library(name: "TraceModel", targets: ["TraceModel"]),
    .library(name: "TraceImport", targets: ["TraceImport", "TraceSource"]),
    .library(name: "TraceAnalysis", targets: ["TraceAnalysis"]),
    .library(name: "Redaction", targets: ["Redaction"]),
    .library(name: "TracePipeline", targets: ["TracePipeline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CMarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),

    module("TraceText"),
    module("JSONReader"),
    module("SQLiteReader", ["JSONReader", "CSQLite"]),
    module("YAMLReader", ["JSONReader", "TraceText", "CYAML"]),
    module("TraceModel", ["TraceText"]),
    module("TraceAttributes", ["JSONReader", "TraceText", "TraceModel"]),
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
    module("Redaction", ["TraceText", "TraceModel"]),
    module("TraceAnalysis", ["TraceText", "TraceModel"]),
    module("TraceCheck", ["TraceText", "TraceModel", "TraceAnalysis"]),
    module("TraceCompare", ["TraceText", "TraceModel", "TraceAnalysis"]),
    module("GraphLayout"),
    module(
      "ReportModel",
      [
        "JSONReader", "TraceText", "HTMLText", "TraceModel", "TraceAnalysis", "TraceCheck", "TraceCompare",
        "GraphLayout",
      ]),
    module("HTMLText"),
    module(
      "ReportText",
      ["TraceText", "HTMLText", "TraceModel", "TraceAnalysis", "TraceCheck", "ReportModel"]),
    module("Markdown", ["CMarkGFM", "HTMLText"]),
    module(
      "ReportHTML",
      ["TraceText", "HTMLText", "ReportModel", "GraphLayout", "Markdown", "CDeflate", "CMalloc", "CZstd"],
      plugins: ["CompileTemplates"]),
    module(
      "TracePipeline",
      [
        "JSONReader", "TraceText", "TraceModel", "TraceAttributes", "TraceSource", "TraceImport",
        "TraceExport", "Redaction", "TraceAnalysis", "TraceCheck", "ReportModel", "ReportText", "ReportHTML",
      ]),
    // Of C, so that a release, which says its commit, compiles this file anew and no other.
    .target(
      name: "CBuild",
      cSettings: Context.environment["TRACEPAGE_COMMIT"].map { [.define("TRACEPAGE_COMMIT", to: $0)] } ?? []),
    .executableTarget(
      name: "tracepage",
      dependencies: [
        "CBuild",
        "TraceText", "TraceModel", "TraceSource", "Redaction", "TraceAnalysis", "TraceCheck", "ReportModel",
        "ReportText", "TracePipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    module("TemplateCompiler", ["TraceText"]),
    .executableTarget(name: "template-compiler", dependencies: ["TemplateCompiler"], swiftSettings: strict),
    .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["template-compiler"]),

    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    tests("TraceTextTests", ["TraceText"]),
    tests("HTMLTextTests", ["HTMLText", "TestSupport"]),
    tests("TraceModelTests", ["TraceModel"]),
    tests(
      "TraceImportTests",
      [
        "TraceSource", "ChatReading", "OTelImport", "AgentImport", "PlatformImport", "TraceImport",
        "TraceModel",
        "JSONReader", "SQLiteReader", "YAMLReader", "TestSupport",
      ],
      exclude: ["Fixtures"]),
    tests(
      "TraceExportTests",
      ["TraceExport", "TraceAttributes", "TraceSource", "TraceImport", "TraceModel", "JSONReader"]),
    tests("JSONReaderTests", ["JSONReader", "TestSupport"]),
    tests("SQLiteReaderTests", ["SQLiteReader", "JSONReader", "TestSupport"], exclude: ["Databases"]),
    tests("MarkdownTests", ["Markdown", "TestSupport"]),
    tests("TraceAnalysisTests", ["TraceAnalysis", "TraceText", "TraceModel"]),
    tests("TraceCheckTests", ["TraceCheck", "TraceAnalysis", "TraceModel"]),
    tests("TraceCompareTests", ["TraceCompare", "TraceAnalysis", "TraceModel"]),
    tests("GraphLayoutTests", ["GraphLayout"]),
    tests("TemplateCompilerTests", ["TemplateCompiler", "TraceText", "TestSupport"]),
    tests(
      "ReportHTMLTests",
      ["ReportHTML", "ReportModel", "TraceModel", "TraceAnalysis", "CDeflate", "TestSupport"]),
    tests("RedactionTests", ["Redaction", "TraceModel", "TestSupport"]),
    tests("ReportModelTests", ["ReportModel", "TraceModel", "TraceAnalysis", "GraphLayout"]),
    tests(
      "ReportTextTests", ["ReportText", "ReportModel", "TraceModel", "TraceAnalysis", "TestSupport"],
      exclude: ["Expected"]),
    tests("CommandTests", ["tracepage", "TestSupport"], exclude: ["Pages"]),
    tests(
      "PageSnapshotTests",
      [
        "TraceAnalysis", "TraceText", "TraceModel", "ReportModel", "ReportHTML", "TracePipeline",
        "TemplateCompiler",
        "TestSupport",
      ],
      exclude: ["Pages"]),
    tests(
      "CorpusTests",
      [
        "TraceSource", "TraceImport", "TraceExport", "TraceModel", "TraceAnalysis", "ReportModel",
        "TracePipeline", "JSONReader", "TestSupport",
      ],
      exclude: ["Counting", "FigureCases", "OutcomeCases", "Verdicts/verdicts.tsv"]),
  ],
  swiftLanguageModes: [.v6]
)

// All test targets link into one runner, so a change far below rebuilds every one of them, for minutes.
// `TRACEPAGE_TESTS=TraceAnalysisTests swift test` builds that one alone, or several with commas between them.
if let chosen = Context.environment["TRACEPAGE_TESTS"]?.split(separator: ",") {
  package.targets.removeAll { target in target.type == .test && !chosen.contains { $0 == target.name } }
}
