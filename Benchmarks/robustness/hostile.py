#!/usr/bin/env python3
"""Renders texts and values that were made to take long, each at two sizes, and tells what they cost.

    hostile.py TRACEPAGE [FOLDER] [--only NAME…] [--inputs FOLDER]

Each text is the answer of a model in a trace of one call. A line a kind: the input's size, CPU seconds, peak memory,
the page's size and its ratio to the input, and the exponent of growth from half the size (1: twice the input costs
twice). Files of FOLDER are measured too, at the one size that they have: `.md` as an answer, others as they are. The
goal of each is 0.5 s, 200 MB and 20 × the input plus what an empty page takes; what misses it is marked. The exit
code is 1 if one was stopped (after 60 s of CPU) or crashed. `--inputs` keeps the traces.
"""
import argparse
import json
import math
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import measure  # noqa: E402

SECONDS, MEMORY, TIMES, EMPTY = 0.5, 200e6, 20, 600_000
STOPPED = 60


def repeated(piece, size):
    return piece * max(1, size // len(piece.encode()))


def emphasis(size):
    """Runs of all lengths and marks, none of which closes what another opens."""
    pieces = ("*a **_b ~~c _**d* __~e ***f~~ g_", "**a_*b~ ___c** *~~d_ e*** _f~")
    return repeated(" ".join(pieces), size)


def prose(size):
    return repeated("The parcel left the depot on Tuesday and reached the customer two days later. ", size)


# The larger size of each in bytes, and what makes the text of a size.
TEXTS = {
    "less-than": (10_000_000, lambda size: repeated("<", size)),
    "ampersand": (5_000_000, lambda size: repeated("&", size)),
    "bidi": (5_000_000, lambda size: repeated("\u202e", size)),
    "zero-width": (2_000_000, lambda size: repeated("\u200b", size)),
    "one-line": (10_000_000, prose),
    "no-blanks": (10_000_000, lambda size: repeated("a", size)),
    "hex": (10_000_000, lambda size: repeated("0123456789abcdef", size)),
    "emphasis-mixed": (500_000, emphasis),
    "emphasis-pairs": (2_000_000, lambda size: repeated("*a* ", size)),
    "emphasis-openers": (500_000, lambda size: repeated("_a ", size)),
    "emphasis-closers": (500_000, lambda size: repeated("a_ ", size)),
    "emphasis-nested": (500_000, lambda size: repeated("*a **a ", size // 2) + "b" + repeated(" a** a*", size // 2)),
    "headings": (800_000, lambda size: repeated("# a\n", size)),
    "quotes-99": (1_000_000, lambda size: repeated(">" * 99 + " a\n\n", size)),
    "lists-99": (1_000_000, lambda size: repeated("- " * 99 + "a\n\n", size)),
    "text": (4_000_000, lambda size: repeated(prose(400) + "\n\n", size)),
    "lines": (4_000_000, lambda size: repeated("a b\n", size)),
    "blank-lines": (4_000_000, lambda size: "a" + repeated("\n", size) + "b"),
    "code": (4_000_000, lambda size: "```\n" + repeated("let a = 1 && b < 2\n", size) + "```"),
    "brackets": (1_000_000, lambda size: repeated("[a](", size)),
    "backticks": (1_000_000, lambda size: repeated("`a ``b ", size)),
    "dollars": (1_000_000, lambda size: repeated("$a $$b ", size)),
    "escapes": (2_000_000, lambda size: repeated("\x1b[31ma\x1b[0m", size)),
    "accents": (2_000_000, lambda size: "a" + repeated("\u0301", size)),
    "joiners": (2_000_000, lambda size: repeated("\U0001f469\u200d", size)),
    "names-of-secrets": (2_000_000, lambda size: repeated("password=", size)),
    "addresses": (2_000_000, lambda size: repeated("a@b.c ", size)),
    "slashes": (2_000_000, lambda size: repeated("https://a/", size)),
}


def attributes(**values):
    return [{"key": key.replace("__", "."), "value": {"stringValue": value}} for key, value in values.items()]


def trace(text, extra=()):
    """A trace of one call that answers with a text."""
    answer = json.dumps([{"role": "assistant", "parts": [{"type": "text", "content": text}]}], ensure_ascii=False)
    span = {
        "traceId": "1" * 32, "spanId": "2" * 16, "name": "chat m", "startTimeUnixNano": "1700000000000000000",
        "endTimeUnixNano": "1700000001000000000",
        "attributes": attributes(gen_ai__operation__name="chat", gen_ai__output__messages=answer, **dict(extra)),
    }  # fmt: skip
    return json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}, ensure_ascii=False).encode()


def arguments(size):
    """An attribute that is an object of many keys."""
    count = size // 14
    return trace("done", [("input__value", json.dumps({f"k{number}": number for number in range(count)}))])


def attribute_list(size):
    """A span with many attributes."""
    return trace("done", [(f"k{number}", "v") for number in range(size // 50)])


TRACES = {"object-keys": (4_200_000, arguments), "attributes": (5_000_000, attribute_list)}


def kinds(only):
    """Names, and the two traces of each."""
    made = {name: (size, lambda size, make=make: trace(make(size))) for name, (size, make) in TEXTS.items()} | TRACES
    for name, (size, make) in made.items():
        if not only or any(name.startswith(start) for start in only):
            yield name, [make(size // 2), make(size)]


def given(folder, only):
    """The files of a folder, as traces."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if only and not any(path.name.startswith(start) for start in only):
            continue
        content = path.read_bytes()
        yield path.name, [trace(content.decode(errors="replace")) if path.suffix == ".md" else content]


def run(binary, path):
    """CPU seconds, peak memory and the page's size; a word where there is no page."""
    page = path.with_suffix(".html")
    page.unlink(missing_ok=True)
    try:
        cost = measure.cost([str(binary), str(path), "-o", str(page)])
    except measure.Failed as failure:
        return None, str(failure)
    return (cost.cpu, cost.peak, page.stat().st_size), None


def report(binary, name, contents, folder):
    """Prints the line of a kind; whether it was stopped or crashed."""
    figures = []
    for content in contents:
        path = folder / f"{name}-{len(content)}.json"
        path.write_bytes(content)
        figure, failure = run(binary, path)
        if failure:
            print(f"{name:<24}{len(content) / 1e6:>8.2f}  {failure}", flush=True)
            return "stopped" in failure
        figures.append((len(content), *figure))
    size, cpu, peak, page = figures[-1]
    growth = "–"
    if len(figures) > 1 and figures[0][1] > 0.02:
        growth = f"{math.log(cpu / figures[0][1]) / math.log(size / figures[0][0]):.2f}"
    missed = [word for word, is_missed in (
        ("time", cpu > SECONDS), ("memory", peak > MEMORY), ("size", page > TIMES * size + EMPTY)) if is_missed]
    print(f"{name:<24}{size / 1e6:>8.2f}{cpu:>8.2f}{peak / 1e6:>9.0f}{page / 1e6:>9.2f}{page / size:>9.1f}{growth:>8}"
          f"  {', '.join(missed)}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary", type=pathlib.Path, help="the release binary of tracepage")
    parser.add_argument("folder", type=pathlib.Path, nargs="?", help="a folder with more inputs")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only kinds whose names begin so")
    parser.add_argument("--inputs", type=pathlib.Path, help="keep traces and pages in this folder")
    options = parser.parse_args()
    measure.CPU_LIMIT = STOPPED
    print(f"{'kind':<24}{'MB':>8}{'CPU s':>8}{'peak MB':>9}{'page MB':>9}{'× input':>9}{'growth':>8}  missed")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.inputs or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        more = given(options.folder, options.only) if options.folder else ()
        stopped = [report(options.binary.resolve(), name, contents, folder)
                   for source in (kinds(options.only), more) for name, contents in source]
    sys.exit(1 if any(stopped) else 0)


main()
