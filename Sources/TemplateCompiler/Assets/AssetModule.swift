import TraceText

/// Compiles a folder of text assets into one Swift file of literals.
public struct AssetModule: Sendable {
  private let files: [SourceFile]

  /// Takes the files in any order.
  public init(files: [SourceFile]) { self.files = files.sorted { $0.name < $1.name } }

  /// Which of the files a page holds.
  enum Scope: CaseIterable {
    /// All, for the pages of lists, comparisons and indexes.
    case whole
    /// Those that a page of one trace needs: all but `css/9*` and `js/list*`.
    case trace

    func includes(_ file: SourceFile) -> Bool {
      self == .whole || !file.name.hasPrefix("css/9") && !file.name.hasPrefix("js/list")
    }
  }

  /// The style that a page holds: `css/*.css` in the order of their names, without comments and needless blanks.
  func style(_ scope: Scope) -> String { SmallStyle.of(sheets(scope)) }

  private func sheets(_ scope: Scope) -> String {
    files.filter { scope.includes($0) && Self.isDirectChild($0, of: "css/", suffix: ".css") }.map(Self.text)
      .joined()
  }

  /// The script that a page holds: `js/*.js` bundled.
  func script(_ scope: Scope) throws(CompileError) -> String {
    try ScriptBundler(
      files: files.filter { scope.includes($0) && $0.name.hasPrefix("js/") && $0.name.hasSuffix(".js") }
    ).bundle()
  }

  /// The Swift source: an internal `enum Assets`. Throws one error for each file that has any.
  public func swiftSource() throws(CompileFailure) -> String {
    var errors: [CompileError] = []
    var constants: [(name: String, file: SourceFile)] = []
    for file in files {
      do throws(CompileError) {
        let name = try check(file)
        if let other = constants.first(where: { $0.name == name })?.file {
          throw file.error(
            at: 0, "this asset would have the same name, '\(name)', as \(other.path); rename one")
        }
        constants.append((name, file))
      } catch {
        errors.append(error)
      }
    }
    if !errors.isEmpty { throw CompileFailure(errors: errors) }
    do throws(CompileError) {
      return source(
        constants,
        texts: [
          ("style", style(.whole)), ("script", try script(.whole)), ("traceStyle", style(.trace)),
          ("traceScript", try script(.trace)),
        ])
    } catch {
      throw CompileFailure(errors: [error])
    }
  }

  private func source(
    _ constants: [(name: String, file: SourceFile)], texts: [(name: String, text: String)]
  ) -> String {
    var code = "// Generated from assets/ by template-compiler; changes are lost.\n\nenum Assets {\n"
    for (name, file) in constants {
      code += "  static let \(name): StaticString = \(SwiftLiteral.lines(Self.text(file)))\n"
    }
    code += "  static let all: [(path: String, content: StaticString)] = [\n"
    for (name, file) in constants { code += "    (\(SwiftLiteral.line(file.name)), \(name)),\n" }
    code += "  ]\n"
    for (name, text) in texts {
      let hash = Base64.encode(SHA256.digest(of: Array(text.utf8)))
      code += "  static let \(name): StaticString = \(SwiftLiteral.lines(text))\n"
      code += "  static let \(name)SHA256 = \"\(hash)\"\n"
    }
    return code + "}\n" + palette
  }

  /// The light theme's colours as constants, for drawings whose style sheet may be blocked: every custom property of
  /// the style that is a pair of colours, `--badge-ink: light-dark(#ffffff, #161514)` as `badgeInk`.
  private var palette: String {
    let pairs = sheets(.whole).matches(
      of: /--([a-z]+)(?:-([a-z]+))?: light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\);/)
    let colors = pairs.map { pair in
      (
        name: pair.1 + (pair.2.map { "-" + $0 } ?? ""),
        constant: pair.1 + (pair.2.map { $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""), pair.3
      )
    }
    var code = "\nenum Palette {\n"
    for (_, constant, color) in colors { code += "  static let \(constant) = \"\(color)\"\n" }
    code += "  static let all: [String: String] = ["
    code += colors.isEmpty ? ":" : colors.map { "\"\($0.name)\": \($0.constant)" }.joined(separator: ", ")
    return code + "]\n}\n"
  }

  private static func text(_ file: SourceFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  private static func isDirectChild(_ file: SourceFile, of folder: String, suffix: String) -> Bool {
    file.name.hasPrefix(folder) && file.name.hasSuffix(suffix)
      && !file.name.dropFirst(folder.count).contains("/")
  }

  /// Checks that a file can stand in a page; answers its constant's name.
  private func check(_ file: SourceFile) throws(CompileError) -> String {
    try file.checkEncoding()
    guard let name = AssetName(path: file.name) else {
      throw file.error(
        at: 0, "an asset of this type cannot be compiled in; expected css, js, svg, txt or json")
    }
    guard ["css", "js"].contains(name.type) else { return name.constant }
    for index in file.bytes.indices {
      if file.bytes.has("</style", at: index) || file.bytes.has("</script", at: index)
        || file.bytes.has("<!--", at: index)
      {
        throw file.error(
          at: index,
          "'</style', '</script' and '<!--' may not stand in an asset: they would end or hide it in the page")
      }
      if file.bytes[index] == Byte.carriageReturn || file.bytes[index] == 0 {
        throw file.error(
          at: index, "a CR or NUL: the browser changes it, and the policy's hash would not fit")
      }
    }
    return name.constant
  }
}

/// The name of an asset in Swift: `js/graph-view.js` is `jsGraphViewJS`.
struct AssetName {
  let constant: String
  /// The extension, in lower case.
  let type: String

  /// Nil for a type that is not text the page can hold.
  init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    type = path[path.index(after: dot)...].lowercased()
    guard ["css", "js", "svg", "txt", "json"].contains(type) else { return nil }
    let words = path[..<dot].split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let first = words.first else { return nil }
    let head = first.prefix(1).lowercased() + first.dropFirst()
    let tail = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    constant = (head.first?.isNumber == true ? "_" : "") + head + tail + type.uppercased()
  }
}
