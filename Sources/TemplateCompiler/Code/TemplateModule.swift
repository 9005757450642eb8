/// Compiles a folder of templates into one Swift file.
public struct TemplateModule: Sendable {
  private let files: [SourceFile]
  private let imports: [String]

  /// Takes the files in any order; `imports` are the modules whose types the templates name.
  public init(files: [SourceFile], imports: [String]) {
    self.files = files.sorted { $0.name < $1.name }
    self.imports = imports
  }

  /// The Swift source: an internal `enum Templates` with one static function a template.
  ///
  /// O(n) for most sets; a set with templates that are called inside of SVG is resolved again.
  /// Throws one error for each file that has any.
  public func swiftSource() throws(CompileFailure) -> String {
    let parsed = try parse()
    var plain: Set<String> = []
    while true {
      let (code, calls) = try generate(parsed, plain: plain)
      guard !calls.isSubset(of: plain) else { return header + "enum Templates {\(code)}\n" }
      plain.formUnion(calls)
    }
  }

  private var header: String {
    "// Generated from templates/ by template-compiler; changes are lost.\n"
      + imports.map { "import \($0)\n" }.joined() + "\n"
  }

  private typealias Parsed = (file: SourceFile, templates: [TemplateDeclaration])

  private func parse() throws(CompileFailure) -> [Parsed] {
    var errors: [CompileError] = []
    var parsed: [Parsed] = []
    var places: [String: String] = [:]
    for file in files {
      do throws(CompileError) {
        var parser = try TemplateParser(file: file)
        let templates = try parser.templates()
        for name in templates.map(\.signature.name) {
          if let first = places[name.text] {
            throw file.error(at: name.offset, "a second template '\(name.text)'; the first is at \(first)")
          }
          places[name.text] = "\(file.path):\(file.line(of: name.offset))"
        }
        parsed.append((file, templates))
      } catch {
        errors.append(error)
      }
    }
    if !errors.isEmpty { throw CompileFailure(errors: errors) }
    return parsed
  }

  private func generate(_ parsed: [Parsed], plain: Set<String>) throws(CompileFailure) -> (
    code: String, plainCalls: Set<String>
  ) {
    var errors: [CompileError] = []
    var code = ""
    var plainCalls: Set<String> = []
    for (file, templates) in parsed {
      var generator = CodeGenerator(file: file)
      do throws(CompileError) {
        for template in templates {
          let startsPlain = plain.contains(template.signature.name.text)
          var resolver = ContextResolver(file: file, startsPlain: startsPlain)
          generator.add(template, try resolver.resolve(template))
          plainCalls.formUnion(resolver.plainCalls)
        }
      } catch {
        errors.append(error)
      }
      code += generator.code
    }
    if !errors.isEmpty { throw CompileFailure(errors: errors) }
    return (code, plainCalls)
  }
}
