#!/usr/bin/env python3
"""Runs each fuzz harness for a bounded time, from small files of the repository, and says what came of it.

    run.py FUZZ [--seconds N] [--only NAME…] [--keep FOLDER]

FUZZ is the program of this package. What was found once stands in `found/NAME/` and is read first, each time. New
inputs that reach new code are kept in FOLDER (.build-fuzz) for the next run, and so is what ended a harness. A line a
harness: inputs that were tried, a second, the edges of the program's code that they reached (all harnesses are one
program), inputs kept, what was found. The exit code is 1 if something was.
"""
import argparse
import contextlib
import gzip
import io
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
NAMES = ["json", "zip", "sqlite", "protobuf", "otel", "agents", "platforms", "markdown", "redaction", "escape", "page"]
LARGEST = 24_000
# Seconds and MB after which an input is a finding.
LIMITS = [f"-max_len={LARGEST}", "-timeout=10", "-rss_limit_mb=2560", "-detect_leaks=0", "-print_final_stats=1"]
SECRETS = """api_key = "sk-ant-api03-FAKE0000000000000000000000000000000000AA"; password: hunter2-not-real!
Authorization: Bearer fakefakefakefakefakefakefake0000 ada@example.com 4111 1111 1111 1111 DE89370400440532013000
{"env": "{\\"DB_URL\\": \\"postgres://u:fake-pass@db.example.com/x\\"}"} data:text/plain;base64,cGFzc3dvcmQ9ZmFrZS1wYXNz
<add key="ClientSecret" value="fake-FAKE-0123456789"/> -p 'fake' --token=ghp_000000000000000000000000000000000000
\x1b[31mpass\x1b[0mword=fakefake1234 10.0.0.1 /home/ada/x +49 30 1234567 %70assword%3Dfakefake
sshpass -p fake-pass ssh x; mysql -uada '-pfake-pass' db; auth=("ada", "fake-pass"), Unseal Key 2: fakeFAKE0123456789fakeFAKE
"-----BEGIN RSA PRIVATE KEY-----\\n" + "fakefakefakefakefakefakefakefakefakefakefakefake" + "-----END RSA PRIVATE KEY-----"
-----BEGIN PGP PRIVATE KEY BLOCK-----
Version: x (y)\n\nfakefakefakefakefakefake=
Private-Lines: 2\nfakefakefakefakefakefakefakefakefakefakefakefake\nPrivate-MAC: 0
machine x login ada password fake; weather KEY 0123fake; x-secret-key-3f2504e0-4f89-41d3-9a0c-0305e82c3301
jdbc:oracle:thin:ada/fake@db use the password to go on:\n\nfake0FAKE1fake2\nUser=ada\nPassword=fakefake
"""
MARKDOWN = """# a\n\n| a | b |\n|---|:-:|\n| `x` | ~~y~~ |\n\n- [ ] t\n1. n\n> q\n
[l](http://a.b "t") ![i](data:image/png;base64,AA==)
<b onclick=x> &amp; www.a.b <http://c.d> $x_1$ **b** *e* [r]: http://e.f\n\n[r]\n\n```js\nx\n```\n\u202e\u200b א
"""
ESCAPES = "<a href=\"x\" b='y'>&amp;\x1b[1m\x1b]8;;u\x07\u202e\u2066\u200d\ufeff\U000e0061\u0000\ufffe</a>"


def archives(texts):
    """Texts packed in the ways that are read."""
    for text in texts:
        yield gzip.compress(text, mtime=0)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", method) as archive:
            for number, text in enumerate(texts):
                archive.writestr(f"samples/{number}.json", text)
        yield memory.getvalue()


def databases():
    """The tables of the repository's databases with their first rows, as far as this SQLite can copy them."""
    for path in sorted(TOP.glob("Tests/**/*.db")):
        # Not to be written: opening one with a log would fold it in.
        whole, small = sqlite3.connect(f"file:{path}?immutable=1", uri=True), sqlite3.connect(":memory:")
        with contextlib.suppress(sqlite3.DatabaseError):
            for name, schema in whole.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall():
                with contextlib.suppress(sqlite3.DatabaseError):
                    small.execute(schema)
                    for row in whole.execute(f'SELECT * FROM "{name}" LIMIT 3'):
                        small.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        small.commit()
        if small.total_changes:
            yield small.serialize()


def seeds(name):
    """Small inputs of a harness, made of the repository's files and a few lines of all that it knows."""
    files = [path for folder in ("Tests", "examples") for path in sorted((TOP / folder).rglob("*"))
             if path.is_file() and path.stat().st_size < LARGEST]
    data = [path.read_bytes() for path in files if path.suffix in (".json", ".jsonl", ".traj")]
    if name == "json":
        return data
    if name == "zip":
        packed = [path.read_bytes() for path in files if path.suffix in (".eval", ".gz", ".zst", ".zip")]
        return packed + list(archives(sorted(data, key=len)[20:26]))
    if name == "sqlite":
        return [content for content in databases() if len(content) < LARGEST]
    if name == "protobuf":
        return [path.read_bytes() for path in files if path.suffix in (".binpb", ".pb")]
    if name == "markdown":
        return [path.read_bytes() for path in files if path.suffix == ".md"] + [MARKDOWN.encode()]
    if name == "redaction":
        return [SECRETS.encode(), *(line.encode() for line in SECRETS.splitlines()), *sorted(data, key=len)[:40]]
    if name == "escape":
        return [ESCAPES.encode(), MARKDOWN.encode()]
    return [b"\0" + content for content in data]


def run(program, name, seconds, folder):
    """The line of a harness; whether something was found."""
    corpus, made, crashes = folder / "corpus" / name, folder / "seeds" / name, folder / "crashes" / name
    for it in (corpus, made, crashes):
        it.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(seeds(name)):
        (made / str(number)).write_bytes(content)
    known = HERE / "found" / name
    before = set(crashes.iterdir())
    done = subprocess.run(
        [program, corpus, made, *([known] if known.exists() else []), f"-max_total_time={seconds}", *LIMITS,
         f"-artifact_prefix={crashes}/"],
        env={**os.environ, "TRACEPAGE_FUZZ": name, "SWIFT_BACKTRACE": "enable=no"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    said = done.stdout.decode(errors="replace")
    (folder / f"{name}.log").write_text(said)

    def last(pattern):
        return (re.findall(pattern, said) or ["0"])[-1]

    found = sorted(path.name for path in set(crashes.iterdir()) - before)
    why = last(r"(?:Fatal error|SUMMARY): .{0,90}") if found else ""
    inputs, rate = last(r"number_of_executed_units: ([0-9]+)"), last(r"average_exec_per_sec: +([0-9]+)")
    print(f"{name:12}{int(inputs):>10,}{rate:>10}{last(r' cov: ([0-9]+)'):>9}{len(list(corpus.iterdir())):>8}"
          f"  {', '.join(found)} {why}", flush=True)
    return bool(found) or done.returncode != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--seconds", type=int, default=60, help="a harness")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME")
    parser.add_argument("--keep", type=pathlib.Path, default=TOP / ".build-fuzz")
    options = parser.parse_args()
    print(f"{'harness':12}{'inputs':>10}{'a second':>10}{'edges':>9}{'kept':>8}  found")
    sys.exit(1 if any([run(options.program, name, options.seconds, options.keep) for name in options.only]) else 0)


main()
