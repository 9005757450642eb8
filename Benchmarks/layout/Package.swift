// swift-tools-version: 6.1
import PackageDescription

// A package of its own, over the same sources, so that measuring the layout builds nothing else.
let package = Package(
  name: "layout-benchmark",
  targets: [
    .target(name: "GraphLayout"),
    .executableTarget(name: "layout-benchmark", dependencies: ["GraphLayout"]),
  ],
  swiftLanguageModes: [.v6]
)
