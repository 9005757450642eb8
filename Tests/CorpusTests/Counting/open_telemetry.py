"""Counts files of OpenTelemetry spans, whatever their envelope and dialect, and prints rows for
Truths/OpenTelemetryTruths.swift and Truths/EnvelopeTruths.swift: python3 open_telemetry.py FILE…

A span's kind is the first that an attribute of KINDS states. Where none does, requests over the network and to
databases are generic, and other spans are judged by their name, their messages and the JSON in them.

A call counts unless another lies within it with no tool and no agent between, or an earlier record with tokens has
its response id. A step that states tokens counts as a call where no call and no other such step lies below it. Cached tokens lie within input and reasoning within output in all dialects but Langfuse's plain usage
classes. A failed span counts unless it only passes on the failure of a span below it.
"""

import json
import re
import sys
from collections import Counter

import envelopes

OPERATIONS = {
    "chat": "llm", "generate_content": "llm", "text_completion": "llm", "call_llm": "llm",
    "embeddings": "embedding", "retrieval": "retrieval", "vector_db_retrieve": "retrieval",
    "execute_tool": "tool", "create_agent": "agent", "invoke_agent": "agent", "invoke_workflow": "chain",
    "execute_task": "chain", "agent_handoff": "chain", "chain": "chain",
}
# In the order of precedence.
KINDS = {
    "langfuse.observation.type": {
        "generation": "llm", "agent": "agent", "tool": "tool", "retriever": "retrieval", "guardrail": "guardrail",
    },
    "openinference.span.kind": {
        "llm": "llm", "tool": "tool", "agent": "agent", "chain": "chain", "retriever": "retrieval",
        "reranker": "rerank", "embedding": "embedding", "guardrail": "guardrail", "evaluator": "evaluator",
        "prompt": "prompt",
    },
    "langsmith.span.kind": {
        "llm": "llm", "tool": "tool", "chain": "chain", "retriever": "retrieval", "prompt": "prompt",
    },
    "ai.operationId": {"ai.streamtext.dostream": "llm"},
    "gen_ai.operation.name": OPERATIONS,
    "traceloop.span.kind": {"workflow": "chain", "task": "chain", "agent": "agent", "tool": "tool"},
    "llm.request.type": {"chat": "llm"},
}
# What Google's ADK, Gemini CLI and Strands call their model calls, and ADK a run.
NAMES = {"call_llm": "llm", "llm_call": "llm", "Model invoke": "llm", "invocation": "chain"}
TRANSPORT = re.compile(r"(http|rpc|db|messaging)\.|asgi\.event")

# Names of one fact, the first that is there counts.
ANSWERED = [
    "gen_ai.response.model", "llm.response.model_name", "ai.response.model", "langfuse.observation.model.name",
]
ASKED = ["llm.model_name", "gen_ai.request.model", "ai.model.id"]
TOKENS = {
    "input": [
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "ai.usage.inputTokens",
    ],
    "output": [
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion",
        "ai.usage.outputTokens",
    ],
    "cacheRead": [
        "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens",
        "llm.token_count.prompt_details.cache_read", "ai.usage.cachedInputTokens",
    ],
    "cacheWrite": [
        "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens", "llm.token_count.prompt_details.cache_write",
        "ai.usage.inputTokenDetails.cacheWriteTokens",
    ],
    "reasoning": [
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens",
        "gen_ai.usage.details.reasoning_tokens", "llm.token_count.completion_details.reasoning",
        "ai.usage.reasoningTokens",
    ],
}


def first(attributes, names):
    return next((attributes[name] for name in names if attributes.get(name) not in (None, "")), None)


def inner(value):
    """The value behind JSON in a string, cut JSON aside."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def response(attributes):
    """What the recorded body of a response says of it: its id and model. The body may be cut short."""
    body = first(attributes, ["output.value", "gen_ai.completion"])
    value = inner(body)
    if isinstance(value, dict) and "generations" in value:
        facts = value["generations"][0][0]["message"]["kwargs"]["response_metadata"]
        return {"id": facts.get("id"), "model": facts.get("model_name")}
    if isinstance(value, dict):
        return value
    return {"id": body.split('"')[3]} if str(body).startswith('{"id":"') else {}


def model(attributes):
    """The model that answered, else the one asked for."""
    asked = inner(attributes.get("llm.invocation_parameters"))
    answered = first(attributes, ANSWERED) or response(attributes).get("model")
    return answered or first(attributes, ASKED) or (asked.get("model") if isinstance(asked, dict) else None)


def response_id(attributes):
    return attributes.get("gen_ai.response.id") or response(attributes).get("id")


def message_kind(span):
    """The kind that follows from the messages in a span's events."""
    for event in span["events"]:
        if str(event["name"]).startswith(("gen_ai.choice", "gen_ai.user.message", "gen_ai.client.inference")):
            return "llm"
        body = event["body"] if isinstance(event["body"], dict) else {}
        for message in body.get("output", {}).get("messages", []):
            content = inner(message["content"])
            if isinstance(content, dict) and "generations" in content:
                return "llm"
            if isinstance(content, dict) and "tool_call_id" in content:
                return "tool"
    return None


