extension Truth {
  /// OpenTelemetry in the envelopes of other programs: Jaeger, Zipkin, Phoenix, consoles, evaluation tools.
  static let envelopes: [Truth] = [
    Truth(
      "any-agent/langchain.json", traces: 1,
      kinds: "agent 1, llm 4, tool 2",
      calls: 4, errors: 0, input: 1262, output: 125, models: ["mistral/mistral-small-latest"]),
    Truth(
      "any-agent/llama_index.json", traces: 1,
      kinds: "agent 1, llm 5, tool 3",
      calls: 5, errors: 0, input: 1308, output: 255, models: ["mistral/mistral-small-latest"]),
    Truth(
      "any-agent/openai.json", traces: 1,
      kinds: "agent 1, llm 3, tool 2",
      calls: 3, errors: 0, input: 1020, output: 76, models: ["mistral/mistral-small-latest"]),
    Truth(
      "any-agent/smolagents.json", traces: 1,
      kinds: "agent 1, llm 3, tool 3",
      calls: 3, errors: 0, input: 2294, output: 87, models: ["mistral/mistral-small-latest"]),
    Truth(
      "any-agent/tinyagent.json", traces: 1,
      kinds: "agent 1, llm 4, tool 3",
      calls: 4, errors: 0, input: 1369, output: 156, models: ["mistral/mistral-small-latest"]),
    Truth(
      "console/gen-events-v1.30.console-logs.txt", traces: 1,
      kinds: "llm 4",
      calls: 4, errors: 0, models: []),
    Truth(
      "console/gen-events-v1.30.console-spans.txt", traces: 1,
      kinds: "generic 1, llm 4",
      calls: 2, errors: 1, input: 210, output: 64, models: ["gpt-4.1-mini-2026-01-01", "gpt-fail"]),
    Truth(
      "console/gen-oi-console-exporter.txt", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "console/gen-oi-readablespan.jsonl", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "event-log/order-desk.jsonl", traces: 2,
      kinds: "chain 2, llm 4, tool 2",
      calls: 4, errors: 1, input: 1330, output: 80, models: ["gpt-4o-mini"]),
    Truth(
      "jaeger/agentevals-helm.json", traces: 1,
      kinds: "agent 1, chain 1, generic 89, llm 4, tool 1",
      calls: 2, errors: 1, input: 3776, output: 130, cacheRead: 1792, reasoning: 0,
      models: ["gpt-4.1-mini-2025-04-14"]),
    Truth(
      "jaeger/agentevals-helm_3.json", traces: 1,
      kinds: "agent 1, chain 1, generic 118, llm 4, tool 1",
      calls: 2, errors: 1, input: 4047, output: 803, cacheRead: 1792, reasoning: 256,
      models: ["gpt-5-mini-2025-08-07"]),
    Truth(
      "jaeger/jaegerui-flamegraph.json", traces: 1,
      kinds: "generic 4",
      calls: 0, errors: 0, models: []),
    Truth(
      "jaeger/jaegerui-genai.json", traces: 1,
      kinds: "agent 2, generic 40, llm 5, retrieval 3, tool 7",
      calls: 5, errors: 1, input: 8280, output: 1180, cacheRead: 4140, models: ["model-a", "model-b"]),
    Truth(
      "jaeger/jaegerui-otlp-multi-out.json", traces: 1,
      kinds: "generic 4",
      calls: 0, errors: 0, models: []),
    Truth(
      "phoenix/gen-mixed-dataframe.jsonl", traces: 2,
      kinds: "agent 2, chain 2, embedding 2, evaluator 1, guardrail 1, llm 18, rerank 1, retrieval 1, tool 4",
      calls: 13, errors: 2, input: 15_686, output: 860, cacheRead: 9088, cacheWrite: 4096, reasoning: 288,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "phoenix/gen-mixed-rest-otlpv1.json", traces: 2,
      kinds: "agent 2, chain 2, embedding 2, evaluator 1, guardrail 1, llm 18, rerank 1, retrieval 1, tool 4",
      calls: 13, errors: 2, input: 15_686, output: 860, cacheRead: 9088, cacheWrite: 4096, reasoning: 288,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "phoenix/gen-mixed-rest-spans.json", traces: 2,
      kinds: "agent 2, chain 2, embedding 2, evaluator 1, guardrail 1, llm 18, rerank 1, retrieval 1, tool 4",
      calls: 13, errors: 2, input: 15_686, output: 860, cacheRead: 9088, cacheWrite: 4096, reasoning: 288,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "span-log/order-agent.jsonl", traces: 2,
      kinds: "chain 2, llm 4, tool 2",
      calls: 4, errors: 1, input: 1725, output: 82, models: ["gpt-4o-mini"]),
    Truth(
      "span-log/returns-policy.jsonl", traces: 1,
      kinds: "chain 1, llm 1, prompt 1, retrieval 1",
      calls: 1, errors: 0, input: 905, output: 28, models: ["gpt-4o"]),
    Truth(
      "strands-evals/adk_live_spans.json", traces: 1,
      kinds: "agent 1, chain 1, llm 4, tool 1",
      calls: 2, errors: 0, input: 379, output: 84, reasoning: 52, models: ["gemini-3.5-flash"]),
    Truth(
      "strands-evals/autogen_live_spans.json", traces: 2,
      kinds: "agent 2, tool 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "strands-evals/claude_live_spans.json", traces: 1,
      kinds: "agent 4, tool 6",
      calls: 1, errors: 0, input: 132, output: 850, models: ["us.anthropic.claude-sonnet-4-6"]),
    Truth(
      "strands-evals/openai_agents_genai_adot_spans.json", traces: 1,
      kinds: "agent 3, chain 1, generic 9, llm 3, tool 1",
      calls: 3, errors: 1, input: 692, output: 102, models: ["gpt-4o-2024-08-06"]),
    Truth(
      "strands-evals/openai_agents_genai_live_spans.json", traces: 1,
      kinds: "agent 3, chain 1, llm 8, tool 5",
      calls: 8, errors: 0, input: 1870, output: 253, cacheRead: 0, reasoning: 0,
      models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "strands-evals/openai_agents_openinference_live_spans.json", traces: 1,
      kinds: "agent 3, chain 7, llm 5, tool 4",
      calls: 5, errors: 0, input: 1228, output: 194, cacheRead: 0, reasoning: 0,
      models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "strands-evals/openinference_adot_spans.json", traces: 2,
      kinds: "generic 4, llm 3, tool 1",
      calls: 3, errors: 0, models: []),
    Truth(
      "strands-evals/openinference_live_spans.json", traces: 1,
      kinds: "agent 1, chain 2, llm 2, tool 1",
      calls: 2, errors: 0, models: []),
    Truth(
      "strands-evals/otel_genai_convention_spans.json", traces: 1,
      kinds: "agent 1, llm 2, tool 2",
      calls: 2, errors: 1, input: 200, output: 60, models: ["gpt-4o"]),
    Truth(
      "strands-evals/pydantic_ai_live_spans.json", traces: 1,
      kinds: "agent 1, llm 2, tool 1",
      calls: 2, errors: 0, input: 1251, output: 78, models: ["us.anthropic.claude-sonnet-4-5-20250929-v1:0"]),
    Truth(
      "trail-shape/gen-smolagents-trail-shape.json", traces: 1,
      kinds: "agent 1, chain 2, llm 3, tool 2",
      calls: 3, errors: 2, input: 630, output: 192, models: ["gpt-4.1-mini"]),
    Truth(
      "zipkin/ascend.json", traces: 1,
      kinds: "generic 8",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/envoy.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/gen-oi-zipkin-v2.json", traces: 1,
      kinds: "agent 1, embedding 1, evaluator 1, guardrail 1, llm 9, rerank 1, retrieval 1, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 160,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "zipkin/gen-traceloop-zipkin-v2-dups.json", traces: 1,
      kinds: "agent 1, chain 2, embedding 1, llm 9, tool 2",
      calls: 7, errors: 1, input: 7948, output: 462, cacheRead: 4608, cacheWrite: 2048, reasoning: 128,
      models: ["claude-sonnet-4-5", "gpt-4.1-mini-2026-01-01", "gpt-fail", "o4-mini"]),
    Truth(
      "zipkin/messaging-kafka.json", traces: 1,
      kinds: "generic 28",
      calls: 0, errors: 3, models: []),
    Truth(
      "zipkin/messaging.json", traces: 1,
      kinds: "generic 4",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/messaging2.json", traces: 1,
      kinds: "generic 11",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/simple-db-p6.json", traces: 1,
      kinds: "generic 5",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/skew.json", traces: 1,
      kinds: "generic 4",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/smartthings-mobile-web-install.json", traces: 1,
      kinds: "generic 957",
      calls: 0, errors: 1, models: []),
    Truth(
      "zipkin/yelp.json", traces: 1,
      kinds: "generic 16",
      calls: 0, errors: 0, models: []),
    Truth(
      "zipkin/zipkin2-chinese.json", traces: 1,
      kinds: "generic 1",
      calls: 0, errors: 1, models: []),
  ]
}
