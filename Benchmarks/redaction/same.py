#!/usr/bin/env python3
"""Tells whether two builds of `redact` take the same out of the same texts.

    same.py OLD NEW PATH… [--show N]

A path is a folder, of which every file is read, or a file. A .jsonl of samples gives the "text" of each row; any other
file is read whole, and each string that stands in it as JSON by itself too. Each text goes through both programs, once
with what is certain and once with all. Differences are printed, the first N of them (20), and end the run with 1.
"""
import argparse
import difflib
import json
import pathlib
import subprocess
import sys

LARGEST = 20_000_000


def strings(value):
    """Every string value of a JSON value, deepest first; those that hold JSON are looked into too."""
    if isinstance(value, str):
        yield value
        if value[:1] in "{[":
            try:
                yield from strings(json.loads(value))
            except (ValueError, RecursionError):
                pass
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def texts(path):
    """(name, text) of a file."""
    if path.stat().st_size > LARGEST:
        return
    text = path.read_bytes().decode("utf-8", "replace")
    rows = []
    for line in [text] if path.suffix == ".json" else text.split("\n"):
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            pass
    if rows and all(isinstance(row, dict) and {"kind", "text"} <= set(row) for row in rows):
        # What is held out is compared and never shown.
        yield from (("held out" if row.get("held") else f"{path}:{number}", row["text"])
                    for number, row in enumerate(rows, 1))
        return
    yield str(path), text
    yield from ((str(path), string) for string in dict.fromkeys(s for row in rows for s in strings(row)) if len(string) > 5)


def results(program, lines):
    """What a program makes of texts, each a line of JSON."""
    done = subprocess.run(program, input=b"".join(lines), stdout=subprocess.PIPE, check=True)
    return done.stdout.split(b"\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    files = [file for path in options.paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [pair for file in files if file.is_file() for pair in texts(file)]
    lines = [json.dumps(text.encode("utf-8", "replace").decode()).encode() + b"\n" for _, text in found]
    different = 0
    for mode in ([], ["--all"]):
        pairs = zip(results([options.old, *mode], lines), results([options.new, *mode], lines), found)
        for old, new, (name, _) in pairs:
            if old == new:
                continue
            different += 1
            if name != "held out" and different <= options.show:
                print(name, *mode)
                for line in difflib.unified_diff(*(json.loads(row)["out"].split("\n") for row in (old, new)), n=0, lineterm=""):
                    print("   ", line[:300])
    print(f"{len(found)} texts of {len(files)} files, {sum(map(len, lines)) / 1e6:.1f} MB: {different} differences")
    sys.exit(different > 0)


main()
