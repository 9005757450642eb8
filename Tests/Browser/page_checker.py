"""Checks of a page's text that need no browser.

    python3 Tests/Browser/page_checker.py PAGE...

prints one line a problem and ends with 1 if there is any.
"""

import base64
import hashlib
import re
import sys
import zlib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

LONG_TEXT = 400
PACKED = re.compile(r'<div hidden data-packed="parts" data-first="\d+"><!--([^-]*)--></div>')
VOID = set("area base br col embed hr img input link meta source track wbr".split())
# Attributes by which an element fetches something; `href` loads on all but <a> (and <use href="#…">).
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "manifest", "ping", "cite"}
NUMBERS = {
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "opacity",
    "fill-opacity", "stroke-opacity", "stroke-width", "font-size", "refx", "refy", "markerwidth", "markerheight",
    "offset", "textlength",
}
LISTS = {"viewbox": 4, "points": None, "stroke-dasharray": None}
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
ONE_NUMBER = re.compile(rf"{NUMBER}(?:px|em|%)?")
NUMBER_LIST = re.compile(rf"{NUMBER}(?:[\s,]+{NUMBER})*")
PATH = re.compile(rf"(?:[MmLlHhVvCcSsQqTtAaZz]|{NUMBER}|[\s,])*")
PATH_TOKEN = re.compile(rf"[A-Za-z]|{NUMBER}")
PATH_ARITY = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
TRANSFORM = re.compile(rf"\s*(?:(?:translate|scale|rotate|matrix|skewX|skewY)\(\s*{NUMBER}(?:[\s,]+{NUMBER})*\s*\)\s*)+")


