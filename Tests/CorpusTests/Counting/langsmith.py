"""Counts LangSmith runs: exports one a line, tracer dumps and captured ingest batches.

A run counts once, by its id; a patch completes what was posted. Kinds are run types; a chain that LangChain's
create_agent made, and that is no node of a graph, is an agent. Tokens are those of model runs: cached and reasoning
ones lie inside. An error is a failed run none of whose children failed.
"""

import json
import sys
from collections import Counter

KINDS = {"retriever": "retrieval", "parser": "chain"}


def values(path):
    text = open(path).read()
    try:
        whole = json.loads(text)
        return whole if isinstance(whole, list) else [whole]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def runs(path):
    """Every run by id, with the parent that it states."""
    found = {}

    def take(record):
        run = found.setdefault(record["id"], {})
        for name, value in record.items():
            if name != "child_runs" and value not in (None, {}, [], ""):
                run[name] = value
        for child in record.get("child_runs") or []:
            take(child)

    for value in values(path):
        body = value.get("body", value)
        for record in body.get("post", []) + body.get("patch", []) if "run_type" not in body else [body]:
            take(record)
    return found


def kind(run):
    metadata = (run.get("extra") or {}).get("metadata") or {}
    made_by = metadata.get("ls_integration")
    if run["run_type"] == "chain" and made_by == "langchain_create_agent" and "langgraph_node" not in metadata:
        return "agent"
    return KINDS.get(run["run_type"], run["run_type"])


def answer(run):
    """Usage and model of a model run, out of LangChain's generation or the provider's body."""
    outputs = run.get("outputs") or {}
    if "generations" in outputs:
        message = outputs["generations"][0][0]["message"]["kwargs"]
        return message.get("usage_metadata"), message["response_metadata"]["model_name"]
    return outputs.get("usage_metadata"), outputs.get("model")


def row(path):
    found = runs(path)
    calls = [answer(run) for run in found.values() if run["run_type"] == "llm"]
    usages = [usage for usage, _ in calls if usage]

    def total(name, details=None):
        counts = [(usage.get(details) or {}).get(name) if details else usage.get(name) for usage in usages]
        counts = [count for count in counts if count is not None]
        return sum(counts) if counts else None

    failed = {id for id, run in found.items() if run.get("error")}
    above = {found[id].get("parent_run_id") for id in failed}
    kinds = Counter(kind(run) for run in found.values())
    return {
        "traces": len({run["trace_id"] for run in found.values()}),
        "kinds": ", ".join(f"{name} {kinds[name]}" for name in sorted(kinds)),
        "calls": len(calls),
        "errors": len(failed - above),
        "input": total("input_tokens"),
        "output": total("output_tokens"),
        "cacheRead": total("cache_read", "input_token_details"),
        "cacheWrite": total("cache_creation", "input_token_details"),
        "reasoning": total("reasoning", "output_token_details"),
        "models": sorted({model for _, model in calls if model}),
    }


for path in sys.argv[1:]:
    print("/".join(path.split("/")[-2:]), json.dumps(row(path)))
