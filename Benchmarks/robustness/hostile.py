#!/usr/bin/env python3
"""Renders texts and values that were made to take long, each at two sizes, and tells what they cost.

    hostile.py TRACEPAGE [FOLDER…] [--only NAME…] [--given] [--open] [--inputs FOLDER]

Each text is the answer of a model in a trace of one call. A line a kind: the input's size, CPU seconds, peak memory,
the page's size and its ratio to the input, and the exponent of growth from half the size (1: twice the input costs
twice). Files of the folders are measured too (with `--given` they alone), at the one size that they have: `.json`,
`.jsonl` and `.gz` as they are, and the text of all (the "payload" or "text" of each line where lines have it) as an
answer. The goal of each is 0.5 s, 200 MB and 20 × the input plus what an empty page takes; what misses it is marked.
`--open` opens each page in Chromium (with the environment of Tests/Browser) and marks one that runs what it shows: a
dialog, an error, an address asked for, another place gone to. The exit code is 1 if an input was stopped (after 60 s
of CPU), crashed the program or ran. `--inputs` keeps the traces.
"""
import argparse
import collections
import json
import math
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measure  # noqa: E402
from kinds import made, trace  # noqa: E402

SECONDS, MEMORY, TIMES, EMPTY = 0.5, 200e6, 20, 600_000
STOPPED = 60


def kinds(only):
    """Names, and the two traces of each."""
    for name, size, make in made():
        if not only or any(name.startswith(start) for start in only):
            yield name, [make(size // 2), make(size)]


def answer(path):
    """The text that a file is as an answer; None for one that holds none."""
    if path.suffix == ".gz":
        return None
    text = path.read_bytes().decode(errors="replace")
    if path.suffix != ".jsonl":
        return text
    try:
        rows = [json.loads(line) for line in text.split("\n") if line]
        return "\n\n".join(row.get("payload") or row["text"] for row in rows)
    except (ValueError, KeyError, AttributeError):
        return text


def given(folder, only):
    """The files of a folder, as traces: as they are where they may be one, and what they say as an answer."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".json", ".jsonl", ".gz")):
        if not only or any(path.name.startswith(start) for start in only):
            text = answer(path)
            if path.suffix not in (".md", ".txt"):
                yield path.name, [path.read_bytes()]
            if text is not None:
                yield f"{path.name} as answer", [trace(text)]


def run(binary, path):
    """What rendering costs, the page or None, and a word where there is none; and whether that is a fault."""
    page = path.with_suffix(".html")
    page.unlink(missing_ok=True)
    try:
        return measure.cost([str(binary), str(path), "-o", str(page)]), page, "", False
    except measure.Failed as failure:
        # 2 is a file that nobody can read, which these may be.
        return failure.cost, None, str(failure), failure.code != 2


class Chromium:
    """Opens pages and tells what ran of what they show."""

    def __init__(self):
        from playwright.sync_api import sync_playwright

        self.playwright = sync_playwright().start()
        executable = os.environ.get("TRACEPAGE_CHROMIUM", "/usr/bin/chromium")
        self.browser = self.playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])

    def ran(self, page):
        """What the page did beyond being read, in words."""
        seen, own = [], page.resolve().as_uri()
        context = self.browser.new_context()
        context.on("request", lambda request: seen.append(f"asks for {request.url[:80]}")
                   if not request.url.startswith((own, "data:", "blob:")) else None)  # fmt: skip
        tab = context.new_page()
        tab.on("dialog", lambda dialog: (seen.append(f"says {dialog.message[:40]}"), dialog.dismiss()))
        tab.on("pageerror", lambda error: seen.append(f"error {error}"))
        tab.on("console", lambda message: seen.append(message.text[:80]) if message.type == "error" else None)
        tab.on("framenavigated", lambda frame: seen.append(f"goes to {frame.url[:80]}")
               if not frame.url.startswith((own, "about:blank")) else None)  # fmt: skip
        tab.goto(own, timeout=1000 * STOPPED)
        tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        context.close()
        return "; ".join(dict.fromkeys(seen))


def report(binary, name, contents, folder, chromium=None):
    """Prints the line of a kind; whether it was stopped, crashed or ran, and what it missed."""
    figures = []
    for content in contents:
        path = folder / f"{name}-{len(content)}.json"
        path.write_bytes(content)
        cost, page, word, is_fault = run(binary, path)
        figures.append((len(content), cost.cpu))
        if not page:
            break
    size, cpu = figures[-1]
    bytes_ = page.stat().st_size if page else 0
    growth = "–"
    if len(figures) > 1 and figures[0][1] > 0.02:
        growth = f"{math.log(cpu / figures[0][1]) / math.log(size / figures[0][0]):.2f}"
    missed = [word for word, is_missed in (
        ("time", cpu > SECONDS), ("memory", cost.peak > MEMORY), ("size", bytes_ > TIMES * size + EMPTY)) if is_missed]
    ran = chromium.ran(page) if chromium and page else ""
    print(f"{name[:39]:<40}{size / 1e6:>8.2f}{cpu:>8.2f}{cost.peak / 1e6:>9.0f}{bytes_ / 1e6:>9.2f}"
          f"{bytes_ / max(1, size):>9.1f}{growth:>8}  {', '.join(missed)}{' RAN ' + ran if ran else ''} {word[:160]}",
          flush=True)
    return is_fault or bool(ran), "fault" if is_fault else "refused" if not page else "page", missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary of tracepage")
    parser.add_argument("folders", type=pathlib.Path, nargs="*", help="folders with more inputs")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only kinds whose names begin so")
    parser.add_argument("--given", action="store_true", help="only the files of the folders")
    parser.add_argument("--open", action="store_true", help="open the pages in Chromium too")
    parser.add_argument("--inputs", type=pathlib.Path, help="keep traces and pages in this folder")
    options = parser.parse_args()
    measure.CPU_LIMIT = STOPPED
    chromium = Chromium() if options.open else None
    print(f"{'kind':<40}{'MB':>8}{'CPU s':>8}{'peak MB':>9}{'page MB':>9}{'× input':>9}{'growth':>8}  missed")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.inputs or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sources = [] if options.given else [kinds(options.only)]
        sources += (given(folder, options.only) for folder in options.folders)
        results = [report(options.binary.resolve(), name, contents, folder, chromium)
                   for source in sources for name, contents in source]
    ends = collections.Counter(end for _, end, _ in results)
    over = collections.Counter(word for _, _, missed in results for word in missed)
    print(f"{len(results)} inputs: {ends['page']} pages, {ends['refused']} refused, {ends['fault']} stopped or crashed; "
          f"{sum(not missed for _, _, missed in results)} meet every goal"
          + "".join(f", {count} miss {word}" for word, count in sorted(over.items())))
    sys.exit(1 if any(is_fault for is_fault, _, _ in results) else 0)


if __name__ == "__main__":
    main()
