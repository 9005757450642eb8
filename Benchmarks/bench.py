#!/usr/bin/env python3
"""Measures what a page costs, beside the least that it could cost and beside other programs, in one run.

    make bench                  some minutes      make bench BENCH=--full      everything, half an hour and more
    python3 Benchmarks/bench.py TRACEPAGE [--full] [--only NAME…] [--record] [--instructions]

For every input: CPU seconds, time, peak memory and size of the page; the ratio to the limit program
(Benchmarks/limit); how many times more CPU the peers take; the exponent of growth since the next smaller input of
the same kind (1: twice the input costs twice). Then this run beside the recorded one (Benchmarks/results).
"""
import argparse
import json
import math
import os
import pathlib
import subprocess
import sys

import inputs
from measure import Failed, Program, beside, instructions, start_time

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE.parent / ".build-bench"
RECORD = HERE / "results" / "last.json"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary of tracepage")
    parser.add_argument("--full", action="store_true", help="all inputs, not only those of some minutes")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only inputs whose name starts so")
    parser.add_argument("--runs", type=int, default=3, help="runs of each program, as far as they are short (default 3)")
    parser.add_argument("--no-peers", action="store_true", help="without the Python programs")
    parser.add_argument("--instructions", action="store_true", help="count instructions too; needs valgrind, slow")
    parser.add_argument("--record", action="store_true", help="keep this run's figures as the recorded ones")
    options = parser.parse_args()
    for name in ("inputs", "output"):
        (WORK / name).mkdir(parents=True, exist_ok=True)
    rows = []
    print(heading(), flush=True)
    for one in inputs.chosen(options.full, options.only):
        path = one.make(WORK / "inputs")
        if path is None:
            print(f"{one.name:<16} left out: {one.missing}", flush=True)
            continue
        row = measure(one, path, options)
        previous = next((other for other in reversed(rows) if other["family"] == one.family), None)
        row["exponent"] = previous and growth(previous, row)
        rows.append(row)
        print(line(row), flush=True)
    print(f"\n--version: {start_time([options.binary.resolve(), '--version']) * 1000:.1f} ms")
    compare(rows)
    if options.record:
        keep(rows)


def measure(one, path, options):
    """The figures of one input, as a row."""
    page, packed, written = (WORK / "output" / name for name in ("page.html", "packed", "limit"))
    tracepage = Program("tracepage", [options.binary.resolve(), path, "-o", page])
    row = {"name": one.name, "family": one.family, "bytes": size(path), "exponent": None}
    try:
        tracepage.run()
    except Failed as failure:
        return {**row, "failure": str(failure)}
    with packed.open("wb") as file:  # a program of its own, whose memory is not counted as this one's
        subprocess.run([sys.executable, HERE / "unpack.py", page], check=True, stdout=file)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    limit = Program("limit", [WORK / "limit", *files, packed, page.stat().st_size, written])
    peers = [] if options.no_peers else [Program(name, words) for name, words in one.peers(path, WORK)]
    beside([limit, tracepage, *peers], options.runs)
    figures = tracepage.median()
    if options.instructions:
        row["instructions"], row["least"] = instructions(tracepage.words), instructions(limit.words)
    return {
        **row, "cpu": figures.cpu, "wall": figures.wall, "peak": figures.peak, "page": page.stat().st_size,
        "limit": limit.median().cpu, "ratio": figures.cpu / limit.median().cpu,
        "peers": {peer.name: peer.median().cpu / figures.cpu for peer in peers if peer.runs},
    }


def size(path):
    return sum(file.stat().st_size for file in path.iterdir()) if path.is_dir() else path.stat().st_size


def growth(small, large):
    """The power of the size with which CPU time grows; what the start costs is left out of both."""
    if "cpu" not in small or "cpu" not in large:
        return None
    base = 0.005
    seconds = max(large["cpu"] - base, 0.001) / max(small["cpu"] - base, 0.001)
    return math.log(seconds) / math.log(large["bytes"] / small["bytes"])


def heading():
    return (f"{'input':<16}{'MB':>7}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'page MB':>9}{'limit s':>9}{'× limit':>9}"
            f"{'growth':>8}  peers' CPU as a multiple of ours")


def line(row):
    start = f"{row['name']:<16}{row['bytes'] / 1e6:>7.1f}"
    if "failure" in row:
        return start + "  " + row["failure"]
    peers = ", ".join(f"{name} {times:.{1 if times >= 1 else 2}f}" for name, times in row["peers"].items())
    exponent = f"{row['exponent']:.2f}" if row["exponent"] is not None else "–"
    if "instructions" in row:
        counts = row["instructions"], row["least"]
        peers += f"  instructions: {counts[0] / 1e6:,.0f} million, {counts[0] / counts[1]:.1f} × limit"
    return (f"{start}{row['cpu']:>8.2f}{row['wall']:>8.2f}{row['peak'] / 1e6:>9.0f}{row['page'] / 1e6:>9.2f}"
            f"{row['limit']:>9.3f}{row['ratio']:>9.1f}{exponent:>8}  {peers}")


def compare(rows):
    if not RECORD.exists():
        return
    recorded = json.loads(RECORD.read_text())
    print(f"\nRecorded → now\n{'input':<16}{'× limit':>18}{'peak MB':>18}{'page MB':>18}")
    for row in rows:
        before = recorded.get(row["name"])
        if not before or "failure" in row:
            continue
        pairs = [(before[key] / scale, row[key] / scale, form) for key, scale, form in
                 (("ratio", 1, ".1f"), ("peak", 1e6, ".0f"), ("page", 1e6, ".2f"))]
        print(f"{row['name']:<16}" + "".join(f"{then:{form}} → {now:{form}}".rjust(18) for then, now, form in pairs))


def keep(rows):
    """Writes the figures of this run over those of the same inputs."""
    recorded = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    for row in rows:
        if "failure" not in row:
            kept = {"ratio": round(row["ratio"], 2), "peak": int(round(row["peak"], -5)), "page": row["page"]}
            if "instructions" in row:
                kept["instructions"] = round(row["instructions"], -6)
            recorded[row["name"]] = kept
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")


main()
