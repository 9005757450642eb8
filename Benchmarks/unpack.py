"""Writes what lies packed in a page, unpacked: the bytes that the limit program deflates again."""

import base64
import re
import sys
import zlib

with open(sys.argv[1], "rb") as file:
    page = file.read()
for block in re.finditer(rb'<div hidden data-packed="(?:parts|steps|list)"[^>]*><!--([^-]*)-->', page):
    sys.stdout.buffer.write(zlib.decompress(base64.b64decode(block[1]), -15))
