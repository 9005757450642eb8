// swift-tools-version: 6.1
import PackageDescription

/// Measures speed and memory; a package of its own, so that the product does not build it.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "tracepage", path: "..")],
  targets: [
    .executableTarget(
      name: "json-reading", dependencies: [.product(name: "JSONReader", package: "tracepage")],
      path: "Sources/JSONReading")
  ],
  swiftLanguageModes: [.v6]
)
