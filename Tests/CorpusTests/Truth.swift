import Testing

/// What a file holds, counted from the raw file by a program that shares no line with tracepage.
///
/// LLM spans are all spans that record a model call. Calls are those of them that count: the innermost of nested
/// records, each response id once a trace. Tokens are those of calls; `nil` where no call states them.
struct Truth: Sendable, CustomTestStringConvertible {
  var file: String
  var spans: Int
  var llmSpans: Int
  var calls: Int
  var tools: Int
  var errors: Int
  var input: Int?
  var output: Int?
  var cached: Int?
  var reasoning: Int?

  init(
    _ file: String, _ spans: Int, _ llmSpans: Int, _ calls: Int, _ tools: Int, _ errors: Int, _ input: Int?,
    _ output: Int?, _ cached: Int?, _ reasoning: Int?
  ) {
    (self.file, self.spans, self.llmSpans, self.calls, self.tools) = (file, spans, llmSpans, calls, tools)
    (self.errors, self.input, self.output, self.cached) = (errors, input, output, cached)
    self.reasoning = reasoning
  }

  var testDescription: String { file }

  /// In order: file; spans, LLM spans, calls, tool spans, errors; input, output, cached, reasoning tokens.
  static let all: [Truth] = [
    Truth("genai-semconv/gen-events-v1.30.logs.json", 4, 4, 4, 0, 0, nil, nil, nil, nil),
    Truth("genai-semconv/gen-events-v1.30.traces.json", 5, 4, 2, 0, 1, 210, 64, nil, nil),
    Truth("genai-semconv/gen-latest-openai-v2.binpb", 6, 4, 2, 0, 1, 210, 64, nil, nil),
    Truth("genai-semconv/gen-latest-openai-v2.logs.jsonl", 4, 4, 2, 0, 1, 210, 64, nil, nil),
    Truth("genai-semconv/gen-latest-openai-v2.otlp.jsonl", 6, 4, 2, 0, 1, 210, 64, nil, nil),
    Truth("genai-semconv/gen-no-content.otlp.jsonl", 6, 4, 2, 0, 1, 210, 64, nil, nil),
    Truth("genai-semconv/langwatch-gemini-cli-llm-call.json", 1, 1, 1, 0, 0, 767, 30, nil, nil),
    Truth("genai-semconv/langwatch-spring-ai.json", 1, 1, 1, 0, 0, 11, 13, nil, nil),
    Truth("genai-semconv/langwatch-strands-old.json", 1, 1, 1, 0, 0, 24, 10, nil, nil),
    Truth("openinference/gen-langgraph.otlp.jsonl", 15, 3, 2, 2, 1, 420, 128, 256, 64),
    Truth("openinference/gen-oi-agent-rag.b64ids.json", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("openinference/gen-oi-agent-rag.binpb", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("openinference/gen-oi-agent-rag.otlp.jsonl", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("openinference/gen-smolagents.otlp.jsonl", 8, 3, 3, 2, 2, 630, 192, nil, nil),
    Truth("openinference/langwatch-oi-openai-b64ids.json", 1, 1, 1, 0, 0, nil, nil, nil, nil),
    Truth("openllmetry/gen-langgraph.otlp.jsonl", 17, 3, 2, 2, 1, 420, 128, 256, nil),
    Truth("openllmetry/gen-traceloop-duplicate-spans.b64ids.json", 15, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("openllmetry/gen-traceloop-workflow.otlp.jsonl", 15, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("openllmetry/langwatch-openllmetry-langchain-b64ids.json", 1, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("openllmetry/langwatch-openllmetry-openai-b64ids.json", 1, 1, 1, 0, 0, nil, nil, nil, nil),
    Truth("pydantic-ai/gen-instr-v1.otlp.jsonl", 5, 2, 1, 2, 1, 210, 64, 128, 32),
    Truth("pydantic-ai/gen-instr-v2.otlp.jsonl", 5, 2, 1, 2, 1, 210, 64, 128, 32),
    Truth("pydantic-ai/gen-instr-v4.otlp.jsonl", 5, 2, 1, 2, 1, 210, 64, 128, 32),
    Truth("pydantic-ai/gen-instr-v6.otlp.jsonl", 5, 2, 1, 2, 1, 210, 64, 128, 32),
    Truth("langsmith-otel/gen-langgraph.otlp.jsonl", 15, 3, 2, 2, 1, 420, 128, 256, 64),
    Truth("langfuse-otel/gen-langfuse-sdk5.otlp.jsonl", 7, 3, 3, 1, 1, 223, 68, 131, 32),
    Truth("google-adk/gen-adk-litellm.otlp.jsonl", 7, 2, 2, 2, 0, 420, 192, 256, 64),
    Truth("ms-agent/gen-agent-framework-1.23.otlp.jsonl", 5, 2, 1, 2, 0, 210, 64, 128, 32),
    Truth("vercel-ai/langwatch-opencode-doStream.json", 1, 1, 1, 0, 0, 12632, 13, 0, nil),
    Truth("otlp-json/dazzaji-collector-file.jsonl", 2, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/dazzaji-collector-file.jsonl.zst", 2, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/framed-legacy-zstd-json.bin", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("otlp-json/framed-len32be.binpb", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("otlp-json/jaegerui-otlp-error.json", 1, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/jaegerui-otlp-multi.json", 4, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/langwatch-exception-b64ids.json", 1, 0, 0, 0, 1, nil, nil, nil, nil),
    Truth("otlp-json/langwatch-fastapi-b64ids.json", 2, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/native-zstd.jsonl.zst", 17, 9, 4, 2, 1, 4044, 247, 2304, 96),
    Truth("otlp-json/proto-example-events.json", 1, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/proto-example-logs.json", 1, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("otlp-json/proto-example-trace.json", 1, 0, 0, 0, 0, nil, nil, nil, nil),
    Truth("tempo/agentevals-tempo-batches.json", 86, 6, 2, 1, 0, 4648, 129, 0, 0),
  ]
}
