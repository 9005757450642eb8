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
    .library(name: "TraceImport", targets: ["TraceImport"]),
    .library(name: "TraceExport", targets: ["TraceExport"]),
    .library(name: "TraceAnalysis", targets: ["TraceAnalysis"]),
    .library(name: "Redaction", targets: ["Redaction"]),
    .library(name: "ReportModel", targets: ["ReportModel"]),
    .library(name: "ReportText", targets: ["ReportText"]),
    .library(name: "ReportHTML", targets: ["ReportHTML"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CMarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),

    module("JSONReader"),
    module("JSONText"),
    module("TraceModel"),
    module("TraceAttributes", ["JSONReader", "JSONText", "TraceModel"]),
    module("TraceImport", ["JSONReader", "TraceModel", "TraceAttributes", "CZlib", "CZstd"]),
    module("TraceExport", ["JSONText", "TraceModel", "TraceAttributes"]),
    module("Redaction", ["TraceModel"]),
    module("TraceAnalysis", ["TraceModel"]),
    module("GraphLayout"),
    module("ReportModel", ["JSONReader", "TraceModel", "TraceAnalysis", "GraphLayout"]),
    module("ReportText", ["JSONText", "TraceModel", "TraceAnalysis", "ReportModel"]),
    module("Markdown", ["CMarkGFM"]),
    module("ReportHTML", ["ReportModel", "GraphLayout", "Markdown", "CZlib"], plugins: ["CompileTemplates"]),
    .executableTarget(
      name: "tracepage",
      dependencies: [
        "JSONReader", "TraceModel", "TraceImport", "TraceExport", "Redaction", "TraceAnalysis", "ReportModel",
        "ReportText", "ReportHTML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    module("TemplateCompiler"),
    .executableTarget(name: "template-compiler", dependencies: ["TemplateCompiler"], swiftSettings: strict),
    .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["template-compiler"]),

    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    tests("TraceModelTests", ["TraceModel"]),
    tests(
      "TraceImportTests", ["TraceImport", "TraceModel", "JSONReader", "TestSupport"], exclude: ["Fixtures"]),
    tests("TraceExportTests", ["TraceExport", "TraceAttributes", "TraceImport", "TraceModel", "JSONReader"]),
    tests("JSONReaderTests", ["JSONReader", "TestSupport"]),
    tests("MarkdownTests", ["Markdown", "TestSupport"]),
    tests("TraceAnalysisTests", ["TraceAnalysis", "TraceModel"]),
    tests("GraphLayoutTests", ["GraphLayout"]),
    tests("TemplateCompilerTests", ["TemplateCompiler", "TestSupport"]),
    tests("ReportHTMLTests", ["ReportHTML", "ReportModel", "TraceModel", "TraceAnalysis", "TestSupport"]),
    tests("RedactionTests", ["Redaction", "TraceModel", "TestSupport"]),
    tests("ReportModelTests", ["ReportModel", "TraceModel", "TraceAnalysis", "GraphLayout"]),
    tests(
      "ReportTextTests", ["ReportText", "ReportModel", "TraceModel", "TraceAnalysis", "TestSupport"],
      exclude: ["Expected"]),
    tests("CommandTests", ["tracepage", "TestSupport"]),
    tests(
      "PageSnapshotTests",
      [
        "TraceImport", "Redaction", "TraceAnalysis", "TraceModel", "ReportModel", "ReportHTML",
        "TemplateCompiler", "TestSupport",
      ],
      exclude: ["Pages"]),
    tests(
      "CorpusTests",
      [
        "TraceImport", "TraceExport", "TraceModel", "TraceAnalysis", "Redaction", "ReportModel", "ReportHTML",
        "JSONReader", "TestSupport",
      ],
      exclude: ["Counting"]),
  ],
  swiftLanguageModes: [.v6]
)

// All test targets link into one runner, so a change far below rebuilds every one of them, for minutes.
// `TRACEPAGE_TESTS=TraceAnalysisTests swift test` builds that one alone, or several with commas between them.
if let chosen = Context.environment["TRACEPAGE_TESTS"]?.split(separator: ",") {
  package.targets.removeAll { target in target.type == .test && !chosen.contains { $0 == target.name } }
}
