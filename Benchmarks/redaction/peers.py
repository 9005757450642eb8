#!/usr/bin/env python3
"""Redacts by another program's detectors, as `redact` does: a JSON string a line in, {"out", "rules"} a line out.

    peers.py NAME [--speed FILE]

`detect-secrets` is that program with all that it looks for by default, `detect-secrets-shapes` without what judges by
entropy or by a word before a value. `presidio` is Presidio's recognisers of what the default rules are about (e-mail
addresses, payment cards, IBANs), `presidio-all` all that it has by default with a score of at least 0.5. Its model of
names, places and organisations is not published on PyPI, so an empty one stands in its place: the recognisers by
pattern, their checks and their words of context are the real ones. What is found becomes `[rule 1]`, the same
value the same everywhere. `--speed` says how many MB/s of a text the detectors read.
"""
import io
import itertools
import json
import logging
import re
import sys
import tempfile
import time

PERSONAL = ["EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE"]
SCORE = 0.5
# Characters of a piece whose time is measured.
PIECE = 10_000


def detect_secrets(without=()):
    """A function from a text to the (start, end, rule) of what detect-secrets finds in a file of it.

    It says the line and the value, which for some rules is the prefix of a token alone: the whole word is taken.
    """
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import get_settings

    plugins = (plugin.__name__ for plugin in get_mapping_from_secret_type_to_class().values())
    get_settings().configure_plugins([{"name": name} for name in plugins if name not in without])
    place = tempfile.NamedTemporaryFile("w", encoding="utf-8", errors="replace", newline="", suffix=".txt")

    def find(text):
        place.seek(0)
        place.truncate()
        place.write(text)
        place.flush()
        lines = list(io.StringIO(text, newline=""))
        starts = list(itertools.accumulate(map(len, lines), initial=0))
        for secret in scan_file(place.name):
            line, start = lines[secret.line_number - 1], starts[secret.line_number - 1]
            for match in re.finditer(r"[\w-]*" + re.escape(secret.secret_value) + r"[\w+/=-]*", line):
                yield start + match.start(), start + match.end(), secret.type

    return find


def presidio(entities=None):
    """A function from a text to the (start, end, rule) of what Presidio's recognisers find."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    class NoModel(SpacyNlpEngine):
        """The tokens of the text, and nothing that a model would say of them."""

        def __init__(self):
            super().__init__(ner_model_configuration=NerModelConfiguration())
            self.nlp = {"en": spacy.blank("en")}

    # The list of top domains that comes with it: a measurement asks nobody.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    logging.disable()
    engine = AnalyzerEngine(nlp_engine=NoModel(), supported_languages=["en"])

    def find(text):
        for result in engine.analyze(text, "en", entities=entities, score_threshold=None if entities else SCORE):
            yield result.start, result.end, result.entity_type

    return find


PEERS = {
    "detect-secrets": detect_secrets,
    "detect-secrets-shapes": lambda: detect_secrets(
        ["Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector"]),
    "presidio": lambda: presidio(PERSONAL),
    "presidio-all": presidio,
}


def replaced(text, found):
    """The text with placeholders, and the rules that found something; of overlapping places the first and longest."""
    names, pieces, at = {}, [], 0
    for start, end, rule in sorted(found, key=lambda it: (it[0], -it[1])):
        if start >= at:
            name = names.setdefault(text[start:end], f"[{rule} {len(names) + 1}]")
            pieces += [text[at:start], name]
            at = end
    return "".join(pieces) + text[at:], sorted({name[1:].rsplit(" ", 1)[0] for name in names.values()})


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in PEERS:
        sys.exit(f"peers.py: name one of {', '.join(PEERS)}")
    find = PEERS[sys.argv[1]]()
    if sys.argv[2:3] == ["--speed"]:
        text = open(sys.argv[3], encoding="utf-8").read()
        texts = [text[start:start + PIECE] for start in range(0, len(text), PIECE)]
        start = time.perf_counter()
        for text in texts:
            list(find(text))
        print(f"{sum(len(text.encode()) for text in texts) / 1e6 / (time.perf_counter() - start):.3f}")
        return
    for line in sys.stdin:
        out, rules = replaced(json.loads(line), find(json.loads(line)))
        print(json.dumps({"out": out, "rules": rules}))


main()
