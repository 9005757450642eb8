import TemplateCompiler

func file(_ text: String, _ name: String = "page.html") -> SourceFile {
  SourceFile(path: "/t/\(name)", name: name, bytes: Array(text.utf8))
}

/// The errors of a set of templates; empty if it compiles.
func templateErrors(_ text: String) -> [CompileError] {
  do {
    _ = try TemplateModule(files: [file(text)], imports: []).swiftSource()
    return []
  } catch {
    return error.errors
  }
}

func assetErrors(_ files: [SourceFile]) -> [CompileError] {
  do {
    _ = try AssetModule(files: files).swiftSource()
    return []
  } catch {
    return error.errors
  }
}
