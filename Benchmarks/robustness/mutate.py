#!/usr/bin/env python3
"""Runs tracepage on damaged copies of trace files and tells where it does not behave.

    mutate.py BINARY FOLDER COUNT [--seed N] [--only NAME] [--keep DIRECTORY]

Of every file below 300 KB in FOLDER, COUNT damaged copies in all are made, by turns: bytes flipped, cut out,
doubled and moved; files cut off; and, where the file is JSON, JSON lines or a zip archive of JSON, its values
exchanged for ones of another type, for huge and negative numbers, NaN, deep nesting, long strings, damaged
UTF-8 and base64, with members missing, twice or renamed and ids equal to their parents' ids. The same seed
makes the same copies.

On each copy `render`, the three forms of `summary` and `convert` are run, and where the format is no longer
found out, `render` with the format of the undamaged file. A run is wrong if a signal ends it, if it takes more
than 10 seconds or 4 GB, if its exit code is not 0, 2 or 3, or if a line of its messages is not a sentence
led by the program's name. Wrong copies are kept in DIRECTORY (default: ./mutants) with a line about each;
the exit code is 1 if there are any.
"""
import argparse
import io
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile

SECONDS, MEMORY = 10, 4 << 30
LARGEST = 300_000
COMMANDS = [
    ["render"], ["summary"], ["summary", "--format", "json"], ["summary", "--format", "markdown"], ["convert"],
]


# MARK: Values, with members in order and repeated ones kept


class Members(list):
    """An object as a list of pairs."""


class Raw(str):
    """JSON text that is written as it is."""


def parse(text):
    return json.loads(text, object_pairs_hook=Members, parse_int=Raw, parse_float=Raw, parse_constant=Raw)


