"""Renders every file of a folder of traces and prints a Markdown table of what the page says.

    python3 Benchmarks/corpus/table.py BINARY FOLDER [PAGES]

Each file is given to the program by standard input, so that neither its name nor its ending helps. A row has the
format found, the figures of `tracepage summary --format json`, the seconds that rendering took and the page's size.
Pages are kept in the folder PAGES where one is named.
"""
import json
import pathlib
import subprocess
import sys
import time


def total(traces, *path):
    known = []
    for trace in traces:
        value = trace
        for name in path:
            value = value and value.get(name)
        if value is not None:
            known.append(value)
    return sum(known) if known else None


def words(value):
    return "–" if value is None else f"{value:,}"


def row(binary, path, folder, pages):
    data = path.read_bytes()
    summary = subprocess.run(
        [binary, "summary", "-", "--format", "json"], input=data, capture_output=True)
    start = time.perf_counter()
    page = subprocess.run([binary, "render", "-", "-o", "-"], input=data, capture_output=True)
    seconds = time.perf_counter() - start
    name = str(path.relative_to(folder))
    if summary.returncode or page.returncode:
        return f"| {name} | failed: {summary.stderr.decode().strip() or page.stderr.decode().strip()} |", False
    if pages:
        pages.mkdir(parents=True, exist_ok=True)
        (pages / (name.replace("/", "_") + ".html")).write_bytes(page.stdout)
    traces = json.loads(summary.stdout)["traces"]
    bound = "≥ " if any((t.get("tokens") or {}).get("is_lower_bound") for t in traces) else ""
    cells = [
        name, ", ".join(sorted({t["format"] for t in traces})), words(len(traces)),
        words(total(traces, "spans", "total")), words(total(traces, "llm_calls")),
        words(total(traces, "tool_calls")), words(total(traces, "errors")),
        bound + words(total(traces, "tokens", "input")), bound + words(total(traces, "tokens", "output")),
        f"{seconds:.2f}", f"{len(page.stdout) / 1000:,.0f}"]
    return "| " + " | ".join(cells) + " |", True


def main():
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    pages = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.parent != folder)
    print("| File | Format | Traces | Spans | LLM calls | Tool calls | Errors | In | Out | Seconds | Page KB |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    failures = 0
    for path in files:
        line, isRead = row(binary, path, folder, pages)
        failures += not isRead
        print(line, flush=True)
    print(f"\n{len(files)} files, {failures} not read")
    sys.exit(1 if failures else 0)


main()
