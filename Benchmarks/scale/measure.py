"""What many traces cost: an index of 10,000 runs, and a million traces computed from measured rates.

    python3 Benchmarks/scale/measure.py BINARY [FOLDER OF TRACES]

Without a folder it takes the traces of Tests/Corpus. Every rate is of processes that this program started: CPU is user and
system time, memory the largest of them. A million is worked out from the mean, not run.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
RUNS = 10_000
MILLION = 1_000_000


def run(*words, out=os.devnull):
    """Runs a process: its code, wall and CPU seconds, and its largest memory in bytes."""
    begun = time.monotonic()
    child = os.posix_spawn(
        words[0], [str(word) for word in words], os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )  # fmt: skip
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def summary_line(number):
    """A run as `summary --format json` states it: nightly, with a step in its cost at two thirds."""
    day = number // 24
    start = f"2026-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{number % 24:02}:00:00.{day // 336:09}Z"
    return json.dumps({
        "schema": "tracepage.summary/1", "generator": "tracepage", "source": f"run-{number}.json",
        "redaction": {"enabled": True, "entries": []},
        "traces": [{
            "id": f"{number:032x}", "name": "nightly", "format": "otlp-json", "outcome": {"kind": "answered", "title": "answered"},
            "start": start, "duration_ns": 2_000_000_000 + number * 7919 % 900_000_000, "is_unfinished": False,
            "llm_calls": 3, "tool_calls": 2, "errors": number % 31 == 0, "question": {"text": f"question {number % 50}"},
            "tokens": {"total": 3000 + number * 31 % 200, "is_lower_bound": False}, "models": [{"name": "gpt-4o"}],
            "cost": {"total_usd": 0.02 if number < RUNS * 2 // 3 else 0.03, "origin": "computed", "unpriced_calls": 0},
            "scores": [], "findings": [{"id": "errors", "severity": "warning", "title": "A tool failed."}],
        }],
    }, separators=(",", ":"))  # fmt: skip


def index(binary, folder):
    source, page = folder / "runs.jsonl", folder / "index.html"
    source.write_text("".join(summary_line(number) + "\n" for number in range(RUNS)), encoding="utf-8")
    times = [run(binary, "index", source, "-o", page) for _ in range(3)]
    assert all(code == 0 for code, *_ in times), times
    again = run(binary, "index", page, "-o", page)
    best = min(times, key=lambda one: one[2])
    print(f"index of {RUNS:,} summaries ({source.stat().st_size / 1e6:.1f} MB): {best[1]:.2f} s, {best[2]:.2f} s of CPU, "
          f"{best[3] / 1e6:.0f} MB of memory, page {page.stat().st_size / 1e6:.2f} MB; from that page again {again[2]:.2f} s of CPU")
    return best


def traces(binary, files, folder):
    """Means of a summary and of a page a trace file, over those that can be read."""
    means = {}
    for what, words in {"summary": ["summary", "--format", "json"], "page": ["render", "-o", folder / "page.html"]}.items():
        out = folder / "out"
        costs = []
        for file in files:
            code, _, cpu, memory = run(binary, *words, file, out=out)
            if code == 0:
                costs.append((cpu, memory, (folder / "page.html" if what == "page" else out).stat().st_size))
        mean = [sum(column) / len(costs) for column in zip(*costs)]
        most = max(memory for _, memory, _ in costs)
        means[what] = mean
        print(f"{what} of a trace: {mean[0] * 1000:.1f} ms of CPU, {mean[1] / 1e6:.0f} MB of memory (at most {most / 1e6:.0f}), "
              f"{mean[2] / 1000:.1f} KB written; mean of {len(costs)} files")
    size = sum(file.stat().st_size for file in files) / len(files)
    print(f"a trace file: {size / 1000:.1f} KB in the mean")
    return means, size


def main():
    binary = str(Path(sys.argv[1]).resolve())
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else TOP / "Tests" / "Corpus"
    names = {".md", ".tsv", ".html"}
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.suffix not in names)
    with tempfile.TemporaryDirectory() as folder:
        reduced = index(binary, Path(folder))
        means, size = traces(binary, files, Path(folder))
    print(f"\na million such traces ({size * MILLION / 1e12:.2f} TB), computed:")
    for what, (cpu, _, written) in means.items():
        print(f"  {what}: {cpu * MILLION / 3600:.1f} hours of one CPU, {cpu * MILLION / 3600 / 64 * 60:.0f} minutes on 64, {written * MILLION / 1e9:.0f} GB written")
    print(f"  index of their summaries: {reduced[2] * MILLION / RUNS / 60:.1f} minutes of CPU, about {reduced[3] * MILLION / RUNS / 1e9:.0f} GB of memory, since it holds all runs")


if __name__ == "__main__":
    main()
