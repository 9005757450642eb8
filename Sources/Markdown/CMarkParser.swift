import CMarkGFM
import Synchronization

/// The one way to the C library: a text in, its tree for the length of a closure out.
///
/// The library's table of special characters and its list of extensions are globals that parsing changes,
/// so everything happens under one lock, the registration of the extensions too.
enum CMarkParser {
  /// The extensions that parsing uses. `tagfilter` is left out: it only acts on raw HTML that is written
  /// through, and none is.
  private static let extensionNames = ["table", "strikethrough", "autolink", "tasklist"]

  private struct Library {
    var isRegistered = false
  }

  private static let library = Mutex(Library())

  /// Parses `bytes`, lends the tree to `body`, frees the tree.
  static func withTree<Result: Sendable>(
    of bytes: borrowing Span<UInt8>, _ body: (OpaquePointer?) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer { buffer in
      library.withLock { library in
        if !library.isRegistered {
          cmark_gfm_core_extensions_ensure_registered()
          library.isRegistered = true
        }
        return parse(buffer, body)
      }
    }
  }

  private static func parse<Result>(
    _ buffer: UnsafeBufferPointer<UInt8>, _ body: (OpaquePointer?) -> Result
  ) -> Result {
    guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return body(nil) }
    defer { cmark_parser_free(parser) }
    for name in extensionNames {
      if let syntax = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    buffer.withMemoryRebound(to: CChar.self) { characters in
      if let start = characters.baseAddress {
        cmark_parser_feed(parser, start, characters.count)
      }
    }
    let tree = cmark_parser_finish(parser)
    defer { if let tree { cmark_node_free(tree) } }
    return body(tree)
  }
}
