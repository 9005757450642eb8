import Testing
import TraceModel

@testable import ChatReading
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Shapes of real recordings that were misread once, each with what is right.
@Suite("Recorded shapes")
struct RecordedShapeTests {
  private func load(_ names: String...) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: names.map { try NativeFixture.document("cases/" + $0) }, format: nil)
  }

  @Test("ids that look like base64 but are text stay two spans")
  func textIDs() throws {
    let spans = try load("text-ids.json").traces.flatMap(\.spans)
    #expect(spans.map(\.id) == ["root-span-1", "root-span-2"])
    #expect(spans.compactMap { $0.llm?.usage?.input } == [120, 200])
  }

  @Test("calls that share neither id, session nor history are traces of their own")
  func unrelatedCalls() throws {
    let result = try load("unrelated-calls.jsonl")
    #expect(result.traces.map(\.id) == ["chatcmpl-What", "chatcmpl-Tran", "chatcmpl-Book"])
    #expect(result.traces.map(\.spans.count) == [1, 1, 1])
  }

  @Test("calls that go on with a history, try it again, or search for its question are one trace")
  func sharedHistories() throws {
    func pair(_ id: String, _ messages: String, _ answer: String) -> String {
      """
      {"request":{"model":"m","messages":[{"role":"system","content":"\(id)"},\(messages)]},"response":{"id":"\(id)",\
      "object":"chat.completion","choices":[{"message":{"role":"assistant","content":"\(answer)"}}]}}

      """
    }
    let (fee, tide) = (#"{"role":"user","content":"Fee?"}"#, #"{"role":"user","content":"Tide?"}"#)
    let embedding = """
      {"request":{"model":"e","input":"Fee?"},"response":{"object":"list","model":"e","data":[{"object":"embedding",\
      "index":0,"embedding":[0.1]}]}}

      """
    let result = try NativeFixture.load(
      text: embedding + pair("a", fee, "0.35") + pair("x", tide, "05:02") + pair("b", fee, "0.35")
        + pair("c", fee + #",{"role":"assistant","content":"0.35"},{"role":"user","content":"Sure?"}"#, "Yes")
    )
    #expect(result.traces.map { $0.spans.map(\.id) } == [["call-1", "a", "b", "c"], ["x"]])
  }

  @Test("equal prompts at other times are no history; an answer that is taken up is, whenever that was")
  func distantCalls() throws {
    func call(_ id: String, _ time: String, _ more: String = "") -> String {
      """
      {"timestamp":"\(time)","request":{"model":"m","messages":[{"role":"user","content":"Hi"}\(more)]},"response":\
      {"id":"\(id)","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"I am \(id)."}}]}}

      """
    }
    func turns(_ id: String) -> String {
      #",{"role":"assistant","content":"I am \#(id)."},{"role":"user","content":"Go on."}"#
    }
    let result = try NativeFixture.load(
      text: call("a", "2026-03-01T10:00:00Z") + call("b", "2026-03-01T10:00:09Z")
        + call("c", "2026-03-02T10:00:00Z") + call("d", "2026-03-03T10:00:00Z", turns("b")))
    #expect(result.traces.map { $0.spans.map(\.id) } == [["a", "b", "d"], ["c"]])
  }

  @Test("a text that a message holds as content and again as contents is said once")
  func contentAndContents() throws {
    let call = try load("content-and-contents.json").traces[0].spans[0].llm
    #expect(call?.output == [Message(role: .assistant, text: "It is 294.")])
  }

  @Test("pieces with more than the text stand for it, and a thought told twice is one")
  func textInPieces() {
    var reader = ChatReader()
    let message = AttributeValue(
      jsonText: #"""
        {"role":"assistant","content":"Hi there.","reasoning_content":"Hm.",
         "parts":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"Hi "},{"type":"text","text":"there."}]}
        """#)
    #expect(
      message.flatMap { reader.message($0, role: .assistant) }?.parts
        == [.reasoning(Reasoning(text: "Hm.")), .text("Hi "), .text("there.")])
  }

  @Test("a query stands in LlamaIndex's bundle")
  func queryBundle() throws {
    let searches = try load("search-recorded-twice.json").traces[0].spans.compactMap(\.retrieval)
    #expect(searches.map(\.query) == ["GAMP category 4", "GAMP category 4"])
  }

  @Test(
    "documents are read from Python's representation of them",
    arguments: [
      "[NodeWithScore(node=TextNode(id_='n1', metadata={'file_name': 'fees.md'}, text='SEPA\\'s fee.\\n', x=None), score=0.83)]",
      #"["<NodeWithScore(node=TextNode(id_='n1', metadata={'file_name': 'fees.md'}, text=\"SEPA's fee.\\n\"), score=0.83)>"]"#,
    ])
  func representation(_ text: String) throws {
    var reader = DocumentReader()
    let document = try #require(reader.documents(.string(text)).first)
    #expect(document.id == "n1" && document.title == "fees.md" && document.score == 0.83)
    #expect(document.content == "SEPA's fee.\n")
  }

  @Test("an object of which only the place in memory is told is no document's text")
  func opaqueObject() {
    var reader = DocumentReader()
    #expect(reader.documents(.array([.string("<NodeWithScore object at 0x7f1c>")])).isEmpty)
    #expect(!reader.isComplete)
    let texts = ["Fees (2026)", "print('fee')", "['a']"]
    #expect(reader.documents(.array(texts.map(AttributeValue.string))).map(\.content) == texts)
  }

  @Test("a patch without an id belongs to the run that its dotted order ends with")
  func patchByOrder() throws {
    let result = try load("langsmith-patch.json")
    let run = try #require(result.traces.first?.spans.first)
    #expect(result.traces.map(\.spans.count) == [1] && result.diagnostics.isEmpty)
    #expect(run.llm?.output.map(\.text) == ["Howdy!"])
    #expect(run.llm?.usage?.total == 19)
  }

  @Test(
    "a call with broken arguments is shown with them and with the error",
    arguments: ["langfuse-broken-arguments.json", "mlflow-broken-arguments.json"])
  func brokenArguments(_ name: String) throws {
    let call = try #require(try load(name).traces.first?.spans.first { $0.kind == .llm }?.llm)
    #expect(
      call.output.flatMap(\.toolCalls) == [
        ToolCall(
          id: "call_9", name: "query_db", arguments: #"{"q": "SEL"#, argumentsError: "Unterminated string")
      ])
  }

  @Test("LangChain's calls with broken arguments stand behind the good ones")
  func brokenBesideGood() throws {
    let call = try load("langchain-broken-arguments.jsonl").traces[0].spans[0].llm
    #expect(
      call?.output.flatMap(\.toolCalls) == [
        ToolCall(id: "toolu_1", name: "find_tide", arguments: #"{"port":"north"}"#),
        ToolCall(id: "toolu_2", name: "ping", arguments: "{bad", argumentsError: "no JSON"),
      ])
  }

  @Test("media that the source system keeps apart has its type and its id")
  func keptMedia() throws {
    let call = try load("langfuse-media.json").traces[0].spans.first { $0.name == "gen-media" }?.llm
    #expect(
      call?.input.last?.parts.last == .media(Media(mediaType: "image/jpeg", content: .file("38a8"))))
  }

  @Test("a source stands with the words that rest on it")
  func citation() throws {
    let answer = try load("citations.json").traces[0].spans.compactMap(\.llm).last?.output.last
    #expect(
      answer?.parts.last
        == .citation(
          Citation(text: "High water", title: "North tides", address: "https://tides.example/north")))
    #expect(answer?.text == "High water is at 05:02.")
  }

  @Test("blocks that were cut for their sources are the one text that was written")
  func citedBlocks() throws {
    var reader = ChatReader()
    let message = AttributeValue(
      jsonText: #"""
        {"role":"assistant","content":[{"type":"text","text":"High water is "},
         {"type":"text","text":"at 05:02","citations":[{"type":"web_search_result_location",
           "url":"https://tides.example/north","title":"North tides","cited_text":"05:02 HW","encrypted_index":"x"}]},
         {"type":"text","text":"."}]}
        """#)
    #expect(
      message.flatMap { reader.message($0, role: .assistant) }?.parts == [
        .text("High water is at 05:02."),
        .citation(
          Citation(
            text: "at 05:02", title: "North tides", address: "https://tides.example/north",
            quote: "05:02 HW")),
      ])
    #expect(reader.isComplete)
  }

  @Test("Gemini's grounding names the source of each stretch of its answer")
  func grounding() throws {
    let result = try NativeFixture.load(
      text: """
        {"request":{"contents":[{"role":"user","parts":[{"text":"Tide?"}]}]},"response":{"responseId":"g",\
        "candidates":[{"content":{"role":"model","parts":[{"text":"High water is at 05:02."}]},"groundingMetadata":\
        {"groundingChunks":[{"web":{"uri":"https://tides.example/north","title":"North tides"}}],"groundingSupports":\
        [{"segment":{"endIndex":10,"text":"High water"},"groundingChunkIndices":[0]}]}}]}}
        """)
    #expect(
      result.traces.first?.spans.first?.llm?.output.first?.parts.last
        == .citation(
          Citation(text: "High water", title: "North tides", address: "https://tides.example/north")))
  }

  @Test("history that a fork replays is not counted, though its parent's header is missing")
  func replayedHistory() throws {
    let result = try load("codex-replay.jsonl", "codex-parent.jsonl")
    let calls = result.traces.flatMap(\.spans).compactMap(\.llm)
    #expect(calls.compactMap { $0.usage?.total }.reduce(0, +) == 3_750)
    #expect(result.traces.count == 1)
    #expect(
      calls.last?.input.map(\.text) == ["Open the gate.", "Opened.", "Close it.", "Closed.", "Paint it."])
  }

  @Test("clearing old tool results is told apart from a compaction, with a size of its own")
  func clearing() throws {
    let spans = try load("microcompaction.jsonl").traces[0].spans
    #expect(
      spans.compactMap(\.compaction) == [
        Compaction(trigger: "auto", tokensBefore: 78_208, tokensAfter: 39_673, isClearing: true),
        Compaction(trigger: "auto", tokensBefore: 176_700),
      ])
  }
}
