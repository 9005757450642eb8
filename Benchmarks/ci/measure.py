"""Fifty runs through check, JUnit, comment and index, as a nightly job would have them: what each command prints and takes.

    python3 Benchmarks/ci/measure.py BINARY [JUNIT.XSD]

The runs are the first fifty small files of Tests/Corpus that are read, by name. With a schema the JUnit file is validated by
xmllint, else it is only parsed.
"""

import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "Tests" / "Corpus"
RUNS = 50
LARGEST = 300_000
RULES = ["errors > 0", "cost > 0.50", "duration.p95 > 60s", "each context.fill > 80%", "finding(loop)"]


def run(*words):
    """Runs a command and prints it with what it says; its exit code."""
    begun = time.monotonic()
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    shown = " ".join(f"'{word}'" if " " in str(word) else str(word) for word in words[1:])
    print(f"\n$ tracepage {shown}".replace(str(CORPUS), "Tests/Corpus"))
    lines = (done.stdout + done.stderr).splitlines()
    print("\n".join(line[:160] for line in lines[:12]) + (f"\n… {len(lines) - 12} more lines" if len(lines) > 12 else ""))
    print(f"exit code {done.returncode}, {time.monotonic() - begun:.2f} s")
    return done.returncode


def collect(binary, folder):
    """Links the runs into a folder, numbered, so that names of files do not clash."""
    taken = []
    for path in sorted(CORPUS.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST or path.suffix not in {".json", ".jsonl", ".eval"}:
            continue
        read = subprocess.run([binary, "summary", path], capture_output=True, check=False)
        if read.returncode == 0:
            link = folder / f"{len(taken) + 1:02}{path.suffix}"
            link.symlink_to(path)
            taken.append(link)
        if len(taken) == RUNS:
            break
    print(f"{len(taken)} runs, {sum(path.stat().st_size for path in taken) / 1e6:.1f} MB")
    return taken


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        runs = folder / "runs"
        runs.mkdir()
        collect(binary, runs)
        junit, comment = folder / "check.xml", folder / "comment.md"
        rules = [word for rule in RULES for word in ("--fail-on", rule)]
        code = run(binary, "check", runs, *rules, "--name", "nightly", "--junit", junit, "--comment", comment)
        assert code in (0, 1), code
        suite = xml.etree.ElementTree.parse(junit).getroot()
        cases = list(suite.iter("testcase"))
        failed = sum(1 for case in cases if case.find("failure") is not None)
        unknown = sum(1 for case in cases if case.find("error") is not None)
        assert len(cases) == len(RULES), cases
        print(f"\nJUnit: {len(cases)} cases, {failed} failed, {unknown} unknown, {junit.stat().st_size:,} bytes")
        if len(sys.argv) > 2:
            subprocess.run(["xmllint", "--noout", "--schema", sys.argv[2], junit], check=True)
        text = comment.read_text(encoding="utf-8")
        print(f"comment: {len(text.encode()):,} bytes; it begins\n" + "\n".join(text.splitlines()[:12]))
        assert len(text.encode()) <= 60_000
        assert run(binary, "render", runs, "--jobs", "2", "-o", folder / "pages") in (0, 3)
        index = folder / "pages" / "index.html"
        assert run(binary, "index", folder / "pages", "-o", index, "--fail-on", "errors > 0") in (0, 3)
        print(f"index: {index.stat().st_size:,} bytes")


main()
