/// The element of a page that holds its trace: base64, in pieces, of a Zstandard frame (RFC 8878) of OTLP/JSON; of an
/// index, of the lines that say of each run what it shows.
///
/// The page's writer and the reader of pages share it. Text of a trace cannot hold it: the page escapes every `<`.
package enum TraceBlock {
  /// Stands once in a page that holds its trace.
  package static let opening = DataBlock.opening(.trace)
  /// Stands once in an index.
  package static let indexOpening = DataBlock.opening(.index)
  /// What stands around the base64, that of pages of earlier versions too: of a page that holds its trace.
  package static let traces = [
    (opening: opening, closing: DataBlock.closing),
    (opening: "<script type=\"application/x-tracepage-trace\">", closing: "</script>"),
  ]
  /// The same of an index.
  package static let indexes = [
    (opening: indexOpening, closing: DataBlock.closing),
    (opening: "<script type=\"application/x-tracepage-index\">", closing: "</script>"),
  ]
  /// What a page of any version begins with.
  package static let page = "<!doctype html>"
  /// Stands in the head of every page, before the version.
  package static let generator = "<meta name=\"generator\" content=\"tracepage"
}
