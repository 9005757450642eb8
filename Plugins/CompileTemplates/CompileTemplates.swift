import Foundation
import PackagePlugin

/// Compiles `templates/` and `assets/` of the package into the target that uses the plugin.
@main
struct CompileTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let templates = root.appending(path: "templates")
    let assets = root.appending(path: "assets")
    let outputs = ["Templates.swift", "Assets.swift"].map {
      context.pluginWorkDirectoryURL.appending(path: $0)
    }
    return [
      .buildCommand(
        displayName: "Compiling templates and assets",
        executable: try context.tool(named: "template-compiler").url,
        arguments: [templates.path, assets.path] + outputs.map(\.path),
        inputFiles: contents(of: templates) + contents(of: assets),
        outputFiles: outputs)
    ]
  }

  /// A folder and all that is in it: without the folders themselves an added file would be missed.
  private func contents(of folder: URL) -> [URL] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let paths = (FileManager.default.subpaths(atPath: folder.path) ?? []).sorted()
    return [folder]
      + paths.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.map {
        folder.appending(path: $0)
      }
  }
}
