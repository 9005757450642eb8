#!/usr/bin/env python3
"""Measures redaction beside other programs, on the same samples in the same run.

    compare.py TRACEPAGE REDACT PYTHON [--made MAKER] [--public GITLEAKS TRUFFLEHOG] [--samples FILE…] [--corpus FOLDER]

TRACEPAGE reads the corpus for the clean texts (`clean_samples.py`), REDACT is the program that `measure.py` takes,
PYTHON the interpreter of an environment with requirements.txt, in which `peers.py` runs. MAKER is a program that
writes labelled samples for `--seed N`; seeds 1 to 20 are taken. GITLEAKS and TRUFFLEHOG are the sources of these
projects (`public_samples.py`). By set and program: recall of secrets and of personal data, negatives that came out
changed, and precision: what was found by what was found or wrongly changed. The row “clean spans” is the false
redactions in 1,000 of them; MB/s are over their text.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from measure import judged, number, redacted

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ("detect-secrets-shapes", "detect-secrets", "presidio", "presidio-all")
SEEDS = range(1, 21)


def written(*command):
    """The rows that a program writes."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


def samples(options):
    """All rows, each with its set."""
    rows = [json.loads(line) for path in options.samples for line in open(path, encoding="utf-8")]
    if options.made:
        rows += (row for seed in SEEDS for row in written(sys.executable, options.made, "--seed", seed))
    if options.public:
        rows += written(sys.executable, HERE / "public_samples.py", *options.public)
    corpus = ("--corpus", options.corpus) if options.corpus else ()
    return rows + written(sys.executable, HERE / "clean_samples.py", options.tracepage, *corpus)


def row_of(name, program, figures):
    """A line of the table: secrets and personal data of a set together."""
    secrets, personal = figures[name], figures[name + ", personal"]
    found, total = secrets.found + personal.found, secrets.total + personal.total
    precision = found / (found + secrets.wrong) if total and secrets.negatives and found + secrets.wrong else None
    return (f"{name:24} {program:22} {number(secrets.recall):>8} {secrets.total:>7} {number(personal.recall):>8}"
            f" {personal.total:>7} {number(precision):>9} {secrets.wrong:>6} {secrets.negatives:>6}")


def speed(program, text, folder):
    """MB/s of a program over a text, by its own clock."""
    path = pathlib.Path(folder, "speed.txt")
    path.write_text(text, encoding="utf-8", errors="replace")
    said = subprocess.run([*program, "--speed", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    return float(re.search(r"[\d.]+", said)[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tracepage")
    parser.add_argument("redact")
    parser.add_argument("python", help="of the environment with the peers")
    parser.add_argument("--samples", nargs="+", default=[], help="files of more samples")
    parser.add_argument("--made", help="a program that writes samples for --seed N")
    parser.add_argument("--public", nargs=2, metavar=("GITLEAKS", "TRUFFLEHOG"))
    parser.add_argument("--corpus", help="a folder of traces in place of Tests/Corpus")
    options = parser.parse_args()
    rows = samples(options)
    programs = {"tracepage": [options.redact]} | {
        name: [options.python, str(HERE / "peers.py"), name] for name in PEERS}
    figures = {name: judged(rows, redacted(program, rows)) for name, program in programs.items()}
    print(f"{'set':24} {'program':22} {'secrets':>8} {'of':>7} {'personal':>8} {'of':>7} {'precision':>9} {'wrong':>6}"
          f" {'of':>6}")
    sets = dict.fromkeys(row.get("set", "made") + (", held out" if row.get("held") else "") for row in rows)
    for name in sets:
        for program in programs:
            print(row_of(name, program, figures[program]))
    clean = "\n".join(row["text"] for row in rows if row.get("set") == "clean spans")
    print(f"\nMB/s over the {len(clean.encode(errors='replace')) / 1e6:.1f} MB of the clean spans:")
    with tempfile.TemporaryDirectory() as folder:
        for name, program in programs.items():
            print(f"  {name:22} {speed(program, clean, folder):10.3f}")


main()
