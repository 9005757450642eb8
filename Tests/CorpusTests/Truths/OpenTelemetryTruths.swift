extension Truth {
  /// OTLP and Tempo files, whatever their dialect.
  static let openTelemetry: [Truth] = [
    Truth(
      "genai-semconv/gen-events-v1.30.logs.json", traces: 1,
      kinds: "llm 4",
      calls: 4, errors: 0, models: []),
    Truth(
      "genai-semconv/gen-events-v1.30.traces.json", traces: 1,
      kinds: "generic 1, llm 4",
      calls: 4, errors: 1, input: 630, output: 192, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "genai-semconv/gen-latest-openai-v2.binpb", traces: 1,
      kinds: "embedding 1, generic 1, llm 4",
      calls: 4, errors: 1, input: 630, output: 192, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "genai-semconv/gen-latest-openai-v2.logs.jsonl", traces: 1,
      kinds: "llm 4",
      calls: 3, errors: 1, input: 420, output: 128, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "genai-semconv/gen-latest-openai-v2.otlp.jsonl", traces: 1,
      kinds: "embedding 1, generic 1, llm 4",
      calls: 4, errors: 1, input: 630, output: 192, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "genai-semconv/gen-no-content.otlp.jsonl", traces: 1,
      kinds: "embedding 1, generic 1, llm 4",
      calls: 4, errors: 1, input: 630, output: 192, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "genai-semconv/langwatch-gemini-cli-llm-call.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, input: 767, output: 30, models: ["gemini-3.1-flash-lite"]),
    Truth(
      "genai-semconv/langwatch-spring-ai.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, input: 11, output: 13, models: ["gpt-5"]),
    Truth(
      "genai-semconv/langwatch-strands-old.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, input: 24, output: 10, models: ["openai/gpt-4.1-nano"]),
    Truth(
      "google-adk/gen-adk-litellm.otlp.jsonl", traces: 1,
      kinds: "agent 1, chain 1, generic 1, llm 2, tool 2",
      calls: 2, errors: 0, input: 420, output: 192, cacheRead: 256, reasoning: 64,
      models: ["openai/gpt-4.1-mini"]),
    Truth(
      "langfuse-otel/gen-langfuse-sdk5.otlp.jsonl", traces: 1,
      kinds: "agent 1, guardrail 1, llm 3, retrieval 1, tool 1",
      calls: 3, errors: 1, input: 223, output: 68, cacheRead: 131, reasoning: 32,
      models: ["gpt-4.1-mini", "gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "langsmith-otel/gen-langgraph.otlp.jsonl", traces: 2,
      kinds: "chain 8, llm 3, prompt 1, retrieval 1, tool 2",
      calls: 3, errors: 1, input: 630, output: 192, cacheRead: 384, reasoning: 96,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "ms-agent/gen-agent-framework-1.23.otlp.jsonl", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 0, input: 420, output: 128, cacheRead: 256, reasoning: 64,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "openinference/gen-langgraph.otlp.jsonl", traces: 2,
      kinds: "chain 8, llm 3, prompt 1, retrieval 1, tool 2",
      calls: 3, errors: 1, input: 630, output: 192, cacheRead: 384, reasoning: 96,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "openinference/gen-oi-agent-rag.b64ids.json", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "openinference/gen-oi-agent-rag.binpb", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "openinference/gen-oi-agent-rag.otlp.jsonl", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "openinference/gen-smolagents.otlp.jsonl", traces: 1,
      kinds: "agent 1, chain 2, llm 3, tool 2",
      calls: 3, errors: 2, input: 630, output: 192, models: ["gpt-4.1-mini"]),
    Truth(
      "openinference/langwatch-oi-openai-b64ids.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, models: ["gpt-5"]),
    Truth(
      "openllmetry/gen-langgraph.otlp.jsonl", traces: 3,
      kinds: "agent 4, chain 7, llm 3, retrieval 1, tool 2",
      calls: 3, errors: 1, input: 630, output: 192, cacheRead: 384, models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "openllmetry/gen-traceloop-duplicate-spans.b64ids.json", traces: 1,
      kinds: "agent 1, chain 2, embedding 1, llm 9, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 128,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "openllmetry/gen-traceloop-workflow.otlp.jsonl", traces: 1,
      kinds: "agent 1, chain 2, embedding 1, llm 9, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 128,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "openllmetry/langwatch-openllmetry-langchain-b64ids.json", traces: 1,
      kinds: "chain 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "openllmetry/langwatch-openllmetry-openai-b64ids.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, models: ["gpt-5"]),
    Truth(
      "otlp-json/dazzaji-collector-file.jsonl", traces: 2,
      kinds: "generic 2",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/dazzaji-collector-file.jsonl.zst", traces: 2,
      kinds: "generic 2",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/framed-legacy-zstd-json.bin", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "otlp-json/framed-len32be.binpb", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "otlp-json/jaegerui-otlp-error.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/jaegerui-otlp-multi.json", traces: 1,
      kinds: "generic 4",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/langwatch-exception-b64ids.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 1, models: []),
    Truth(
      "otlp-json/langwatch-fastapi-b64ids.json", traces: 1,
      kinds: "generic 2",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/native-zstd.jsonl.zst", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "otlp-json/proto-example-events.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/proto-example-logs.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "otlp-json/proto-example-trace.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "pydantic-ai/gen-instr-v1.otlp.jsonl", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 1, input: 420, output: 128, cacheRead: 256, reasoning: 64,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "pydantic-ai/gen-instr-v2.otlp.jsonl", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 1, input: 420, output: 128, cacheRead: 256, reasoning: 64,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "pydantic-ai/gen-instr-v4.otlp.jsonl", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 1, input: 420, output: 128, cacheRead: 256, reasoning: 64,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "pydantic-ai/gen-instr-v6.otlp.jsonl", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 1, input: 420, output: 128, cacheRead: 256, reasoning: 64,
      models: ["gpt-4.1-mini-2026-01-01"]),
    Truth(
      "tempo/agentevals-tempo-batches.json", traces: 1,
      kinds: "agent 2, chain 1, generic 76, llm 6, tool 1",
      calls: 2, errors: 0, input: 4648, output: 129, cacheRead: 0, reasoning: 0,
      models: ["gpt-4.1-mini-2025-04-14"]),
    Truth(
      "vercel-ai/langwatch-opencode-doStream.json", traces: 1,
      kinds: "llm 1",
      calls: 1, errors: 0, input: 12632, output: 13, cacheRead: 0, cacheWrite: 12629,
      models: ["claude-haiku-4-5-20251001"]),
  ]
}
