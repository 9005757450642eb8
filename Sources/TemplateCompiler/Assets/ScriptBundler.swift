/// Bundles ES modules into one classic script with one scope.
struct ScriptBundler {
  let files: [SourceFile]

  /// The script; empty without modules. O(n), plus a look-up for each import.
  func bundle() throws(CompileError) -> String {
    guard !files.isEmpty else { return "" }
    var modules: [String: ScriptModule] = [:]
    for file in files { modules[file.name] = try ScriptModule(file: file) }
    var order: [ScriptModule] = []
    var state: [String: Bool] = [:]
    for file in files { try visit(file.name, modules, &state, &order) }
    try checkNames(order)
    let bodies = order.map { module in
      let body = module.body
      return body.hasSuffix("\n") ? body : body + "\n"
    }
    return "(() => { \"use strict\";\n" + bodies.joined() + "})();\n"
  }

  /// Depth first: a module comes after what it imports. `state` is false while a module is being visited.
  private func visit(
    _ name: String, _ modules: [String: ScriptModule], _ state: inout [String: Bool],
    _ order: inout [ScriptModule]
  ) throws(CompileError) {
    guard state[name] == nil, let module = modules[name] else { return }
    state[name] = false
    for item in module.imports {
      let target = try resolve(item, in: module)
      guard let other = modules[target] else {
        throw module.file.error(at: item.offset, "there is no file assets/\(target) to import")
      }
      guard state[target] != false else {
        throw module.file.error(
          at: item.offset, "importing assets/\(target) closes a circle of imports; cut it")
      }
      for wanted in item.names where !other.exports.contains(wanted.text) {
        throw module.file.error(at: wanted.offset, "assets/\(target) does not export '\(wanted.text)'")
      }
      try visit(target, modules, &state, &order)
    }
    state[name] = true
    order.append(module)
  }

  private func resolve(_ item: ScriptModule.Import, in module: ScriptModule) throws(CompileError) -> String {
    guard item.path.hasPrefix("./") || item.path.hasPrefix("../") else {
      throw module.file.error(at: item.offset, "expected a relative path, such as './graph.js'")
    }
    var parts = module.file.name.split(separator: "/").dropLast().map(String.init)
    for part in item.path.split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private func checkNames(_ modules: [ScriptModule]) throws(CompileError) {
    var owners: [String: SourceFile] = [:]
    for module in modules {
      for name in module.names {
        if let owner = owners[name.text], owner.name != module.file.name {
          throw module.file.error(
            at: name.offset,
            "'\(name.text)' is declared at the top level of assets/\(owner.name) too; the bundle has one scope"
          )
        }
        owners[name.text] = module.file
      }
    }
  }
}
