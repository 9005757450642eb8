"""Prints a table of what tracepage reads of each file below some folders, and the lines of code of each format.

    python3 Benchmarks/formats/table.py BINARY FOLDER…

A row a file: format, traces, spans, calls, tools, errors, tokens, cost, outcome, first finding. Of a file with several
traces the figures are sums, the outcome is that of most of them, and the finding is the first of the first trace that has
one. A file that is no trace is told as that.
"""

import collections
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SIDE = {"PROVENANCE.tsv", "README.md", "NOTICE.md"}
HEAD = ["file", "format", "traces", "spans", "calls", "tools", "errors", "tokens", "cost", "outcome", "first finding"]


def documents(text):
    """The JSON values that stand in a row."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(text.rstrip()):
        value, place = decoder.raw_decode(text, place)
        while place < len(text) and text[place].isspace():
            place += 1
        yield value


def total(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def row(binary, path, name):
    run = subprocess.run([binary, "summary", "--format", "json", path], capture_output=True, text=True)
    traces = [trace for document in documents(run.stdout) for trace in document["traces"]] if run.returncode == 0 else []
    if not traces:
        return [name, "–", "0", "", "", "", "", "", "", "", run.stderr.strip().split("\n")[0].partition(": ")[2][:90]]
    tokens, cost = total(trace["tokens"]["total"] for trace in traces), total(trace["cost"]["total_usd"] for trace in traces)
    bound = "≥ " if any(trace["tokens"]["is_lower_bound"] for trace in traces) else ""
    outcomes = collections.Counter(trace["outcome"]["title"] for trace in traces)
    finding = next((finding["title"] for trace in traces for finding in trace["findings"]), "none")
    outcome, count = sorted(outcomes.items(), key=lambda item: (-item[1], item[0]))[0]
    return [
        name, "/".join(sorted({trace["format"] for trace in traces})), str(len(traces)),
        str(sum(trace["spans"]["total"] for trace in traces)), str(sum(trace["llm_calls"] for trace in traces)),
        str(sum(trace["tool_calls"] for trace in traces)), str(sum(trace["errors"] for trace in traces)),
        "–" if tokens is None else f"{bound}{tokens:,}", "–" if cost is None else f"${cost:.5f}",
        outcome if len(traces) == 1 else f"{outcome} ({count} of {len(traces)})", finding[:90],
    ]


def code():
    """Lines of Swift by folder of a format."""
    for target in ["OTelImport/Envelope", "AgentImport", "PlatformImport"]:
        base = os.path.join(ROOT, "Sources", target)
        for folder in sorted(os.listdir(base)):
            files = [os.path.join(at, name) for at, _, names in os.walk(os.path.join(base, folder)) for name in names]
            if files:
                yield f"{target}/{folder}", len(files), sum(open(file, encoding="utf-8").read().count("\n") for file in files)


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for cells in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    rows = []
    for folder in sys.argv[2:]:
        for at, folders, names in os.walk(folder):
            folders.sort()
            rows += [row(sys.argv[1], os.path.join(at, name), os.path.relpath(os.path.join(at, name), folder))
                     for name in sorted(names) if name not in SIDE]
    print("\n".join(table(HEAD, rows)), "\n", sep="\n")
    print("\n".join(table(["folder", "files", "lines"], code())))
    return 0


sys.exit(main())