def write(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Members):
        return "{" + ",".join(json.dumps(name) + ":" + write(item) for name, item in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def slots(value, found=None):
    """Every place of a value as (container, index)."""
    found = [] if found is None else found
    for index, item in enumerate(value):
        found.append((value, index))
        item = item[1] if isinstance(value, Members) else item
        if isinstance(item, list):
            slots(item, found)
    return found


def get(container, index):
    return container[index][1] if isinstance(container, Members) else container[index]


def put(container, index, value):
    container[index] = (container[index][0], value) if isinstance(container, Members) else value


# MARK: Damage to values

NUMBERS = [
    "0", "-0", "-1", "1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1e18", "1e19", "1e308", "1e999",
    "-1e999", "1e-999", "NaN", "Infinity", "-Infinity", "0.1", "-0.5", "1e400", "123456789012345678901234567890",
    "4611686018427387904", "4294967296", "253402300800", "253402300800000", "-62135596801",
]
TEXTS = [
    "", " ", "\n", "\u0000", "x", "null", "{}", "[]", "{", '{"a":', "[" * 5000, "-1", "1e999", "9223372036854775808",
    "NaN", "2026-13-45T99:99:99Z", "9999999-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "2026-03-02",
    "1970-01-01T00:00:00+99:99", "2026-02-30T10:00:00.123456789123456789Z", "-", "data:image/png;base64,!!!!",
    "data:text/plain;base64,AAAA=A=A", "====", "\ud83d\ude00" * 50, "\u202e\u2066", "/" * 3000, "`" * 3000,
    "@@ -1,99999999999999999999 +1,-5 @@\n-x", "data: {\"type\":\"message_start\"}\n\ndata: [DONE]\n\n",
    "event: x\ndata: {\n\n", "*** Begin Patch\n*** Update File: a\n@@", "Exit code 99999999999999999999", "a\rb",
    "attachment://", "attachment://0a0a", "é" * 400, "e" + "\u0301" * 4000, "%" * 3000, "<" * 2000, "\\" * 3001,
]
OTHERS = ["null", "true", "false", "[]", "{}", "[null]", "[[]]", "[{}]", '{"":null}', '[1,"a",null,{}]']


def replacement(random, value, values):
    choice = random.randrange(12)
    if choice < 3:
        return Raw(random.choice(NUMBERS))
    if choice < 6:
        return random.choice(TEXTS)
    if choice < 8:
        return Raw(random.choice(OTHERS))
    if choice == 8:
        depth = random.choice([60, 300, 1000, 20000, 200000])
        opening, closing = random.choice([("[", "]"), ('{"a":', "}"), ('{"parts":[', "]}"), ('{"content":[', "]}")])
        return Raw(opening * depth + "1" + closing * depth)
    if choice == 9:
        container, index = random.choice(values)
        return parse(write(get(container, index)))
    if choice == 10:
        return write(value)
    if isinstance(value, str) and random.randrange(40) == 0:
        return (value or "x") * (10_000_000 // max(1, len(value)))
    if isinstance(value, Raw):
        return str(value)
    return Members([("value", value)])


def damage_value(random, root):
    """Damages a value at one to five places."""
    root = [root]
    for _ in range(random.choice([1, 1, 1, 2, 3, 5])):
        values = slots(root)
        container, index = random.choice(values)
        value = get(container, index)
        choice = random.randrange(10)
        if choice < 5:
            put(container, index, replacement(random, value, values))
        elif choice == 5 and container is not root:
            del container[index]
        elif choice == 6:
            container.insert(random.randrange(len(container) + 1), container[index])
        elif choice == 7 and isinstance(container, Members):
            container[index] = (random.choice([name for name, _ in container] + ["", "x"]), value)
        elif choice == 8:
            equal_ids(random, values)
        elif choice == 9 and isinstance(value, list):
            random.choice([value.clear, value.reverse, lambda: random.shuffle(value), lambda: value.extend(value[:50])])()
        if not root:
            return Raw("null")
    return root[0]


def equal_ids(random, values):
    """Makes an id the same as its parent's, as another one, or a chain of parents a circle."""
    ids = [slot for slot in values if isinstance(slot[0], Members) and re.search("id$|uuid|ref", slot[0][slot[1]][0], re.I)]
    if len(ids) < 2:
        return
    (one, first), (two, second) = random.choice(ids), random.choice(ids)
    siblings = [slot for slot in ids if slot[0] is one and slot[1] != first]
    if siblings and random.randrange(2):
        two, second = random.choice(siblings)
    put(one, first, get(two, second))


def damage_json(random, text):
    """Damage to a JSON text, or to one or some lines of JSON lines; None where it is neither."""
    try:
        return write(damage_value(random, parse(text)))
    except ValueError:
        pass
    lines = text.split("\n")
    try:
        places = [place for place, line in enumerate(lines) if line.strip()]
        for _ in range(random.choice([1, 1, 2, 5])):
            place = random.choice(places)
            choice = random.randrange(8)
            if choice < 5:
                lines[place] = write(damage_value(random, parse(lines[place])))
            elif choice == 5:
                lines[place] = lines[random.choice(places)]
            elif choice == 6:
                lines[place] = ""
                places.remove(place)
            else:
                other = random.choice(places)
                lines[place], lines[other] = lines[other], lines[place]
        return "\n".join(lines)
    except (ValueError, IndexError):
        return None


# MARK: Damage to bytes


def damage_bytes(random, data):
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 4, 16])):
        if not data:
            break
        place = random.randrange(len(data))
        length = min(len(data) - place, random.choice([1, 2, 8, 100, 5000]))
        choice = random.randrange(8)
        if choice == 0:
            data[place] ^= 1 << random.randrange(8)
        elif choice == 1:
            data[place] = random.choice([0, 0xFF, 0xC0, 0xED, 0x80, 0x22, 0x5C, 0x7B, 0x5D, 0x0A])
        elif choice == 2:
            del data[place:place + length]
        elif choice == 3:
            data[place:place] = data[place:place + length] * random.choice([1, 3])
        elif choice == 4:
            del data[place:]
        elif choice == 5:
            data[place:place] = bytes(random.randrange(256) for _ in range(random.choice([1, 4, 64])))
        elif choice == 6:
            other = random.randrange(len(data))
            data[place:place + length] = data[other:other + length]
        else:
            data[place:place + 8] = random.choice([b"\xff" * 8, b"\x00" * 8, b"\xff" * 7 + b"\x7f"])
    return bytes(data)


