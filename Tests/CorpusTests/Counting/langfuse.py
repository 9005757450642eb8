"""Counts what Langfuse downloads hold and prints rows for Truths/LangfuseTruths.swift.

An observation's kind is its type. Where that is SPAN or GENERATION, an attribute in its metadata that states a kind
comes first, and a span without one is judged by how its framework names it. A call counts unless another lies
within it with no tool and no agent between. Usage is that of `usageDetails`: classes beside input and output lie
within them if input and output alone make the total, else they are added.
"""

import json
import sys
from collections import Counter

TYPES = {
    "TOOL": "tool", "AGENT": "agent", "CHAIN": "chain", "RETRIEVER": "retrieval", "EVALUATOR": "evaluator",
    "GUARDRAIL": "guardrail", "EMBEDDING": "embedding",
}
STATED = {"LLM": "llm", "TOOL": "tool", "AGENT": "agent", "CHAIN": "chain"}
VERCEL = {"ai.generateText": "chain", "ai.generateText.doGenerate": "llm", "ai.toolCall": "tool"}
MODELS = ["ai.response.model", "gen_ai.response.model", "llm.model_name"]


def inner(value):
    """The value behind JSON in strings."""
    while isinstance(value, str):
        try:
            read = json.loads(value)
        except ValueError:
            return value
        if not isinstance(read, (dict, list, str)):
            return value
        value = read
    return value


def facts(observation):
    metadata = inner(observation.get("metadata")) or {}
    return metadata, inner(metadata.get("attributes")) or {}


def kind(observation):
    if observation["type"] in TYPES:
        return TYPES[observation["type"]]
    metadata, attributes = facts(observation)
    if attributes.get("ai.operationId") in VERCEL:
        return VERCEL[attributes["ai.operationId"]]
    for name in ["openinference.span.kind", "langsmith.span.kind"]:
        if name in attributes:
            return STATED[attributes[name].upper()]
    if observation["type"] == "GENERATION":
        return "llm"
    name = observation["name"]
    output = inner(observation.get("output"))
    if name == f"{attributes.get('agent_name')} run":
        return "agent"
    if isinstance(output, dict) and "tool_call_id" in output:
        return "tool"
    if name == "LangGraph" or metadata.get("langgraph_node") == name:
        return "chain"
    return "generic"


def holds_call(span, children, kinds):
    """Whether a call lies below, with no tool and no agent between."""
    for child in children.get(span, []):
        if kinds[child] == "llm" or kinds[child] not in ("tool", "agent") and holds_call(child, children, kinds):
            return True
    return False


def usage(details):
    """Input, output, cached reads, cache writes and reasoning; None for what is not told."""
    known = {"input": details.get("input"), "output": details.get("output")}
    total = details.get("total")
    is_within = total is None or total == (known["input"] or 0) + (known["output"] or 0)
    parts = {"cacheRead": None, "cacheWrite": None, "reasoning": None}
    for name, count in details.items():
        if name in ("input", "output", "total"):
            continue
        side = "input" if name.startswith(("input", "prompt")) else "output"
        if not is_within:
            known[side] += count
        if "cache" in name:
            part = "cacheWrite" if "creation" in name or "write" in name else "cacheRead"
        else:
            part = "reasoning" if "reasoning" in name else None
        if part:
            parts[part] = (parts[part] or 0) + count
    return {**known, **parts}


COLUMNS = {
    "parent_observation_id": "parentObservationId", "usage_details": "usageDetails", "provided_model_name": "model",
}


def observations_of(path):
    """Those of a download, or the rows of an export, whose columns are spelled in another way."""
    with open(path) as file:
        if path.endswith(".jsonl"):
            return [{COLUMNS.get(name, name): value for name, value in json.loads(line).items()} for line in file]
        source = json.load(file)
    return source["trace"].get("observations", []) + source["observations"]


def row(path):
    found = observations_of(path)
    observations = {observation["id"]: observation for observation in found}
    kinds = {name: kind(observation) for name, observation in observations.items()}
    children = {}
    for name, observation in observations.items():
        children.setdefault(observation.get("parentObservationId"), []).append(name)
    calls = [name for name in observations if kinds[name] == "llm" and not holds_call(name, children, kinds)]
    sums, models = Counter(), set()
    for name in calls:
        details = observations[name].get("usageDetails") or {}
        sums.update({part: count for part, count in usage(details).items() if count is not None})
        _, attributes = facts(observations[name])
        models.add(next((attributes[key] for key in MODELS if key in attributes), observations[name]["model"]))
    errors = sum(observation.get("level") == "ERROR" for observation in observations.values())
    counts = ", ".join(f"{name} {count}" for name, count in sorted(Counter(kinds.values()).items()))
    order = ["input", "output", "cacheRead", "cacheWrite", "reasoning"]
    figures = "".join(f" {part}: {sums[part]}," for part in order if part in sums)
    names = ", ".join(f'"{model}"' for model in sorted(models))
    file = "/".join(path.split("/")[-2:])
    print(
        f'Truth(\n  "{file}", traces: 1, kinds: "{counts}",\n'
        f"  calls: {len(calls)}, errors: {errors},{figures} models: [{names}]),"
    )


for path in sys.argv[1:]:
    row(path)
