"""Counts what the OpenAI Agents SDK exports: records one a line, or bodies with a list called `data`.

Kinds are the types of `span_data`; the SDK's own tasks and turns are chains, other custom spans generic, a handoff is
the tool by which a model hands over. Tokens are those of generations and responses. An error is a failed span none of
whose children failed.
"""

import json
import sys
from collections import Counter

KINDS = {"generation": "llm", "response": "llm", "function": "tool", "handoff": "tool"}


def records(path):
    text = open(path).read()
    try:
        return json.loads(text)["data"]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def kind(data):
    if data["type"] == "custom":
        return "chain" if data["data"].get("sdk_span_type") in ("task", "turn") else "generic"
    return KINDS.get(data["type"], data["type"])


def row(path):
    spans = [record for record in records(path) if record["object"] == "trace.span"]
    calls = [span["span_data"] for span in spans if kind(span["span_data"]) == "llm"]
    kinds = Counter(kind(span["span_data"]) for span in spans)
    failed = {span["id"]: span["parent_id"] for span in spans if span["error"]}

    def total(name, details=None):
        return sum(call["usage"][details][name] if details else call["usage"][name] for call in calls)

    return {
        "traces": len({span["trace_id"] for span in spans}),
        "kinds": ", ".join(f"{name} {kinds[name]}" for name in sorted(kinds)),
        "calls": len(calls),
        "errors": len(set(failed) - set(failed.values())),
        "input": total("input_tokens"),
        "output": total("output_tokens"),
        "cacheRead": total("cached_tokens", "input_tokens_details"),
        "cacheWrite": total("cache_write_tokens", "input_tokens_details"),
        "reasoning": total("reasoning_tokens", "output_tokens_details"),
        "models": sorted({call["model"] for call in calls if call.get("model")}),
    }


for path in sys.argv[1:]:
    print("/".join(path.split("/")[-2:]), json.dumps(row(path)))
