import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import PlatformImport
@testable import TraceSource

/// Messages of every provider's shape, read into the one of the model.
@Suite struct ChatReaderTests {
  private func read(_ json: String, role: Role = .user) -> (messages: [String], isComplete: Bool) {
    var reader = ChatReader()
    let messages = reader.conversation(.string(json), role: role)
    return (messages.map(TraceDump.message), reader.isComplete)
  }

  @Test("OpenAI Chat Completions: image parts, tool calls and their results")
  func chatCompletions() {
    let result = read(
      """
      {"model":"gpt","messages":[
        {"role":"developer","content":"Be short."},
        {"role":"user","content":[{"type":"text","text":"What is it?"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
        {"role":"assistant","content":null,"tool_calls":[
          {"id":"c1","type":"function","function":{"name":"look","arguments":"{\\"x\\": 1}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"a cat"}]}
      """)
    #expect(
      result.messages == [
        "developer: Be short.", "user: What is it? | media(image/png base64 4)",
        #"assistant: call look#c1 {"x": 1}"#, "tool: result#c1 a cat",
      ])
    #expect(!result.isComplete, "the model stays in the attribute")
  }

  @Test("A message among very many members is read as one among few", arguments: [0, 63, 64, 300])
  func manyMembers(_ count: Int) {
    let others = (0..<count).map { "\"k\($0)\":\"\"," }.joined()
    let result = read("{\(others)\"role\":\"assistant\",\"content\":\"Hi\",\"name\":\"Ada\"}")
    #expect(result.messages == read(#"{"role":"assistant","content":"Hi","name":"Ada"}"#).messages)
    #expect(result.isComplete)
    let left = read("{\(others)\"role\":\"user\",\"content\":\"Hi\",\"contend\":1}")
    #expect(left.messages == ["user: Hi"] && !left.isComplete)
  }

  @Test("OpenAI Chat Completions: choices of a response")
  func choices() {
    let result = read(
      #"{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi","refusal":null}}]}"#
    )
    #expect(result.messages == ["assistant: Hi [stop]"])
    #expect(result.isComplete)
  }

  @Test("OpenAI Responses: instructions, reasoning, calls and outputs as items")
  func responses() {
    let input = read(
      """
      {"instructions":"Be short.","input":[{"role":"user","content":[{"type":"input_text","text":"Fee?"}]},
       {"type":"function_call","call_id":"c1","name":"fee","arguments":"{}"},
       {"type":"function_call_output","call_id":"c1","output":"0.35"}]}
      """)
    #expect(
      input.messages == [
        "system: Be short.", "user: Fee?", "assistant: call fee#c1 {}", "tool: result#c1 0.35",
      ])
    let output = read(
      """
      {"output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"Look it up."}]},
       {"type":"reasoning","summary":[],"encrypted_content":"xyz"},
       {"type":"message","role":"assistant","content":[{"type":"output_text","text":"0.35","annotations":[]}]}]}
      """, role: .assistant)
    #expect(
      output.messages == [
        "assistant: reasoning(Look it up.)", "assistant: reasoning(redacted)", "assistant: 0.35",
      ])
  }

  @Test("Anthropic Messages: thinking, redacted thinking, tool use and results in the user's name")
  func anthropic() {
    let result = read(
      """
      {"system":[{"type":"text","text":"Be short."}],"messages":[
        {"role":"user","content":"Fee?"},
        {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},
          {"type":"redacted_thinking","data":"zzz"},{"type":"tool_use","id":"t1","name":"fee","input":{"p":"SEPA"}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,
          "content":[{"type":"text","text":"offline"}]}]},
        {"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}
      """)
    #expect(
      result.messages == [
        "system: Be short.", "user: Fee?",
        #"assistant: reasoning(Hm.) | reasoning(redacted) | call fee#t1 {"p":"SEPA"}"#,
        "tool: FAILED result#t1 offline", "user: media(image/png base64 4)",
      ])
    #expect(result.isComplete)
  }

  @Test("Gemini: contents with parts that have no type, thoughts, function calls and responses")
  func gemini() {
    let result = read(
      """
      {"config":{"system_instruction":"Be short."},"contents":[
        {"role":"user","parts":[{"text":"Fee?"},{"inline_data":{"mime_type":"image/png","data":"AAAA"}},
          {"fileData":{"fileUri":"gs://b/f.pdf","mimeType":"application/pdf"}}]},
        {"role":"model","parts":[{"text":"Hm.","thought":true},{"functionCall":{"name":"fee","args":{}}}]},
        {"role":"user","parts":[{"function_response":{"name":"fee","response":{"result":1}}}]}]}
      """)
    #expect(
      result.messages == [
        "system: Be short.",
        "user: Fee? | media(image/png base64 4) | media(application/pdf gs://b/f.pdf)",
        "assistant: reasoning(Hm.) | call fee#- {}", #"tool: result#- {"result":1}"#,
      ])
  }

  @Test("GenAI conventions: every part type, in order")
  func genAI() {
    let result = read(
      """
      [{"role":"assistant","finish_reason":"stop","parts":[
        {"type":"reasoning","content":"Hm."},{"type":"text","content":"Hi"},
        {"type":"tool_call","id":"c1","name":"fee","arguments":{"p":1}},
        {"type":"tool_call_response","id":"c1","response":"0.35"},
        {"type":"blob","mime_type":"image/png","modality":"image","content":"AAAA"},
        {"type":"uri","mime_type":"image/png","modality":"image","uri":"https://a.example/b.png"},
        {"type":"file","file_id":"f1","modality":"image"},
        {"type":"compaction","content":"older turns"}]}]
      """)
    #expect(
      result.messages == [
        #"assistant: reasoning(Hm.) | Hi | call fee#c1 {"p":1} | result#c1 0.35 | media(image/png base64 4) | "#
          + "media(image/png https://a.example/b.png) | media(- file f1) | "
          + #"other(compaction {"type":"compaction","content":"older turns"}) [stop]"#
      ])
    #expect(result.isComplete)
  }

  @Test("LangChain: constructor envelopes in nested lists, and a tool message that failed")
  func langChain() {
    let result = read(
      """
      {"messages":[[
       {"lc":1,"type":"constructor","id":["langchain","schema","messages","SystemMessage"],"kwargs":{"content":"Be short."}},
       {"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":"","type":"ai",
         "tool_calls":[{"name":"fee","args":{"p":1},"id":"c1","type":"tool_call"}]}},
       {"type":"tool","data":{"content":"offline","tool_call_id":"c1","name":"fee","status":"error"}}]]}
      """)
    #expect(
      result.messages == [
        "system: Be short.", #"assistant: call fee#c1 {"p":1}"#, "tool(fee): FAILED result#c1 offline",
      ])
  }

  @Test("Vercel AI SDK: tool-call and tool-result parts")
  func vercel() {
    let result = read(
      """
      [{"role":"assistant","content":[{"type":"tool-call","toolCallId":"c1","toolName":"fee","input":{"p":1}}]},
       {"role":"tool","content":[{"type":"tool-result","toolCallId":"c1","toolName":"fee",
         "output":{"type":"error-text","value":"offline"}}]},
       {"role":"user","content":[{"type":"file","mediaType":"application/pdf","data":"https://a.example/x.pdf"}]}]
      """)
    #expect(result.messages[0] == #"assistant: call fee#c1 {"p":1}"#)
    #expect(result.messages[1] == "tool: FAILED result#c1 offline")
    #expect(result.messages[2] == "user: media(application/pdf https://a.example/x.pdf)")
  }

  @Test("The same tool call in two places of a message counts once")
  func duplicateToolCall() {
    let result = read(
      """
      [{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"fee","input":{}}],
        "tool_calls":[{"id":"c1","function":{"name":"fee","arguments":"{}"}}],
        "additional_kwargs":{"tool_calls":[{"id":"c1","function":{"name":"fee","arguments":"{}"}}]}}]
      """)
    #expect(result.messages == ["assistant: call fee#c1 {}"])
  }

  @Test("A part of an unknown type keeps its JSON")
  func unknownPart() {
    let result = read(#"[{"role":"user","content":[{"type":"hologram","depth":3}]}]"#)
    #expect(result.messages == [#"user: other(hologram {"type":"hologram","depth":3})"#])
    #expect(result.isComplete)
  }

  @Test("JSON in strings is read three layers deep and no deeper")
  func nestedJSON() {
    func quoted(_ text: String, _ layers: Int) -> String {
      layers == 0 ? text : quoted(AttributeValue.string(text).jsonText, layers - 1)
    }
    let message = #"[{"role":"user","content":"Hi"}]"#
    #expect(read(quoted(message, 2)).messages == ["user: Hi"])
    #expect(read(quoted(message, 3)).messages != ["user: Hi"])
  }

  @Test("Unicode escapes, emoji and markup arrive as characters")
  func escapes() {
    let result = read(#"[{"role":"assistant","content":"\u00dcberweisung \ud83d\ude80 <\/script>"}]"#)
    #expect(result.messages == ["assistant: Überweisung 🚀 </script>"])
  }

  @Test("JSON that no provider's shape explains is what was said")
  func structuredOutput() {
    #expect(read(#"{"answer": 42}"#, role: .assistant).messages == [#"assistant: {"answer": 42}"#])
    let reasoned = #"{"reasoning": "six sevens", "answer": 42}"#
    #expect(read(reasoned, role: .assistant).messages == ["assistant: " + reasoned])
  }

  @Test("A message with a member that has no place in the model is not complete")
  func leftover() {
    #expect(!read(#"[{"role":"user","content":"Hi","weight":3}]"#).isComplete)
    #expect(read(#"[{"role":"user","content":"Hi","weight":null}]"#).isComplete)
  }

  @Test("An empty message keeps its place")
  func emptyMessage() {
    #expect(
      read(#"[{"role":"user","parts":[]},{"role":"assistant","content":"Hi"}]"#).messages == [
        "user: ", "assistant: Hi",
      ])
  }

  @Test(
    "Tool definitions of OpenAI, Anthropic and Gemini",
    arguments: [
      #"[{"type":"function","function":{"name":"fee","description":"d","parameters":{}}}]"#,
      #"[{"name":"fee","description":"d","input_schema":{}}]"#,
      #"[{"function_declarations":[{"name":"fee","description":"d"}]}]"#,
      #"["{\"type\":\"function\",\"name\":\"fee\",\"description\":\"d\"}"]"#,
    ])
  func tools(_ json: String) {
    let tools = ToolDefinitionReader.definitions(.string(json))
    #expect(tools.map(\.name) == ["fee"])
    #expect(tools.first?.description == "d")
  }

  @Test("What a model refuses and what it says aloud are text")
  func refusalAndAudio() {
    let result = read(
      """
      [{"role":"assistant","content":null,"refusal":"I can't help with that."},
       {"role":"assistant","content":null,"audio":{"id":"audio_1","data":"UklG","transcript":"Hello","expires_at":1}},
       {"role":"assistant","content":null,"audio":{"id":"audio_1"}}]
      """)
    #expect(
      result.messages == [
        "assistant: I can't help with that.", "assistant: Hello | media(audio base64 4)",
        "assistant: media(audio file audio_1)",
      ])
  }

  @Test(
    "OpenAI Responses: tools that the provider runs are calls, with their results where the item has them")
  func hostedTools() {
    let result = read(
      """
      {"output":[
       {"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"fee"}},
       {"type":"file_search_call","id":"fs_1","status":"completed","queries":["fee"],"results":[{"text":"0.35"}]},
       {"type":"code_interpreter_call","id":"ci_1","status":"completed","code":"1+1","outputs":[{"type":"logs","logs":"2"}]},
       {"type":"mcp_call","id":"mcp_1","server_label":"bank","name":"fee","arguments":"{}","error":"offline"},
       {"type":"image_generation_call","id":"ig_1","status":"completed","result":"iVBO"}]}
      """, role: .assistant)
    #expect(
      result.messages == [
        #"assistant: call web_search#ws_1 {"type":"search","query":"fee"} | call file_search#fs_1 ["fee"] | "#
          + #"result#fs_1 0.35 | call code_interpreter#ci_1 1+1 | result#ci_1 [{"type":"logs","logs":"2"}] | "#
          + #"call fee#mcp_1 {} | FAILED result#mcp_1 offline | call image_generation#ig_1  | "#
          + "result#ig_1  | media(image/png base64 4)"
      ])
  }

  @Test("OpenAI Responses: input of items alone is parted by who speaks")
  func itemsAlone() {
    let result = read(
      """
      {"input":[{"type":"function_call","call_id":"c1","name":"look","arguments":"{}"},
       {"type":"function_call_output","call_id":"c1","output":[{"type":"input_text","text":"a cat"},
         {"type":"input_image","image_url":"https://a.example/cat.png"}]}]}
      """)
    #expect(
      result.messages == [
        "assistant: call look#c1 {}", "tool: result#c1 a cat | media(- https://a.example/cat.png)",
      ])
  }

  @Test("Anthropic: documents by text, address and file, and the results of its own tools")
  func anthropicDocuments() {
    let result = read(
      """
      {"messages":[{"role":"user","content":[
        {"type":"document","source":{"type":"text","media_type":"text/plain","data":"SEPA: 0.35"}},
        {"type":"document","source":{"type":"url","url":"https://a.example/fees.pdf"}},
        {"type":"image","source":{"type":"file","file_id":"file_1"}}]},
       {"role":"assistant","content":[{"type":"server_tool_use","id":"s1","name":"web_search","input":{"query":"fee"}},
        {"type":"web_search_tool_result","tool_use_id":"s1","content":{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"}}]},
       {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"a cat"},
        {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}]}
      """)
    #expect(
      result.messages == [
        "user: SEPA: 0.35 | media(- https://a.example/fees.pdf) | media(- file file_1)",
        #"assistant: call web_search#s1 {"query":"fee"} | FAILED result#s1 {"type":"web_search_tool_result_error","error_code":"max_use…72"#,
        "tool: result#t1 a cat | media(image/png base64 4)",
      ])
  }

  @Test("Gemini: code that it runs, what came of it, and a function that failed")
  func geminiCode() {
    let result = read(
      """
      {"contents":[{"role":"model","parts":[{"executableCode":{"language":"PYTHON","code":"1/0"}},
        {"codeExecutionResult":{"outcome":"OUTCOME_FAILED","output":"ZeroDivisionError"}}]},
       {"role":"user","parts":[{"functionResponse":{"name":"fee","response":{"error":"offline"}}}]}]}
      """)
    #expect(
      result.messages == [
        #"assistant: call code_execution#- {"language":"PYTHON","code":"1/0"} | FAILED result#- ZeroDivisionError"#,
        #"tool: FAILED result#- {"error":"offline"}"#,
      ])
  }

  @Test("Bedrock Converse: parts that are named by their member")
  func converse() {
    let result = read(
      """
      {"system":[{"text":"Be short."}],"messages":[
       {"role":"user","content":[{"text":"What is it?"},{"image":{"format":"png","source":{"bytes":"AAAA"}}}]},
       {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"s"}}},
        {"toolUse":{"toolUseId":"t1","name":"look","input":{"x":1}}}]},
       {"role":"user","content":[{"toolResult":{"toolUseId":"t1","status":"error","content":[{"json":{"why":"dark"}}]}}]}]}
      """)
    #expect(
      result.messages == [
        "system: Be short.", "user: What is it? | media(- base64 4)",
        #"assistant: reasoning(Hm.) | call look#t1 {"x":1}"#, #"tool: FAILED result#t1 {"why":"dark"}"#,
      ])
  }

  @Test("LangChain: a generation says why the model stopped; reasoning and old function calls among extras")
  func langChainGeneration() {
    let result = read(
      """
      {"generations":[[{"text":"","generation_info":{"finish_reason":"stop"},"type":"ChatGeneration","message":
       {"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessageChunk"],"kwargs":{"content":"",
        "additional_kwargs":{"reasoning_content":"Hm.","function_call":{"name":"fee","arguments":"{}"}}}}}]]}
      """)
    #expect(result.messages == ["assistant: reasoning(Hm.) | call fee#- {} [stop]"])
  }

  @Test("A medium that says more than the model holds is not complete")
  func mediaLeftover() {
    #expect(
      !read(
        #"[{"role":"user","content":[{"type":"file","mediaType":"text/csv","data":"QQ==","filename":"a.csv"}]}]"#
      )
      .isComplete)
  }

  @Test(
    "Tools that a provider runs itself are offered by their names",
    arguments: [
      (#"[{"type":"web_search"}]"#, "web_search"), (#"[{"googleSearch":{}}]"#, "googleSearch"),
      (#"{"tools":[{"toolSpec":{"name":"fee","inputSchema":{}}}]}"#, "fee"),
    ])
  func hostedToolDefinitions(_ json: String, _ name: String) {
    #expect(ToolDefinitionReader.definitions(.string(json)).map(\.name) == [name])
  }
}
