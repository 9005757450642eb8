#!/usr/bin/env python3
"""Writes what three further scanners test themselves with as labelled samples, in the form of `public_samples.py`.

    further_samples.py [--secretlint FOLDER] [--credsweeper FOLDER] [--scalibr FOLDER]

The folders are the sources of secretlint, CredSweeper and OSV-SCALIBR; nothing of them is kept here. Secretlint's
snapshots say what is found where, and which texts are fine; CredSweeper's report names the values in its sample files,
of which those that it calls harmless, ids, salts and addresses are left out; SCALIBR's tests of detectors give a text
and the fields of what must be found in it. Vendors are held out as in `public_samples.py`.
"""
import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

from go_values import Values

# Rules of secretlint that are about no secret, or about rules themselves.
OTHERS = re.compile(r"example|no-|filter-|pattern|preset-|internal-")
NO_SECRET = re.compile(r"\b(ID|UUID|Nonce|Salt|IP |Email)\b")
FIELD = re.compile(
    r"\b(\w*Token|\w*Key|\w*Secret|Password|Block|Der|JSON|Signature|Value|ConnectionString|\w*URL)\s*:\s*")


def is_held(vendor):
    """Whether a vendor's samples are held out."""
    return hashlib.sha256(vendor.encode()).digest()[0] % 2 == 1


def secretlint(root):
    """(vendor, text, secrets or None) of each snapshot."""
    for path in sorted(Path(root, "packages/@secretlint").glob("secretlint-rule-*/test/snapshots/*/output.json")):
        vendor = path.parts[-5].removeprefix("secretlint-rule-")
        snapshot = json.loads(path.read_text(encoding="utf-8"))
        text = snapshot.get("sourceContent")
        if OTHERS.match(vendor) or not text or snapshot.get("sourceContentType") != "text":
            continue
        if not snapshot["messages"] and path.parts[-2].startswith("ok"):
            yield vendor, text, None
        secrets = []
        for message in snapshot["messages"]:
            if re.search(r"_id$|ACCOUNT_ID|AccessKeyID", message.get("messageId", "")):
                continue
            start, end = message["range"]
            data = (value for name, value in message.get("data", {}).items()
                    if re.fullmatch("KEY|TOKEN|CREDENTIAL|SECRET|PASSWORD", name, re.I) and isinstance(value, str))
            secrets.append(next((value for value in data if value in text), text[start:end]))
        if secrets:
            yield vendor, text, secrets


def credsweeper(root):
    """(vendor, text, secrets) of each sample file that is text."""
    found = {}
    for entry in json.loads(Path(root, "tests/data/output.json").read_text(encoding="utf-8")):
        if entry["severity"] not in ("info", "low") and not NO_SECRET.search(entry["rule"]):
            for line in entry["line_data_list"]:
                if line["value"]:
                    found.setdefault(line["path"], []).append(line["value"])
    for name, values in sorted(found.items()):
        try:
            text = Path(root, name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        secrets = list(dict.fromkeys(value for value in values if value in text))
        if secrets and "\0" not in text:
            yield Path(name).name, text, secrets


def scalibr(root):
    """(vendor, text, secrets) of each case of a detector that must find something."""
    folder = Path(root, "veles/secrets")
    for path in sorted(folder.rglob("*_test.go")):
        if "validat" in path.name:
            continue
        source = path.read_text(encoding="utf-8", errors="replace")
        cases = list(re.finditer(r"\binput:\s*", source))
        for place, following in zip(cases, [*cases[1:], None]):
            body = source[place.end():following.start() if following else len(source)]
            want = re.search(r"\bwant:\s*", body)
            text = Values(source).string(source, place.end())
            if not text or not want or re.match(r"nil|\[\]veles.Secret\{\}", body[want.end():]):
                continue
            values = [Values(source).string(body, field.end()) for field in FIELD.finditer(body, want.end())]
            secrets = list(dict.fromkeys(value for value in values if value and value in text))
            if secrets:
                yield path.relative_to(folder).parts[0], text, secrets


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    sets = {"secretlint": secretlint, "credsweeper": credsweeper, "scalibr": scalibr}
    for name in sets:
        parser.add_argument(f"--{name}", metavar="FOLDER")
    options = parser.parse_args()
    number = 0
    for name, read in sets.items():
        for vendor, text, secrets in read(getattr(options, name)) if getattr(options, name) else ():
            number += 1
            print(json.dumps({
                "id": number, "kind": "negative" if secrets is None else "plain", "text": text, "set": name,
                "vendor": vendor, "held": is_held(vendor), "new": False,
                "secrets": [{"rule": vendor, "value": value} for value in secrets or []],
            }))
    print(number, "samples", file=sys.stderr)


main()
