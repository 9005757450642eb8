import Glibc
import TemplateCompiler

func fail(_ message: String) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 5 else {
  fail("error: expected: template-compiler TEMPLATES-DIR ASSETS-DIR TEMPLATES.swift ASSETS.swift")
}
do {
  let templates = try Folder.files(in: arguments[1]).filter { $0.name.hasSuffix(".html") }
  let assets = try Folder.files(in: arguments[2])
  let code = try TemplateModule(files: templates, imports: ["ReportModel"]).swiftSource()
  let literals = try AssetModule(files: assets).swiftSource()
  try Folder.write(code, to: arguments[3])
  try Folder.write(literals, to: arguments[4])
} catch let error as CompileFailure {
  fail(error.description)
} catch let error as ToolError {
  fail(error.message)
} catch {
  fail("error: \(error)")
}
