#!/usr/bin/env python3
"""Measures recall and precision of the redaction on labelled samples.

    measure.py SAMPLES.jsonl REDACT

REDACT is a program that reads one JSON string a line and writes one JSON object a line, {"out", "rules"}.
A secret counts as found if neither the text that comes out, nor that text without its percent-escapes,
its backslashes or the base64 of its data addresses holds the secret any longer. A negative counts as
wrong if it comes out changed.
"""
import base64
import collections
import json
import re
import subprocess
import sys
import urllib.parse


def readings(text):
    yield text
    yield urllib.parse.unquote(text)
    for level in range(4):
        text = text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        yield text
    for blob in re.findall(r"base64,([A-Za-z0-9+/=]+)", text):
        yield base64.b64decode(blob + "==").decode("utf-8", "replace")


def spellings(value):
    yield value
    yield json.dumps(value)[1:-1]
    # What makes the secret a secret where its address or scheme may stay.
    if "://" in value and "@" in value:
        yield value.split("://", 1)[1].split("@")[0].split(":", 1)[1] + "@"
    for word in ("Bearer ", "Basic ", "AccountKey=", "services/"):
        if word in value:
            yield value.split(word, 1)[1].split(";")[0]
    if value.startswith("-----BEGIN"):
        yield value.split("\n")[1]


def main():
    rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    lines = "".join(json.dumps(row["text"]) + "\n" for row in rows)
    done = subprocess.run([sys.argv[2]], input=lines.encode(), capture_output=True, check=True)
    results = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(results) == len(rows)
    found, total, wrong, negatives = 0, 0, 0, 0
    missed = collections.Counter()
    for row, result in zip(rows, results):
        if row["kind"] == "negative":
            negatives += 1
            if result["out"] != row["text"]:
                wrong += 1
                print("changed:", row["text"][:100], "->", result["out"][:120], file=sys.stderr)
        for secret in row["secrets"]:
            total += 1
            texts = list(readings(result["out"]))
            if any(s in t for s in spellings(secret["value"]) for t in texts):
                missed[secret["rule"], row["kind"]] += 1
                print("missed:", secret["rule"], row["kind"], result["out"][:300], file=sys.stderr)
            else:
                found += 1
    print(f"recall {found}/{total} = {found / max(1, total):.4f}")
    print(f"precision {found}/{found + wrong} = {found / max(1, found + wrong):.4f}; {wrong} of {negatives} negatives changed")
    for (rule, kind), count in sorted(missed.items()):
        print(f"  missed {rule} ({kind}): {count}")


main()
