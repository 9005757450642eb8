"""What the bytes of the released program are: by section, and by where they come from.

    make build && python3 Benchmarks/size/measure.py [LINKER OPTION…]

It links the objects of the last release build again, elsewhere, with a map, and adds up what the map says. Options are given
to the linker, to see what they save: --icf=all.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^ *[0-9a-f]+ +[0-9a-f]+ +([0-9a-f]+) +\d+ (\s*)(\S.*)$")
# The parts of the standard libraries that are worth a line of their own, by a piece of the object's or archive's name.
PARTS = [
    ("libswiftCore", "Swift core"), ("_FoundationICU", "ICU"), ("libFoundationEssentials", "FoundationEssentials"),
    ("_FoundationCollections", "FoundationEssentials' collections"), ("libFoundation.", "Foundation"),
    ("libswift_RegexParser", "Swift regular expressions"), ("libswift_StringProcessing", "Swift regular expressions"),
    ("libswift", "other Swift libraries"), ("libdispatch", "Dispatch"), ("libBlocksRuntime", "Dispatch"),
    ("ArgumentParser", "ArgumentParser"), ("libzstd", "zstd"), ("libz.", "zlib"), ("libdeflate", "libdeflate"), ("libsqlite3", "SQLite"), ("libyaml", "libyaml"),
    ("libcmark", "cmark-gfm"), ("libstdc++", "libstdc++"), ("libgcc", "libgcc"), ("libc.a", "libc"), ("libm", "libc"), ("libpthread", "libc"),
]


def command():
    """The link of the last release build, as SwiftPM's own list of commands has it."""
    for line in (TOP / ".build/release.yaml").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("args: ") and "release/tracepage\"" in line and "-emit-executable" in line:
            return json.loads(line.removeprefix("args: "))
    raise SystemExit("measure: there is no release build: make build")


def origin(source):
    """Where a piece of the map comes from: a module of ours, or a library."""
    module = re.search(r"/release/(\w[\w-]*)\.build/", source)
    if module:
        name = module[1]
        return "ArgumentParser" if name.startswith("ArgumentParser") else f"ours: {name}"
    for piece, name in PARTS:
        if piece in source:
            return name
    return "the rest"


def main():
    words = command()
    with tempfile.TemporaryDirectory() as folder:
        program, chart = Path(folder) / "program", Path(folder) / "map"
        words[words.index("-o") + 1] = str(program)
        for option in [f"-Map={chart}", *sys.argv[1:]]:
            words += ["-Xlinker", option]
        subprocess.run(words, check=True, cwd=TOP)
        size = program.stat().st_size
        sections, origins = Counter(), Counter()
        section = ""
        for line in chart.read_text(encoding="utf-8", errors="replace").splitlines():
            found = LINE.match(line)
            if not found:
                continue
            count, indent, name = int(found[1], 16), len(found[2]), found[3]
            if indent == 0:
                section = name
                sections[name] += count
            elif indent == 8 and section != ".bss" and not section.startswith(".debug") and section != ".tbss":
                origins[origin(name)] += count
    print(f"{size / 1e6:.1f} MB in all\n")
    print("| Section | MB |\n|:--|--:|")
    for name, count in sections.most_common(14):
        if not name.startswith((".debug", ".bss")) and count > 50_000:
            print(f"| `{name}` | {count / 1e6:.2f} |")
    ours = sum(count for name, count in origins.items() if name.startswith("ours"))
    print(f"\n| From | MB |\n|:--|--:|\n| ours | {ours / 1e6:.2f} |")
    for name, count in origins.most_common(24):
        print(f"| {name} | {count / 1e6:.2f} |")


main()
