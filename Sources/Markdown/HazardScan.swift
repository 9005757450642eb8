/// Finds what would make the packaged library slow or greedy, in one pass before it sees the text.
///
/// Every estimate errs towards refusal: code blocks are counted like text, a line is taken for a table's
/// delimiter row wherever it could be one. A refused text loses its formatting, nothing else.
struct HazardScan {
  private var declarations = 0
  private var brackets = 0
  private var definitions = 0
  private var longestDefinition = 0
  private var tableColumns = 0
  private var cells = 0
  private var paragraphStart = 0
  private var headerRescan = 0
  private var nesting = 0
  private var openNesting = 0
  private var followsBlank = true
  private var nestingWork = 0
  private var deepContainers = 0
  private var declarationsBeforeParagraph = 0
  private var declarationWork = 0
  private var addressCopies = 0
  private var wordWork = 0

  /// The first cap that `bytes` exceed, or `nil`. Linear in time, constant in memory.
  static func refusal(of bytes: borrowing Span<UInt8>) -> MarkdownRefusal? {
    if bytes.count > MarkdownLimits.inputBytes { return .tooLong }
    var scan = HazardScan()
    var start = 0
    while start < bytes.count {
      let line = scan.content(of: bytes, from: start)
      scan.structure(of: bytes, line)
      if let refusal = scan.exceeded { return refusal }
      start = line.end + 1
    }
    scan.endParagraph(at: bytes.count)
    if let refusal = scan.exceeded { return refusal }
    let uses = max(0, scan.brackets - scan.definitions)
    let (growth, overflow) = uses.multipliedReportingOverflow(by: scan.longestDefinition)
    if overflow || growth > MarkdownLimits.outputBytes(forInput: bytes.count) { return .referencesTooLarge }
    return nil
  }

  private var exceeded: MarkdownRefusal? {
    if declarations > MarkdownLimits.declarations { return .tooManyDeclarations }
    if declarationWork > MarkdownLimits.declarationWork { return .tooManyDeclarations }
    if addressCopies > MarkdownLimits.addressCopies { return .tooManyDelimiters }
    if wordWork > MarkdownLimits.wordWork { return .tooManyDelimiters }
    if brackets > MarkdownLimits.brackets { return .tooManyBrackets }
    if nestingWork > MarkdownLimits.nestingWork { return .nestedTooDeeply }
    if deepContainers > MarkdownLimits.deepContainers { return .nestedTooDeeply }
    if cells > MarkdownLimits.tableCells { return .tooManyTableCells }
    if headerRescan > MarkdownLimits.headerRescan { return .tooManyTableCells }
    if nesting > MarkdownLimits.nesting { return .nestedTooDeeply }
    return nil
  }

  private struct Line {
    var start: Int
    var end: Int
    var pipes: Int
    /// Where the first `]:` stands.
    var definition: Int?
  }

