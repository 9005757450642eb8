package import TraceModel

/// Concludes a span's kind from its name, where nothing better is known.
package enum NameHeuristics {
  /// The kind that the whole name stands for.
  package static func exact(_ name: String) -> SpanKind? { exact(words(name)) }

  static func exact(_ words: [String]) -> SpanKind? { exactNames[words.joined(separator: " ")] }

  /// The kind that a phrase within the name stands for; the first phrase of the list wins.
  package static func loose(_ name: String) -> SpanKind? { loose(words(name)) }

  static func loose(_ words: [String]) -> SpanKind? {
    guard words.contains(where: firstWords.contains) else { return nil }
    return phraseWords.first { phrase in words.indices.contains { words[$0...].starts(with: phrase.words) } }?
      .kind
  }

  /// A name's words in lower case: `vectorSearch`, `vector_search` and `vector.search` read alike.
  package static func words(_ name: String) -> [String] {
    if name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return plainWords(name.utf8) }
    var words: [String] = []
    var current = ""
    var wasLower = false
    for character in name.prefix(200) {
      guard character.isLetter || character.isNumber else {
        if !current.isEmpty { words.append(current) }
        current = ""
        wasLower = false
        continue
      }
      if character.isUppercase && wasLower {
        words.append(current)
        current = ""
      }
      wasLower = character.isLowercase
      current += character.lowercased()
    }
    if !current.isEmpty { words.append(current) }
    return words
  }

  /// The same of ASCII, as nearly all names are, without the tables that other letters need.
  private static func plainWords(_ name: String.UTF8View) -> [String] {
    var words: [String] = []
    var current: [UInt8] = []
    func end() {
      if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
      current.removeAll(keepingCapacity: true)
    }
    var wasLower = false
    for byte in name.prefix(200) {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isLetter = isUpper || isLower || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if !isLetter || isUpper && wasLower { end() }
      if isLetter { current.append(isUpper ? byte | 0x20 : byte) }
      wasLower = isLower
    }
    end()
    return words
  }

  private static let exactNames: [String: SpanKind] = [
    "retrieval": .retrieval, "retrieve": .retrieval, "retriever": .retrieval, "vector search": .retrieval,
    "search": .retrieval, "document search": .retrieval, "semantic search": .retrieval,
    "similarity search": .retrieval, "knowledge base search": .retrieval,
    "rerank": .rerank, "reranking": .rerank, "reranker": .rerank,
    "embedding": .embedding, "embeddings": .embedding, "embed": .embedding, "embed query": .embedding,
    "query embedding": .embedding,
    "prompt": .prompt, "prompt assembly": .prompt, "build prompt": .prompt, "prompt construction": .prompt,
    "assemble prompt": .prompt, "context assembly": .prompt, "prompt building": .prompt,
    "llm": .llm, "llm call": .llm, "call llm": .llm, "chat completion": .llm, "completion": .llm,
    "model call": .llm, "model invocation": .llm, "generation": .llm, "llm request": .llm,
    "llm generation": .llm,
    "tool": .tool, "tool call": .tool, "running tool": .tool, "execute tool": .tool,
    "tool run": .tool, "run tool": .tool, "tool execution": .tool,
    "running tools": .chain, "running 1 tool": .chain,
    "agent": .agent, "agent run": .agent, "invoke agent": .agent,
    "input": .input, "user question": .input, "user input": .input, "user query": .input, "question": .input,
    "user message": .input,
    "output": .output, "final answer": .output, "answer": .output, "response": .output,
    "final output": .output, "final response": .output,
    "guardrail": .guardrail, "guardrails": .guardrail, "moderation": .guardrail, "guardrails request": .chain,
    "evaluation": .evaluator, "evaluator": .evaluator,
    "pipeline": .chain, "rag pipeline": .chain, "workflow": .chain, "chain": .chain, "invocation": .chain,
    "rag": .chain, "rag query": .chain,
    "rag request": .chain, "chat request": .chain, "chat turn": .chain, "answer question": .chain,
    "ask": .chain,
  ]

  /// Most names have none of these, and need no look at each phrase.
  private static let firstWords = Set(phraseWords.compactMap(\.words.first))

  private static let phraseWords = phrases.map { (words: words($0.phrase), kind: $0.kind) }

  private static let phrases: [(phrase: String, kind: SpanKind)] = [
    ("running tools", .chain), ("pipeline", .chain), ("workflow", .chain),
    ("rerank", .rerank), ("reranking", .rerank), ("reranker", .rerank),
    ("llm call", .llm), ("call llm", .llm), ("chat completion", .llm), ("llm request", .llm),
    ("model invocation", .llm), ("embedding", .embedding), ("embeddings", .embedding), ("embed", .embedding),
    ("vector search", .retrieval), ("retrieval", .retrieval), ("retrieve", .retrieval),
    ("retriever", .retrieval), ("similarity search", .retrieval), ("semantic search", .retrieval),
    ("prompt assembly", .prompt), ("build prompt", .prompt), ("prompt template", .prompt),
    ("tool call", .tool), ("execute tool", .tool), ("running tool", .tool),
    ("guardrail", .guardrail), ("moderation", .guardrail), ("evaluator", .evaluator),
    ("user question", .input), ("user query", .input), ("user input", .input),
    ("final answer", .output), ("invoke agent", .agent), ("agent run", .agent),
    ("llm", .llm), ("rag", .chain),
  ]
}
