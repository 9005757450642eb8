#!/usr/bin/env python3
"""Writes what public rule sets test themselves with as labelled samples, JSONL on standard output.

    public_samples.py GITLEAKS TRUFFLEHOG [--noseyparker FOLDER] [--kingfisher FOLDER] [--seed N]

The folders are the sources of those projects (of the last two, the rules: `rule_samples.py`); nothing of them is kept
here. A row is {"id", "kind", "text", "secrets": [{"rule", "value"}], "set", "vendor", "held", "new"}. Every second
vendor by the hash of its name is held out: its samples are only counted, and no rule may be written from them. “new”
are vendors of the last two that neither of the first two names.
"""
import argparse
import hashlib
import json
import random
import re
import sys
from pathlib import Path

import rule_samples
from go_values import Values, strings_of


def is_held(vendor):
    """Whether a vendor's samples are held out."""
    return hashlib.sha256(vendor.encode()).digest()[0] % 2 == 1


def closing(text, start):
    """Where the bracket that opens at `start` is closed, strings passed over."""
    depth, index = 0, start
    while index < len(text):
        character = text[index]
        if character in "\"`":
            index += 1
            while index < len(text) and text[index] != character:
                index += 2 if text[index] == "\\" and character == '"' else 1
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return index
        index += 1
    return len(text)


def trufflehog(root):
    """(vendor, text, secrets) for each detector's own cases that state what must be found."""
    for path in sorted(Path(root, "pkg/detectors").rglob("*_test.go")):
        if "integration" in path.name:
            continue
        source = path.read_text(encoding="utf-8", errors="replace")
        vendor = path.relative_to(Path(root, "pkg/detectors")).parts[0]
        values = Values(source)
        for place in re.finditer(r"\binput:\s*", source):
            text = values.string(source, place.end())
            want = re.compile(r"\bwant:\s*").search(source, place.end())
            following = re.compile(r"\binput:\s*").search(source, place.end())
            if text is None or not want or (following and following.start() < want.start()):
                continue
            secrets = strings_of(values, source, want.end())
            if secrets:
                yield vendor, text, secrets


def gitleaks(root, seed):
    """(vendor, text, secrets or None): the rules' true and false positives."""
    folder = Path(root, "cmd/generate/config")
    generate = (folder / "utils/generate.go").read_text()
    table = generate[generate.index("samples := map"):]
    table = table[:closing(table, table.index("{")) + 1]
    table = re.sub(r"^\s*//.*$", "", table, flags=re.M)
    contexts = []
    for entry in re.finditer(r'^\s*"[^"]*":\s*', table, flags=re.M):
        context = Values("").string(table, entry.end())
        if context:
            contexts.append(context)
    rng = random.Random(seed)
    for path in sorted((folder / "rules").glob("*.go")):
        source = path.read_text(encoding="utf-8", errors="replace")
        values = Values(source, contexts, rng)
        for function in re.split(r"^func ", source, flags=re.M)[1:]:
            for place in re.finditer(r"\b(tps|fps)\s*:?=\s*(?=append|utils|\[\])", function):
                values.made.clear()
                texts = strings_of(values, function, place.end())
                for text in texts:
                    secrets = sorted({secret for secret in values.made if secret and secret in text})
                    yield path.stem, text, secrets if place[1] == "tps" else None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gitleaks")
    parser.add_argument("trufflehog")
    parser.add_argument("--noseyparker")
    parser.add_argument("--kingfisher")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    number, vendors = 0, set()

    def row(origin, vendor, text, secrets, is_new=False):
        nonlocal number
        number += 1
        print(json.dumps({
            "id": number, "kind": "negative" if secrets is None else "plain", "text": text, "set": origin,
            "vendor": vendor, "held": is_held(vendor), "new": is_new,
            "secrets": [{"rule": vendor, "value": value} for value in secrets or []],
        }))

    for vendor, text, secrets in trufflehog(options.trufflehog):
        vendors.add(rule_samples.plain(vendor))
        row("trufflehog", vendor, text, secrets)
    for vendor, text, secrets in gitleaks(options.gitleaks, options.seed):
        vendors.add(rule_samples.plain(vendor))
        # A true positive that is written out whole does not say which part is the secret.
        if secrets is None or secrets:
            row("gitleaks", vendor, text, secrets)
    texts = set()
    for origin in ("noseyparker", "kingfisher"):
        if root := getattr(options, origin):
            counts = rule_samples.Counts()
            for vendor, text, secrets in rule_samples.unseen(rule_samples.samples(root, counts), texts):
                row(origin, vendor, text, secrets, rule_samples.is_new(vendor, vendors))
            print(f"{origin}: {counts}", file=sys.stderr)
    print(number, "samples", file=sys.stderr)


main()