  /// Reads a line to its end and counts what may stand anywhere in it.
  private mutating func content(of bytes: borrowing Span<UInt8>, from start: Int) -> Line {
    var line = Line(start: start, end: start, pipes: 0, definition: nil)
    var word = Word(start: start)
    var addresses = 0
    var index = start
    scan: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): break scan
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        wordWork += word.work(endingAt: index)
        word = Word(start: index + 1)
      case UInt8(ascii: "|"): line.pipes += 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: ")"): word.trials += 1
      case UInt8(ascii: "@"):
        word.trials += 1
        addresses += 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"):
        if index > start, bytes[index - 1] == UInt8(ascii: "<") { declarations += 1 }
      case UInt8(ascii: ":"):
        if line.definition == nil, index > start, bytes[index - 1] == UInt8(ascii: "]") {
          line.definition = index + 1
        }
      default: break
      }
      index += 1
    }
    line.end = index
    wordWork += word.work(endingAt: index)
    addressCopies += min(addresses, 1000) * (index - start)
    return line
  }

  /// A stretch without blanks, in which the autolink extension may try again at each `@` and `)`.
  private struct Word {
    var start: Int
    var trials = 0

    func work(endingAt end: Int) -> Int { trials * (end - start) }
  }

  /// Accounts for a paragraph: each `<?` or `<!` in it may be followed to its end in vain.
  private mutating func endParagraph(at end: Int) {
    declarationWork += (declarations - declarationsBeforeParagraph) * (end - paragraphStart)
    declarationsBeforeParagraph = declarations
    paragraphStart = end
  }

  /// Follows paragraphs, tables, nesting and reference definitions from line to line.
  private mutating func structure(of bytes: borrowing Span<UInt8>, _ line: Line) {
    let prefix = ContainerPrefix(of: bytes, from: line.start, to: line.end)
    nesting = max(nesting, prefix.nesting)
    let isBlank = prefix.contentStart == line.end
    if followsBlank && !isBlank && prefix.contentStart == line.start { openNesting = 0 }
    openNesting = max(openNesting, prefix.nesting)
    nestingWork += openNesting
    deepContainers += max(0, prefix.nesting - 10)
    followsBlank = isBlank
    if isBlank {
      tableColumns = 0
      endParagraph(at: line.end)
      return
    }
    cells += tableColumns
    if let columns = delimiterColumns(bytes, line, prefix) {
      headerRescan += line.start - paragraphStart
      tableColumns = max(tableColumns, columns)
      cells += 2 * tableColumns
    }
    if let definition = line.definition {
      definitions += 1
      measure(bytes, definitionAt: definition, lineEnd: line.end)
    }
  }

  /// The columns of the table whose delimiter row the line may be; `nil` if it cannot be one.
  private func delimiterColumns(
    _ bytes: borrowing Span<UInt8>, _ line: Line, _ prefix: ContainerPrefix
  ) -> Int? {
    var isMarked = line.pipes > 0
    var last: UInt8 = 0
    for index in prefix.contentStart..<line.end {
      switch bytes[index] {
      case UInt8(ascii: ":"): isMarked = true
      case UInt8(ascii: "|"), UInt8(ascii: "-"): break
      case 0x09, 0x0B, 0x0C, 0x20: continue
      default: return nil
      }
      last = bytes[index]
    }
    guard isMarked else { return nil }
    let pipe = UInt8(ascii: "|")
    let outer = (bytes[prefix.contentStart] == pipe ? 1 : 0) + (last == pipe ? 1 : 0)
    return max(1, line.pipes + 1 - outer)
  }

  /// Bounds the bytes that a reference to the definition whose address starts at `start` would copy.
  ///
  /// An address ends with its line, or with the next if its own is empty; a title runs to the paragraph's
  /// end at most. The end is looked for no further than what could still be allowed, so this is linear in
  /// practice: a text whose definitions are longer is refused by the product with its brackets.
  private mutating func measure(_ bytes: borrowing Span<UInt8>, definitionAt start: Int, lineEnd: Int) {
    if lineEnd - start > longestDefinition { longestDefinition = lineEnd - start }
    if lineEnd < knownParagraphEnd {
      longestDefinition = max(longestDefinition, knownParagraphEnd - start)
      return
    }
    var hasAddress = false
    var opensTitle = false
    for index in start..<lineEnd {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 { continue }
      let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(")
      if hasAddress && isQuote { opensTitle = true }
      hasAddress = true
    }
    let last = lineEnd > start ? bytes[lineEnd - 1] : 0
    let closesTitle = last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || last == UInt8(ascii: ")")
    if hasAddress && !opensTitle && !nextLineOpensTitle(bytes, after: lineEnd) { return }
    if hasAddress && opensTitle && closesTitle { return }
    knownParagraphEnd = paragraphEnd(bytes, from: lineEnd)
    longestDefinition = max(longestDefinition, knownParagraphEnd - start)
  }

  /// How far the search for a paragraph's end has come, so that no byte is searched twice.
  private var knownParagraphEnd = 0

  private func nextLineOpensTitle(_ bytes: borrowing Span<UInt8>, after lineEnd: Int) -> Bool {
    var index = lineEnd
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("): return true
      default: return false
      }
    }
    return false
  }

  private func paragraphEnd(_ bytes: borrowing Span<UInt8>, from lineEnd: Int) -> Int {
    var index = lineEnd
    var isBlank = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        if isBlank { return index }
        isBlank = true
      case 0x20, 0x09, 0x0D, UInt8(ascii: ">"): break
      default: isBlank = false
      }
      index += 1
    }
    return index
  }
}
