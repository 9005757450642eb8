"""Counts span logs of applications' own tracers: a trace with its spans a line, or a span a line.

A trace that holds spans without a parent is a span itself. Prints one row a file, as Truths has them.
"""

import collections
import json
import sys

KINDS = {"llm": "llm", "tool": "tool", "retrieval": "retrieval", "prompt": "prompt", "chain": "chain"}


def row(path):
    with open(path) as file:
        records = [json.loads(line) for line in file]
    kinds, models, errors, tokens = collections.Counter(), set(), 0, collections.Counter()
    traces = {record.get("traceId") or record.get("trace_id") for record in records}
    for record in records:
        kinds["chain"] += "spans" in record
        for span in record.get("spans", [record]):
            kind = KINDS[span.get("spanType") or span.get("type") or span.get("kind")]
            kinds[kind] += 1
            errors += span.get("status") == "error"
            if kind == "llm":
                usage = span.get("usage", span)
                tokens["input"] += usage.get("promptTokens") or usage["prompt_tokens"]
                tokens["output"] += usage.get("completionTokens") or usage["completion_tokens"]
                models.add(span.get("modelName") or span["model"])
    words = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()) if count)
    name = "/".join(path.split("/")[-2:])
    print(f'"{name}", traces: {len(traces)}, kinds: "{words}", calls: {kinds["llm"]}, errors: {errors},')
    print(f'  input: {tokens["input"]}, output: {tokens["output"]}, models: {json.dumps(sorted(models))}')


for argument in sys.argv[1:]:
    row(argument)
