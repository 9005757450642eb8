#!/usr/bin/env python3
"""Measures recall and precision of redaction on labelled samples, by set.

    measure.py [--details FILE] REDACT SAMPLES.jsonl…

REDACT is a program that reads one JSON string a line and writes one JSON object a line, {"out"}. A secret counts as
found if neither the text that comes out, nor that text without its percent-escapes, its backslashes or the base64 in
it holds the secret any longer. Samples of public sets call some values secrets that are none; the rows “what is one”
are without those (`is_secret`). The rows “told” are those of them that their own form or the words before them tell of
(`is_told`): beside `vendor 3f2504e0-4f89-41d3-9a0c-0305e82c3301` nothing says that it is no id. A negative counts as
wrong if it comes out changed. Rows may name their "set", whether they are "held" out and of a "new" vendor, whose
figures stand in rows of their own too; the details are of those that are not held out.
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


# A word for a secret by itself, the name of what holds it (`%NAME%`, `$NAME`, `#{name}`), signs alone.
STAND_INS = re.compile(
    r"(?i:(some|your|my|the|new|old|example|sample|dummy|fake)?[_-]?(user|db|api|access)?[_-]?(pass|password|passwd|pwd|secret|token|key))"
    r"|%\w+%|\$[A-Za-z_]\w*|[$#]\{.*\}\W*|<.*>|\{\{.*\}\}|\W+", re.S)

# What a value is called an example by, as in the keys of vendors' manuals.
EXAMPLES = re.compile(r"example|placeholder|dummy|change[-_]?me", re.I)
# Keys that their vendors publish in every page: Stripe's and PostHog's.
PUBLISHED = re.compile(r"pk_(live|test)_|phc_")


def is_secret(value):
    """Whether a value that a sample calls a secret is one, by the value alone.

    None is an address of a database without a password, a text that repeats one letter or digit sixteen times, one
    shorter than four characters, one that counts or repeats itself (`is_counted`), which nobody was ever given, and
    what stands for a secret (`STAND_INS`), is called an example (`EXAMPLES`), or is published by its vendor (`PUBLISHED`).
    """
    if len(value) < 4 or is_counted(value) or STAND_INS.fullmatch(value) or EXAMPLES.search(value) or PUBLISHED.match(value):
        return False
    if re.match(r"jdbc:|(postgres(ql)?|mysql|mariadb|mongodb(\+srv)?|rediss?|amqps?)://", value) and not re.search(r":[^/@:]+@|password=|pwd=", value, re.I):
        return False
    return not re.search(r"([A-Za-z0-9])\1{15}", value.replace("-", ""))


def is_counted(value):
    """Whether three fifths of a value repeat what stands before, or half of it and more counts up or down in rows of five: `abcdef1234567890`."""
    text = re.sub(r"[^a-z0-9]", "", value.lower())
    if len(text) < 10:
        return False
    if any(sum(map(str.__eq__, text[period:], text)) * 5 >= len(text) * 3 for period in range(1, len(text) // 2 + 1)):
        return True

    def step(first, second):
        if first.isdigit() and second.isdigit():
            return {1: 1, 9: -1}.get((int(second) - int(first)) % 10)
        way = ord(second) - ord(first)
        return way if abs(way) == 1 else None

    counted, row, last = 0, 1, None
    for first, second in zip(text, text[1:] + " "):
        way = step(first, second)
        if way is not None and way in (last, last or way):
            row += 1
        else:
            counted += row if row >= 5 else 0
            row = 1 if way is None else 2
        last = way
    return counted * 2 >= len(text)


# Words of which secrets are called, as people write them: parts of names too.
NAMES = re.compile(r"key|token|secret|pass|pwd|auth|cred|bearer|login|-u |--user ", re.I)
# Words that say what else a value is.
OTHERS = re.compile(r"(?<![a-z])(id|ids|user|username|name|host|url|uri|email|domain)(?![a-z])", re.I)
# PEM, a web token, a prefix of letters as vendors give it, an address with a password or with a secret in its query.
FORMS = re.compile(
    r"-----BEGIN|eyJ|(?:[a-z]{2,10}|[A-Z]{2,10})[-_](?=\S{16})|\w+://[^/@\s]*:[^/@\s]+@"
    r"|\S*[?&;]\w*(?:key|token|secret|sig|pass\w*|pwd)=", re.I)


def is_told(value, text):
    """Whether a secret's form or a name before it says what it is, by the text alone.

    The name is at most 24 characters before the value in its line, or in the line before where the value stands
    alone, and no word for something else stands between. Of a secret in parts one must be told.
    """
    if FORMS.match(value):
        return True
    if value not in text:
        return any(is_told(part, text) for part in next(parts(value, text), ()))
    for place in re.finditer(re.escape(value), text):
        line = text[:place.start()].rstrip(" \t").removesuffix("\n").rsplit("\n", 1)[-1]
        *_, name = [None, *NAMES.finditer(line)]
        if name and len(line) - name.end() <= 24 and not OTHERS.search(line[name.end():]):
            return True
    return False


def parts(value, text):
    """The two parts in which a secret stands in a text, for each place where it can be parted."""
    for cut in range(4, len(value) - 3):
        first, second = value[:cut], value[cut:].lstrip(":;,.@")
        if first in text and second in text:
            yield first, second


def is_left(value, before, after):
    """Whether a secret can still be read; one that stood in parts, such as an id and a key, if every part can.

    None where it cannot be read before either, whatever a program made of the text. A value that stood by itself is not
    left where another one goes on from its letters, as `…Q3` in `…Q31`.
    """
    def is_read(text, is_whole=False):
        for reading in readings(text):
            for spelling in spellings(value):
                if re.search(rf"(?<![A-Za-z0-9]){re.escape(spelling)}(?![A-Za-z0-9])", reading) if is_whole else spelling in reading:
                    return True
        return False

    if is_read(before):
        return is_read(after, is_whole=is_read(before, is_whole=True))
    for both in parts(value, before):
        return all(part in after for part in both)
    return None


class Figures:
    """What was found in the samples of one set and what was taken for a secret there."""

    def __init__(self):
        self.found = self.total = self.wrong = self.negatives = 0
        self.rules, self.missed = set(), set()

    @property
    def recall(self):
        return self.found / self.total if self.total else None

    @property
    def precision(self):
        found_or_wrong = self.found + self.wrong
        return self.found / found_or_wrong if self.total and self.negatives and found_or_wrong else None

    def count(self, rule, is_found):
        """Counts a secret."""
        self.rules.add(rule)
        self.total += 1
        self.found += is_found
        if not is_found:
            self.missed.add(rule)


def redacted(program, rows):
    """What a program makes of the text of each row."""
    lines = "".join(json.dumps(row["text"]) + "\n" for row in rows).encode()
    done = subprocess.run(program, input=lines, stdout=subprocess.PIPE, check=True)
    results = [json.loads(line)["out"] for line in done.stdout.decode().split("\n") if line]
    assert len(results) == len(rows)
    return results


def judged(rows, results, tell=lambda *words: None):
    """The figures by set; personal data and the rest of a set apart. `tell` hears of each that is wrong."""
    figures = collections.defaultdict(Figures)
    for row, out in zip(rows, results):
        name = row.get("set", "made") + (", held out" if row.get("held") else "")
        names = [name, name + ", new vendors"] if row.get("new") else [name]
        if row["kind"] == "negative":
            for name in names:
                figures[name].negatives += 1
                figures[name].wrong += out != row["text"]
            if out != row["text"]:
                tell(row, "CHANGED", name, row.get("vendor"), row["text"][:300], "->", out[:300])
        for secret in row["secrets"]:
            left = is_left(secret["value"], row["text"], out)
            if left is None:
                continue
            is_one = "set" in row and is_secret(secret["value"])
            kinds = [""] + [", what is one"] * is_one + [", told"] * (is_one and is_told(secret["value"], row["text"]))
            personal = ", personal" if secret["rule"] in PERSONAL else ""
            for group in (name + personal + kind for name in names for kind in kinds):
                figures[group].count(secret["rule"], not left)
            if left:
                tell(row, "MISSED", secret["rule"], row["kind"], repr(secret["value"][:80]), "|", repr(out[:400]))
    return figures


def number(value):
    return "–" if value is None else f"{value:.4f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("redact")
    parser.add_argument("samples", nargs="+")
    parser.add_argument("--details")
    options = parser.parse_args()
    rows = [json.loads(line) for name in options.samples for line in open(name, encoding="utf-8")]
    start = time.monotonic()
    results = redacted(shlex.split(options.redact), rows)
    seconds = time.monotonic() - start
    details = open(options.details, "w", encoding="utf-8") if options.details else None

    def tell(row, *words):
        if details and not row.get("held"):
            print(*words, file=details)

    print(
        f"{'set':46} {'recall':>8} {'found':>7} {'of':>7} {'precision':>9} {'wrong':>6} {'of':>6}"
        "  vendors without a leak")
    for name, it in sorted(judged(rows, results, tell).items()):
        print(
            f"{name:46} {number(it.recall):>8} {it.found:7} {it.total:7} {number(it.precision):>9} {it.wrong:6}"
            f" {it.negatives:6}  {len(it.rules) - len(it.missed)} of {len(it.rules)}")
    size = sum(len(row["text"].encode()) for row in rows)
    print(f"{size / 1e6:.1f} MB in {seconds:.1f} s, start and reading of the samples with it")


if __name__ == "__main__":
    main()
