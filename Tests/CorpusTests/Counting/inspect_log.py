"""Counts Inspect logs, JSON and .eval, and prints a row of Truths/TrajectoryTruths.swift for each file.

A span is: the sample, each span_begin or begun step, each model, tool, sandbox, sample_init, input, subtask and
compaction event, and each score. A tool event and the span of type "tool" that was opened for it are one. So are a
scorer's span and its first score. input_tokens leaves out cached tokens, unless total_tokens says otherwise.
"""

import collections
import json
import struct
import subprocess
import sys
import zipfile

KINDS = {"agent": "agent", "handoff": "agent", "tool": "tool", "scorer": "evaluator"}
PLAIN = {"model": "llm", "sandbox": "generic", "sample_init": "input", "input": "input", "subtask": "chain",
         "compaction": "generic"}


def samples(path):
    if open(path, "rb").read(2) != b"PK":
        return json.load(open(path))["samples"]
    archive = zipfile.ZipFile(path)
    return [json.loads(contents(path, entry)) for entry in archive.infolist() if entry.filename.startswith("samples/")]


def contents(path, entry):
    if entry.compress_type != 93:
        return zipfile.ZipFile(path).read(entry)
    with open(path, "rb") as file:
        file.seek(entry.header_offset + 26)
        name, extra = struct.unpack("<HH", file.read(4))
        file.seek(name + extra, 1)
        packed = file.read(entry.compress_size)
    return subprocess.run(["zstd", "-dc"], input=packed, capture_output=True, check=True).stdout


class Count:
    def __init__(self):
        self.kinds = collections.Counter()
        self.tokens = {}
        self.models = set()
        self.errors = self.calls = 0

    def add(self, name, value):
        if value is not None:
            self.tokens[name] = self.tokens.get(name, 0) + value

    def call(self, output):
        self.calls += 1
        usage = output.get("usage")
        if usage:
            read, write = usage.get("input_tokens_cache_read"), usage.get("input_tokens_cache_write")
            inside = usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"]
            outside = 0 if inside else (read or 0) + (write or 0)
            self.add("input", output.get("input_context_tokens", usage["input_tokens"] + outside))
            self.add("output", usage["output_tokens"])
            self.add("cacheRead", read)
            self.add("cacheWrite", write)
            self.add("reasoning", usage.get("reasoning_tokens"))
        self.models.add(output["model"])

    def sample(self, sample):
        self.kinds["chain"] += 1
        events = sample.get("events") or (sample.get("transcript") or {}).get("events") or []
        opened = [event for event in events if event["event"] == "span_begin" and event.get("type") == "tool"]
        scorers = set()
        scored = 0
        step = None
        for event in events:
            name = event["event"]
            if name == "span_begin" or name == "step" and event["action"] == "begin":
                self.kinds[KINDS.get(event.get("type"), "chain")] += 1
                step = event["name"] if name == "step" else step
                if event.get("type") == "scorer":
                    scorers.add(event.get("id") or step)
            elif name == "tool":
                match = [span for span in opened
                         if (span["parent_id"], span["name"]) == (event["span_id"], event["function"])]
                if match:
                    opened.remove(match[0])
                else:
                    self.kinds["tool"] += 1
                self.errors += bool(event.get("error"))
            elif name == "score":
                scored += 1
                scorer = event.get("span_id") or step
                if scorer in scorers:
                    scorers.remove(scorer)
                else:
                    self.kinds["evaluator"] += 1
            elif name in PLAIN:
                self.kinds[PLAIN[name]] += 1
                if name == "model":
                    self.call(event["output"])
                    self.errors += bool(event.get("error"))
        if not events:
            self.kinds["input"] += 1
            for message in sample["messages"]:
                if message["role"] == "tool":
                    self.kinds["tool"] += 1
                    self.errors += bool(message.get("error"))
                elif message["role"] == "assistant":
                    self.kinds["llm"] += 1
                    self.calls += 1
        if not scored:
            self.kinds["evaluator"] += len(sample.get("scores") or {})


for path in sys.argv[1:]:
    count = Count()
    found = samples(path)
    for sample in found:
        count.sample(sample)
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(count.kinds.items()) if number)
    order = ["input", "output", "cacheRead", "cacheWrite", "reasoning"]
    tokens = "".join(f"{name}: {count.tokens[name]}, " for name in order if name in count.tokens)
    print(f'Truth("{"/".join(path.split("/")[-2:])}", traces: {len(found)}, kinds: "{kinds}", '
          f"calls: {count.calls}, errors: {count.errors}, {tokens}models: {json.dumps(sorted(count.models))}),")
