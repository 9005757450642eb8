"""The same page with nothing packed: what a page costs that puts all its content into the document."""

import base64
import re
import zlib

BLOCK = re.compile(r'<div hidden data-packed="parts" data-first="\d+"><!--([^-]*)--></div>\n')
STEPS = re.compile(r'<div hidden data-packed="steps"><!--[^-]*--></div>\n')
ROWS = re.compile(r'<div class="rows" data-first="(\d+)" data-last="(\d+)"[^>]*>.*?</div>', re.S)
GAP = re.compile(r'<p class="folds[^>]*>.*?</p>', re.S)
PART = re.compile(r' data-part="(\d+)"([^>]*>)')


def eager(text):
    """A page in which everything stands in its place; the page itself where nothing is packed."""
    parts = []
    for match in BLOCK.finditer(text):
        parts += zlib.decompress(base64.b64decode(match.group(1)), wbits=-15).decode("utf-8").split("\0")
    steps = "".join(part for part in parts if part.startswith("<details class=\"span "))
    text = STEPS.sub("", BLOCK.sub("", text))
    text = PART.sub(lambda match: match.group(2) + parts[int(match.group(1))], text)
    text = ROWS.sub(lambda match: "".join(parts[int(match.group(1)):int(match.group(2)) + 1]), text)
    return GAP.sub(lambda _: steps, text, count=1)