def damage_zip(random, data):
    """An archive with one member's JSON damaged, a member gone, doubled or renamed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        chosen, choice = random.choice(names), random.randrange(6)
        for name in names:
            content = source.read(name)
            if name == chosen:
                if choice == 0:
                    continue
                if choice == 1:
                    name = random.choice(["", "../x.json", "/etc/x", "x" * 60000, *names])
                elif choice == 2:
                    content = random.choice([b"", b"\0" * 3_000_000, damage_bytes(random, content)])
                else:
                    content = (damage_json(random, content.decode("utf-8", "replace")) or "").encode("utf-8", "replace")
            kind = random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED])
            archive.writestr(name, content, compress_type=kind)
            if name == chosen and random.randrange(8) == 0:
                archive.writestr(name, content, compress_type=kind)
    return target.getvalue()


def damaged(random, data):
    if data[:2] == b"PK" and random.randrange(3):
        try:
            return damage_zip(random, data)
        except (NotImplementedError, ValueError, zipfile.BadZipFile):  # Members in zstd, or an archive cut off.
            return damage_bytes(random, data)
    if random.randrange(4):
        try:
            text = damage_json(random, data.decode("utf-8"))
        except (UnicodeDecodeError, RecursionError):
            text = None
        if text is not None:
            return text.encode("utf-8", "surrogatepass")
    return damage_bytes(random, data)


# MARK: Runs


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(binary, command, path, target):
    """The exit code, the messages and what is wrong about them, if anything."""
    words = [binary, command[0], path, *command[1:], "-o", target]
    try:
        done = subprocess.run(words, capture_output=True, timeout=SECONDS, preexec_fn=limits, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None, "", "took more than %d s" % SECONDS
    messages = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        return done.returncode, messages, "ended by signal %d" % -done.returncode
    if done.returncode not in (0, 2, 3):
        return done.returncode, messages, "exit code %d" % done.returncode
    if done.returncode == 2 and not messages:
        return 2, messages, "exit code 2 without a message"
    for line in messages.splitlines():
        if not line.startswith("tracepage: ") or not line.endswith(".") or len(line) < 20:
            return done.returncode, messages, "no sentence: " + line[:200]
    return done.returncode, messages, None


def format_of(binary, path, folder):
    """What `--from` is called for a file; None where it is not read."""
    target = os.path.join(folder, "summary.json")
    code, _, _ = run(binary, ["summary", "--format", "json"], path, target)
    if code not in (0, 3):
        return None
    found = re.search(r'"format"\s*:\s*"([^"]+)"', open(target, encoding="utf-8").read())
    return found and found.group(1)


def files(folder):
    for directory, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(directory, name)
            if os.path.getsize(path) < LARGEST and not name.endswith((".tsv", ".md", ".dump.txt", ".gitkeep", ".txt.md")):
                yield path


def main():
    sys.setrecursionlimit(20_000)
    warnings.simplefilter("ignore")  # Members of one name are meant.
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("folder")
    options.add_argument("count", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="")
    options.add_argument("--keep", default="mutants")
    options = options.parse_args()
    sources = [path for path in files(options.folder) if options.only in path]
    chance = random.Random(options.seed)
    runs, wrong, codes, slowest = 0, 0, {}, (0, "")
    with tempfile.TemporaryDirectory() as folder:
        formats = {path: format_of(options.binary, path, folder) for path in sources}
        for number in range(options.count):
            source = sources[number % len(sources)]
            data = damaged(chance, open(source, "rb").read())
            path = os.path.join(folder, "mutant" + os.path.splitext(source)[1])
            with open(path, "wb") as file:
                file.write(data)
            commands = list(COMMANDS)
            while commands:
                command = commands.pop(0)
                begin = time.monotonic()
                code, messages, problem = run(options.binary, command, path, os.path.join(folder, "out"))
                slowest = max(slowest, (time.monotonic() - begin, "%s of mutant %d of %s" % (" ".join(command), number, source)))
                runs += 1
                codes[code] = codes.get(code, 0) + 1
                if problem:
                    wrong += 1
                    os.makedirs(options.keep, exist_ok=True)
                    kept = os.path.join(options.keep, "%d-%d-%s" % (options.seed, number, os.path.basename(source)))
                    with open(kept, "wb") as file:
                        file.write(data)
                    print("%s: %s: %s" % (" ".join(command), kept, problem), flush=True)
                if code == 2 and command == ["render"]:
                    commands = [["render", "--from", formats[source]]] if formats[source] else []
    print("%d copies of %d files, %d runs, %d wrong" % (options.count, len(sources), runs, wrong))
    print("exit codes: %s; slowest %.1f s: %s" % (codes, *slowest))
    sys.exit(1 if wrong else 0)


main()
