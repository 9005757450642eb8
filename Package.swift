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
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),

    module("JSONReader"),
    module("JSONText"),
    module("TraceModel"),
    module("TraceAttributes", ["JSONReader", "JSONText", "TraceModel"]),
    module("TraceSource", ["JSONReader", "TraceModel", "TraceAttributes", "CZlib", "CZstd"]),
    module("ChatReading", ["JSONReader", "TraceModel", "TraceSource"]),
    module("OTelImport", ["JSONReader", "TraceModel", "TraceAttributes", "TraceSource", "ChatReading"]),
    module("AgentImport", ["JSONReader", "TraceModel", "TraceSource", "ChatReading"]),
    module("PlatformImport", ["JSONReader", "TraceModel", "TraceSource", "ChatReading", "OTelImport"]),
    module("TraceImport", ["TraceModel", "TraceSource", "OTelImport", "AgentImport", "PlatformImport"]),
    module("TraceExport", ["JSONText", "TraceModel", "TraceAttributes"]),
    module("Redaction", ["TraceModel"]),
    module("TraceAnalysis", ["TraceModel"]),
    module("GraphLayout"),
    module("ReportModel", ["JSONReader", "TraceModel", "TraceAnalysis", "GraphLayout"]),
    module("ReportText", ["JSONText", "TraceModel", "TraceAnalysis", "ReportModel"]),
    module("Markdown", ["CMarkGFM"]),
    module(
      "ReportHTML", ["ReportModel", "GraphLayout", "Markdown", "CDeflate"], plugins: ["CompileTemplates"]),
    module(
      "TracePipeline",
      [
        "JSONReader", "TraceModel", "TraceSource", "TraceImport", "TraceExport", "Redaction", "TraceAnalysis",
        "ReportModel", "ReportText", "ReportHTML",
      ]),
    .executableTarget(
      name: "tracepage",
      dependencies: [
        "TraceModel", "TraceSource", "Redaction", "TraceAnalysis", "ReportModel", "ReportText",
        "TracePipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    module("TemplateCompiler"),
    .executableTarget(name: "template-compiler", dependencies: ["TemplateCompiler"], swiftSettings: strict),
    .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["template-compiler"]),

    tests("TraceModelTests", ["TraceModel"]),
    tests(
      "TraceImportTests",
      [
        "TraceSource", "ChatReading", "OTelImport", "AgentImport", "PlatformImport", "TraceImport",
        "TraceModel",
        "JSONReader",
      ],
      exclude: ["Fixtures"]),
    tests(
      "TraceExportTests",
      ["TraceExport", "TraceAttributes", "TraceSource", "TraceImport", "TraceModel", "JSONReader"]),
    tests("JSONReaderTests", ["JSONReader"]),
    tests("MarkdownTests", ["Markdown"]),
    tests("TraceAnalysisTests", ["TraceAnalysis", "TraceModel"]),
    tests("GraphLayoutTests", ["GraphLayout"]),
    tests("TemplateCompilerTests", ["TemplateCompiler"]),
    tests("ReportHTMLTests", ["ReportHTML", "ReportModel", "TraceModel", "TraceAnalysis", "CDeflate"]),
    tests("RedactionTests", ["Redaction", "TraceModel"]),
    tests("ReportModelTests", ["ReportModel", "TraceModel", "TraceAnalysis", "GraphLayout"]),
    tests(
      "ReportTextTests", ["ReportText", "ReportModel", "TraceModel", "TraceAnalysis"], exclude: ["Expected"]),
    tests("CommandTests", ["tracepage"]),
    tests(
      "PageSnapshotTests",
      [
        "TraceAnalysis", "TraceModel", "ReportModel", "ReportHTML", "TracePipeline", "TemplateCompiler",
      ],
      exclude: ["Pages"]),
    tests(
      "CorpusTests",
      [
        "TraceSource", "TraceImport", "TraceExport", "TraceModel", "TraceAnalysis", "ReportModel",
        "TracePipeline",
      ],
      exclude: ["Counting"]),
  ],
  swiftLanguageModes: [.v6]
)
