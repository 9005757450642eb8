#!/usr/bin/env python3
"""Writes texts that hold no secret as samples, JSONL on standard output: whatever is taken out of them is wrong.

    clean_samples.py TRACEPAGE [--corpus FOLDER] [--seed N]

The sets: what 1,000 spans of real traces say (all their attributes and events, at most 20 spans a file), files of
source code of four languages (this project's Swift and JavaScript, Python's own library, the system's C headers), and
made lines with hashes, UUIDs, ids and images in base64. Texts with something of the form of an e-mail address are left
out, since that is personal data wherever it stands; so is the source of the redaction itself.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import random
import re
import string
import subprocess
import sysconfig
import uuid

TOP = pathlib.Path(__file__).resolve().parents[2]
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
CODE = {
    "Swift": (".swift", [TOP / "Sources"]),
    "Python": (".py", [pathlib.Path(sysconfig.get_path("stdlib"), name) for name in ("asyncio", "email", "http", "json",
               "logging", "multiprocessing", "unittest", "urllib", "xml")]),
    "JavaScript": (".js", [TOP / "assets"]),
    "C": (".h", [pathlib.Path("/usr/include")]),
}
FILES, LARGEST = 75, 30_000
SPANS, OF_A_FILE = 1_000, 20
MADE = 250


def strings(value):
    """Every string value of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def spans(tracepage, corpus, rng):
    """The texts of spans of real traces, one a span."""
    texts = {}
    for path in sorted(path for path in corpus.rglob("*") if path.is_file() and path.stat().st_size < 5_000_000):
        done = subprocess.run([tracepage, "convert", path, "--no-redact"], capture_output=True)
        if done.returncode:
            continue
        found = [
            "\n".join(strings([span.get("attributes"), span.get("events")]))
            for resource in json.loads(done.stdout)["resourceSpans"]
            for scope in resource["scopeSpans"] for span in scope["spans"]]
        found = [text for text in found if 200 < len(text) < LARGEST and not EMAIL.search(text)]
        for text in rng.sample(found, min(OF_A_FILE, len(found))):
            texts[hashlib.sha256(text.encode(errors="replace")).digest()] = text
    return rng.sample(list(texts.values()), min(SPANS, len(texts)))


def code(language, rng):
    """Files of a language."""
    ending, folders = CODE[language]
    texts = []
    for path in sorted(path for folder in folders for path in folder.rglob("*" + ending) if path.is_file()):
        if 500 < path.stat().st_size < LARGEST and "Redaction" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            if not EMAIL.search(text):
                texts.append(text)
    return rng.sample(texts, min(FILES, len(texts)))


def made(rng):
    """(set, maker of one value, frames it stands in)."""
    def pick(alphabet, count):
        return "".join(rng.choice(alphabet) for _ in range(count))

    alphanumeric, hexadecimal = string.ascii_letters + string.digits, "0123456789abcdef"
    identifiers = (
        lambda: "call_" + pick(alphanumeric, 24), lambda: "toolu_01" + pick(alphanumeric, 22),
        lambda: "msg_" + pick(alphanumeric, 24), lambda: "resp_" + pick(hexadecimal, 48),
        lambda: "chatcmpl-" + pick(alphanumeric, 29), lambda: "run-" + pick(hexadecimal, 32),
        lambda: "01" + pick("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24), lambda: str(rng.getrandbits(63)),
        lambda: f"00-{pick(hexadecimal, 32)}-{pick(hexadecimal, 16)}-01", lambda: "file-" + pick(alphanumeric, 22))
    yield "hashes", lambda: rng.choice((
        pick(hexadecimal, 32), pick(hexadecimal, 40), pick(hexadecimal, 64), "sha256:" + pick(hexadecimal, 64),
        "sha512-" + base64.b64encode(rng.randbytes(64)).decode())), (
        "commit {}", '"digest": "{}"', "{}  archive.tar.gz", "etag: {}", "integrity={}")
    yield "UUIDs", lambda: str(uuid.UUID(int=rng.getrandbits(128), version=4)), (
        "session {}", '{{"uuid": "{}"}}', "parent={}", "/runs/{}/output", "| {} | done |")
    yield "ids", lambda: rng.choice(identifiers)(), (
        '{{"id": "{}"}}', "tool_call_id={}", "trace {}", "| {} | 12 ms |", "see {} above")
    yield "images", lambda: rng.choice(("iVBORw0KGgo", "/9j/4AAQSkZJRg", "R0lGODlh", "UklGR")) + base64.b64encode(
        rng.randbytes(rng.randrange(300, 6_000))).decode(), (
        "data:image/png;base64,{}", '{{"type": "image", "source": {{"type": "base64", "data": "{}"}}}}',
        "![plot](data:image/jpeg;base64,{})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tracepage")
    parser.add_argument("--corpus", type=pathlib.Path, default=TOP / "Tests/Corpus")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)

    def row(name, text):
        print(json.dumps({"set": name, "kind": "negative", "text": text, "secrets": []}))

    for text in spans(options.tracepage, options.corpus, rng):
        row("clean spans", text)
    for language in CODE:
        for text in code(language, rng):
            row(f"code, {language}", text)
    for name, make, frames in made(rng):
        for _ in range(MADE):
            row(name, rng.choice(frames).format(make()))


main()
