import TraceModel
import TraceSource

/// What a text rests on: OpenAI's and LangChain's `annotations`, Anthropic's and Perplexity's `citations`.
extension ChatReader {
  /// The citations in a list that stands with a text.
  mutating func citations(_ value: AttributeValue?, of text: String) -> [Part] {
    guard let value, !value.isVoid else { return [] }
    var result: [Part] = []
    for element in value.array ?? [value] {
      if let citation = citation(element, of: text) { result.append(.citation(citation)) } else { leaveOut() }
    }
    return result
  }

  private mutating func citation(_ value: AttributeValue, of text: String) -> Citation? {
    if let address = value.string { return Citation(address: address) }
    guard var members = Members(value) else { return nil }
    for wrapper in ["url_citation", "file_citation", "file_path", "container_file_citation"] {
      if let inner = members.take(wrapper), inner.map != nil { return citation(inner, of: text) }
    }
    let type = members.text("type") ?? ""
    var citation = Citation()
    citation.title = members.text("title", "document_title", "filename", "file_name")
    citation.address = members.text(
      "url", "uri", "source", "file_id", "search_result_index", "document_index")
    citation.quote = members.text("cited_text", "quote", "snippet")
    let start = members.take("start_index")?.int
    let end = members.take("end_index")?.int
    if let start, let end {
      citation.text = Self.words(of: text, from: start, to: end)
    } else if type.hasSuffix("_location") || type == "citation" {
      // Anthropic's blocks are cut so that each has its own sources.
      citation.text = text.isEmpty ? nil : text
    }
    members.ignore("index", "encrypted_index", "file_id", "container_id")
    if members.hasRest { leaveOut() }
    return citation.title == nil && citation.address == nil && citation.quote == nil ? nil : citation
  }

  /// The sources of Gemini's answers, each with the words that rest on it. The rest of the metadata stays unread.
  func grounding(_ value: AttributeValue?) -> [Part] {
    let supports = value?["groundingSupports"]?.array ?? value?["grounding_supports"]?.array ?? []
    let chunks = value?["groundingChunks"]?.array ?? value?["grounding_chunks"]?.array ?? []
    return supports.flatMap { support -> [Part] in
      let places = support["groundingChunkIndices"]?.array ?? support["grounding_chunk_indices"]?.array ?? []
      return places.compactMap(\.int).filter(chunks.indices.contains).map { place in
        let source = chunks[place]["web"] ?? chunks[place]["retrievedContext"] ?? chunks[place]
        return .citation(
          Citation(
            text: support["segment"]?["text"]?.string, title: source["title"]?.string,
            address: source["uri"]?.string, quote: source["text"]?.string))
      }
    }
  }

  /// The words at a place that is told in Unicode scalars; `nil` for a place that the text does not have.
  private static func words(of text: String, from start: Int, to end: Int) -> String? {
    let scalars = text.unicodeScalars
    guard start >= 0, start < end, end <= scalars.count else { return nil }
    let first = scalars.index(scalars.startIndex, offsetBy: start)
    return String(scalars[first..<scalars.index(first, offsetBy: end - start)])
  }

  /// Blocks of a text that was cut for the sake of its sources, as the one text that was written, with the sources
  /// behind it.
  static func joinCited(_ parts: [Part]) -> [Part] {
    var result: [Part] = []
    var text: String?
    var isCut = false
    var citations: [Part] = []
    var blocks: [Part] = []
    func settle() {
      result += isCut ? [text.map(Part.text)].compactMap(\.self) + citations : blocks
      (text, isCut, citations, blocks) = (nil, false, [], [])
    }
    var last: String?
    for part in parts {
      switch part {
      case .text(let piece):
        text = (text ?? "") + piece
        last = piece
        blocks.append(part)
      case .citation(let citation):
        // A part that rests on a source as a whole was cut out.
        if citation.text != nil, citation.text == last { isCut = true }
        citations.append(part)
        blocks.append(part)
      default:
        settle()
        last = nil
        result.append(part)
      }
    }
    settle()
    return result
  }
}