def kind(span):
    attributes = span["attributes"]
    if span["name"] == "execute_tool (merged)":
        return "generic"  # ADK's sum of the tool spans beside it.
    for name, kinds in KINDS.items():
        stated = kinds.get(str(attributes.get(name)).lower())
        if stated:
            return stated
    if any(TRANSPORT.match(name) for name in attributes):
        return "generic"
    return NAMES.get(span["name"]) or message_kind(span) or "generic"


def usage(attributes):
    tokens = {part: first(attributes, names) for part, names in TOKENS.items()}
    details = inner(attributes.get("langfuse.observation.usage_details") or "{}")
    if "prompt_tokens" in details:
        tokens["input"], tokens["output"] = details["prompt_tokens"], details["completion_tokens"]
        tokens["cacheRead"] = (details.get("prompt_tokens_details") or {}).get("cached_tokens")
        tokens["reasoning"] = (details.get("completion_tokens_details") or {}).get("reasoning_tokens")
    elif details:
        cached = details.get("input_cached_tokens")
        tokens.update({"input": details["input"] + (cached or 0), "output": details["output"], "cacheRead": cached})
    langsmith = inner(attributes.get("langsmith.metadata.usage_metadata") or "{}")
    if langsmith:
        tokens["cacheRead"] = langsmith.get("input_token_details", {}).get("cache_read")
        tokens["reasoning"] = langsmith.get("output_token_details", {}).get("reasoning")
    return {part: int(float(count)) for part, count in tokens.items() if count is not None}


class Tree:
    def __init__(self, spans):
        self.spans = spans
        by_id = {(span["trace"], span["id"]): index for index, span in enumerate(spans)}
        self.children = {index: [] for index in range(len(spans))}
        for index, span in enumerate(spans):
            parent = by_id.get((span["trace"], span["parent"]))
            if parent not in (None, index):
                self.children[parent].append(index)

    def below(self, index, stops=lambda index: False):
        for child in self.children[index]:
            yield child
            if not stops(child):
                yield from self.below(child, stops)


def calls(tree, kinds):
    """The spans that stand for a model call, each call once."""
    spans = tree.spans
    splits = lambda index: kinds[index] in ("tool", "agent")
    leaves = [
        index for index, span_kind in enumerate(kinds)
        if span_kind == "llm" and not any(kinds[below] == "llm" for below in tree.below(index, splits))
    ]
    is_silent = lambda index: not usage(spans[index]["attributes"])
    seen, counted = set(), []
    for index in sorted(leaves, key=lambda index: (is_silent(index), spans[index]["start"] or 0)):
        response = response_id(spans[index]["attributes"])
        if response is None or (spans[index]["trace"], response) not in seen:
            counted.append(index)
        seen.add((spans[index]["trace"], response))
    others = ("llm", "embedding", "retrieval", "rerank", "prompt")
    stands_for_calls = lambda index: kinds[index] not in others and not is_silent(index)
    counted += [
        index for index in range(len(spans)) if stands_for_calls(index)
        and not any(kinds[below] == "llm" or stands_for_calls(below) for below in tree.below(index))
    ]
    return counted


def errors(tree, kinds):
    def fails(index):
        span = tree.spans[index]
        result = inner(first(span["attributes"], ["gen_ai.tool.call.result", "gcp.vertex.agent.tool_response"]))
        return span["failed"] or kinds[index] == "tool" and isinstance(result, dict) and result.get("isError") is True

    def passes_on(index, below):
        said, reason = tree.spans[index]["message"], tree.spans[below]["message"]
        return not said or not reason or said in reason or reason in said

    failed = [index for index in range(len(tree.spans)) if fails(index)]
    return sum(
        not any(fails(below) and passes_on(index, below) for below in tree.below(index)) for index in failed
    )


def row(path):
    spans = envelopes.read(path)
    tree, kinds = Tree(spans), [kind(span) for span in spans]
    counted = calls(tree, kinds)
    sums, models = {}, set()
    for index in counted:
        attributes = spans[index]["attributes"]
        for part, count in usage(attributes).items():
            sums[part] = sums.get(part, 0) + count
        models.add(model(attributes))
    counts = ", ".join(f"{name} {count}" for name, count in sorted(Counter(kinds).items()))
    figures = "".join(f" {part}: {sums[part]}," for part in TOKENS if part in sums)
    names = ", ".join(f'"{model}"' for model in sorted(models - {None}))
    print(f'    Truth(\n      "{"/".join(path.split("/")[-2:])}", traces: {len({span["trace"] for span in spans})},')
    print(f'      kinds: "{counts}",\n      calls: {len(counted)}, errors: {errors(tree, kinds)},', end="")
    print(f"{figures} models: [{names}]),")


for path in sys.argv[1:]:
    row(path)
