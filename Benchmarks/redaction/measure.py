#!/usr/bin/env python3
"""Measures recall and precision of redaction on labelled samples, by set.

    measure.py [--details FILE] REDACT SAMPLES.jsonl…

REDACT is a program that reads one JSON string a line and writes one JSON object a line, {"out"}; `peers.py NAME`
is one too. A secret counts as found if neither the text that comes out, nor that text without its
percent-escapes, its backslashes or the base64 in it holds the secret any longer. A negative counts as wrong if it
comes out changed. Rows may name their "set" and whether they are "held" out; the details are of those that are not.
"""
import argparse
import base64
import collections
import json
import re
import shlex
import subprocess
import time
import urllib.parse

PERSONAL = {"e-mail", "payment-card", "iban"}


def readings(text):
    yield text
    yield urllib.parse.unquote(text)
    for blob in re.findall(r"[A-Za-z0-9+/=]{24,}", text):
        try:
            yield base64.b64decode(blob + "==").decode("utf-8", "replace")
        except ValueError:
            pass
    for _ in range(4):
        text = text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        yield text


def spellings(value):
    yield value
    yield json.dumps(value)[1:-1]
    # What makes the secret a secret where its address or scheme may stay.
    if "://" in value and "@" in value and ":" in value.split("://", 1)[1].split("@")[0]:
        yield value.split("://", 1)[1].split("@")[0].split(":", 1)[1] + "@"
    for word in ("Bearer ", "Basic ", "AccountKey=", "services/"):
        if word in value:
            yield value.split(word, 1)[1].split(";")[0]
    if value.startswith("-----BEGIN"):
        yield next((line for line in value.split("\n")[1:] if len(line) > 15), value)


def is_left(value, before, after):
    """Whether a secret can still be read; one that stood in parts, such as an id and a key, if every part can."""
    texts = list(readings(after))
    if any(spelling in text for spelling in spellings(value) for text in texts):
        return True
    if value in before or any(value in text for text in readings(before)):
        return False
    for cut in range(4, len(value) - 3):
        if value[:cut] in before and value[cut:].lstrip(":;,.@") in before:
            return all(part.lstrip(":;,.@") in after for part in (value[:cut], value[cut:]))
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redact")
    parser.add_argument("samples", nargs="+")
    parser.add_argument("--details")
    options = parser.parse_args()
    rows = [json.loads(line) for name in options.samples for line in open(name, encoding="utf-8")]
    lines = "".join(json.dumps(row["text"]) + "\n" for row in rows).encode()
    start = time.process_time(), time.monotonic()
    done = subprocess.run(shlex.split(options.redact), input=lines, capture_output=True, check=True)
    seconds = time.monotonic() - start[1]
    results = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    assert len(results) == len(rows)
    count = collections.defaultdict(collections.Counter)
    vendors = collections.defaultdict(set)
    details = open(options.details, "w", encoding="utf-8") if options.details else None

    def tell(row, *words):
        if details and not row.get("held"):
            print(*words, file=details)

    for row, result in zip(rows, results):
        name = row.get("set", "made") + (", held out" if row.get("held") else "")
        if row["kind"] == "negative":
            count[name]["negatives"] += 1
            if result["out"] != row["text"]:
                count[name]["wrong"] += 1
                tell(row, "CHANGED", row.get("vendor"), row["text"][:300], "->", result["out"][:300])
        for secret in row["secrets"]:
            left = is_left(secret["value"], row["text"], result["out"])
            if left is None:
                continue
            group = name + (", personal" if secret["rule"] in PERSONAL else "")
            vendors[group].add(secret["rule"])
            count[group]["total"] += 1
            count[group]["found"] += not left
            if left:
                count[group, "missed"][secret["rule"]] += 1
                tell(row, "MISSED", secret["rule"], row["kind"], repr(secret["value"][:80]), "|", repr(result["out"][:400]))
    print(f"{'set':34} {'recall':>8} {'found':>7} {'of':>7} {'precision':>9} {'wrong':>6} {'of':>6}  vendors without a leak")
    for name in sorted(key for key in count if isinstance(key, str)):
        it = count[name]
        recall = f"{it['found'] / it['total']:.4f}" if it["total"] else "–"
        precision = f"{it['found'] / max(1, it['found'] + it['wrong']):.4f}" if it["negatives"] and it["total"] else "–"
        whole = len(vendors[name]) - len(count[name, "missed"])
        print(
            f"{name:34} {recall:>8} {it['found']:7} {it['total']:7} {precision:>9} {it['wrong']:6} {it['negatives']:6}"
            f"  {whole} of {len(vendors[name])}")
    size = sum(len(row["text"].encode()) for row in rows)
    print(f"{size / 1e6:.1f} MB in {seconds:.1f} s, start and reading of the samples with it")


main()