def sha256(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class PageReader(HTMLParser):
    """Collects what the checks need; problems that show at one tag are noted at once."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.problems = []
        self.ids = Counter()
        self.fragments = []
        self.policy = None
        self.is_prefetch_off = False
        self.styles = []
        self.scripts = []
        self.texts = Counter()
        self.blocks = []
        self.open = []
        self.svg_depth = 0
        self.run = []

    def say(self, problem):
        line, column = self.getpos()
        self.problems.append(f"line {line}, column {column + 1}: {problem}")

    # Elements

    def handle_starttag(self, tag, pairs):
        self.end_text()
        names = [name for name, _ in pairs]
        for name in {name for name in names if names.count(name) > 1}:
            self.say(f"<{tag}> has the attribute {name} twice")
        attributes = {name: value or "" for name, value in pairs}
        self.check_attributes(tag, attributes)
        if tag == "svg":
            self.svg_depth += 1
        if self.svg_depth:
            self.check_numbers(tag, attributes)
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            if self.policy is not None:
                self.say("a second Content-Security-Policy")
            self.policy = attributes.get("content", "")
        elif tag == "meta" and attributes.get("http-equiv") == "x-dns-prefetch-control":
            self.is_prefetch_off = attributes.get("content") == "off"
        elif tag == "meta" and "http-equiv" in attributes:
            self.say(f"<meta http-equiv={attributes['http-equiv']!r}>")
        if tag in {"iframe", "object", "embed", "frame", "base", "form", "link"}:
            self.say(f"<{tag}> has no place in the page")
        if tag == "style":
            self.styles.append("")
        if tag == "script":
            self.scripts.append("")
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_startendtag(self, tag, pairs):
        self.handle_starttag(tag, pairs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.end_text()
        if tag in VOID:
            return
        optional = {"li", "p", "td", "th", "tr", "tbody", "thead", "dt", "dd", "option", "body", "html", "head"}
        while self.open and self.open[-1][0] != tag and self.open[-1][0] in optional:
            self.open.pop()
        if not self.open or self.open[-1][0] != tag:
            self.say(f"</{tag}> closes nothing: open is <{self.open[-1][0] if self.open else ''}>")
            return
        self.open.pop()
        if tag == "svg":
            self.svg_depth -= 1

    def handle_data(self, data):
        within, attributes = self.open[-1] if self.open else ("", {})
        if within == "style":
            self.styles[-1] += data
        elif within == "script":
            if attributes.get("type", "") in {"", "module", "text/javascript"}:
                self.scripts[-1] += data
        else:
            self.run.append(data)

    def end_text(self):
        text = " ".join("".join(self.run).split())
        self.run = []
        if not text:
            return
        classes = [attributes.get("class", "").split() for _, attributes in self.open]
        # The source of a rendered text is another form of it.
        if any("plain" in names for names in classes):
            return
        # A prompt may quote a document: what must stand once is the whole text, not each of its paragraphs.
        prose = next((self.open[place][1] for place, names in enumerate(classes) if "prose" in names), None)
        if prose is None:
            self.count_text(text)
        elif self.blocks and self.blocks[-1][0] is prose:
            self.blocks[-1][1].append(text)
        else:
            self.blocks.append((prose, [text]))

    def count_text(self, text):
        if len(text) > LONG_TEXT:
            self.texts[text] += 1

    # Attributes

    def check_attributes(self, tag, attributes):
        for name, value in attributes.items():
            if name == "style":
                self.say(f"<{tag}> has a style attribute")
            elif name.startswith("on"):
                self.say(f"<{tag}> has the event attribute {name}")
            elif name == "id":
                self.ids[value] += 1
                if not value or re.search(r"\s", value):
                    self.say(f"<{tag}> has the id {value!r}")
            elif name in ("href", "xlink:href"):
                self.check_reference(tag, value, attributes)
            elif name in LOADING and not value.startswith("data:image/"):
                self.say(f"<{tag} {name}={value[:80]!r}> loads something")
            elif self.svg_depth and not name.startswith("aria-") and re.search(r"url\(\s*['\"]?(?!#)", value):
                self.say(f"<{tag} {name}={value[:80]!r}> refers outside of the page")

    def check_reference(self, tag, value, attributes):
        if value.startswith("#"):
            self.fragments.append((self.getpos(), unquote(value[1:])))
            return
        if tag != "a":
            self.say(f"<{tag} href={value[:80]!r}> loads something")
            return
        if not re.match(r"(https?|mailto):", value):
            self.say(f"<a href={value[:80]!r}> is neither http, https, mailto nor a place in the page")
        if not {"noopener", "noreferrer"} <= set(attributes.get("rel", "").split()):
            self.say(f"<a href={value[:80]!r}> lacks rel=\"noopener noreferrer\"")

    def check_numbers(self, tag, attributes):
        for name, value in attributes.items():
            key = name.lower()
            is_fit = True
            if key in NUMBERS:
                is_fit = ONE_NUMBER.fullmatch(value.strip()) is not None
                if key in {"width", "height", "r"} and value.strip().startswith("-"):
                    is_fit = False
            elif key in LISTS:
                is_fit = value == "none" or NUMBER_LIST.fullmatch(value.strip()) is not None
                if is_fit and LISTS[key]:
                    is_fit = len(re.findall(NUMBER, value)) == LISTS[key]
            elif key == "d" and tag == "path":
                is_fit = is_path(value)
            elif key == "transform":
                is_fit = TRANSFORM.fullmatch(value) is not None
            if not is_fit:
                self.say(f"<{tag} {name}={value[:80]!r}> is no well-formed number or list of them")


def is_path(text):
    """Whether the text is an SVG path: a move first, and the right count of numbers after each letter."""
    if PATH.fullmatch(text) is None:
        return False
    command, count = None, 0
    for token in PATH_TOKEN.findall(text):
        if not token.isalpha():
            if command is None:
                return False
            count += 1
            continue
        if command is None and token not in "Mm" or command is not None and not has_arity(command, count):
            return False
        command, count = token.lower(), 0
    return command is None or has_arity(command, count)


def has_arity(command, count):
    arity = PATH_ARITY[command]
    return count == 0 if arity == 0 else count > 0 and count % arity == 0


def unpacked(block):
    """The bodies of a block of packed data, as they stand in the page once its script has unpacked them."""
    parts = zlib.decompress(base64.b64decode(block.group(1)), wbits=-15).decode("utf-8").split("\0")
    return "".join(f"<div>{part}</div>" for part in parts)


def check(text, counts_texts=True):
    """Every problem of the page, in the order of the page where it has a place; long texts that stand twice last.

    Without `counts_texts` a text may stand as often as it likes, as in a page made of the same attacks throughout.
    """
    reader = PageReader()
    reader.feed(PACKED.sub(unpacked, text))
    reader.close()
    reader.end_text()
    problems = list(reader.problems)
    if not text.lstrip().lower().startswith("<!doctype html>"):
        problems.append("the page does not begin with <!doctype html>")
    for _, parts in reader.blocks:
        reader.count_text(" ".join(parts))
    problems += [f"<{tag}> is never closed" for tag, _ in reader.open if tag not in {"html", "body"}]
    problems += [f"the id {name!r} stands {count} times" for name, count in reader.ids.items() if count > 1]
    for (line, column), name in reader.fragments:
        # What follows the span in a deep link is the script's.
        if name and name.split("/")[0].split("?")[0] not in reader.ids:
            problems.append(f"line {line}, column {column + 1}: href=\"#{name}\" leads nowhere")
    problems += policy_problems(reader)
    for style in reader.styles:
        if re.search(r"@import|url\(\s*['\"]?(?!data:|#)", style):
            problems.append("the style loads something")
    problems += [
        f"a text of {len(text)} characters stands {count} times: {text[:60]!r}"
        for text, count in reader.texts.items()
        if count > 1 and counts_texts
    ]
    return problems


def policy_problems(reader):
    if reader.policy is None:
        return ["there is no Content-Security-Policy"]
    problems = [] if reader.is_prefetch_off else ["hosts of links may be looked up before a click"]
    directives = {}
    for directive in reader.policy.split(";"):
        words = directive.split()
        if words:
            directives[words[0]] = words[1:]
    wanted = {"default-src": ["'none'"], "base-uri": ["'none'"], "form-action": ["'none'"], "img-src": ["data:"]}
    for name, value in wanted.items():
        if directives.get(name) != value:
            problems.append(f"the policy says {name} {directives.get(name)}, not {value}")
    if directives.get("require-trusted-types-for") != ["'script'"]:
        problems.append("the policy does not require trusted types")
    for name, blocks in (("style-src", reader.styles), ("script-src", reader.scripts)):
        if len(blocks) > 1:
            problems.append(f"{len(blocks)} blocks for {name}, not one")
        hashes = [word.strip("'") for word in directives.get(name, []) if word != "'none'"]
        if sorted(hashes) != sorted({sha256(block) for block in blocks}):
            problems.append(f"{name} {hashes} does not name the blocks {[sha256(block) for block in blocks]}")
    return problems


def main(paths):
    problems = 0
    for path in paths:
        for problem in check(Path(path).read_text(encoding="utf-8")):
            print(f"{path}: {problem}")
            problems += 1
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: page_checker.py PAGE...")
    sys.exit(main(sys.argv[1:]))
