"""Counts what files of MLflow's Trace.to_json hold and prints rows for Truths/MLflowTruths.swift.

A span's kind is its type, a JSON text within the attributes; a call is a span of an LLM or a chat model, and none
of those counted lies within another. Cached tokens lie within the input.
"""

import json
import sys
from collections import Counter

KINDS = {
    "AGENT": "agent", "EMBEDDING": "embedding", "RETRIEVER": "retrieval", "RERANKER": "rerank", "TOOL": "tool",
    "LLM": "llm", "CHAT_MODEL": "llm", "CHAIN": "chain", "PARSER": "chain",
}
COUNTS = [
    ("input", "input_tokens"), ("output", "output_tokens"), ("cacheRead", "cache_read_input_tokens"),
    ("cacheWrite", "cache_creation_input_tokens"),
]


def row(path):
    with open(path) as file:
        spans = json.load(file)["data"]["spans"]
    kinds, sums, models, calls, errors = Counter(), Counter(), set(), 0, 0
    for span in spans:
        facts = {name: json.loads(value) for name, value in span["attributes"].items()}
        kind = KINDS[facts["mlflow.spanType"]]
        kinds[kind] += 1
        errors += span["status"]["code"] == "STATUS_CODE_ERROR"
        if kind != "llm":
            continue
        calls += 1
        models.add(facts["mlflow.llm.model"])
        usage = facts.get("mlflow.chat.tokenUsage", {})
        sums.update({part: usage[name] for part, name in COUNTS if name in usage})
    counts = ", ".join(f"{name} {count}" for name, count in sorted(kinds.items()))
    figures = "".join(f" {part}: {sums[part]}," for part, _ in COUNTS if part in sums)
    names = ", ".join(f'"{model}"' for model in sorted(models))
    file = "/".join(path.split("/")[-2:])
    print(
        f'Truth(\n  "{file}", traces: 1, kinds: "{counts}",\n'
        f"  calls: {calls}, errors: {errors},{figures} models: [{names}]),"
    )


for path in sys.argv[1:]:
    row(path)
