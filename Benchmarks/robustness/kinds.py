"""Texts and values that were made to take long, as traces of one call, in any size."""
import json


def repeated(piece, size):
    return piece * max(1, size // len(piece.encode()))


def emphasis(size):
    """Runs of all lengths and marks, none of which closes what another opens."""
    pieces = ("*a **_b ~~c _**d* __~e ***f~~ g_", "**a_*b~ ___c** *~~d_ e*** _f~")
    return repeated(" ".join(pieces), size)


def prose(size):
    return repeated("The parcel left the depot on Tuesday and reached the customer two days later. ", size)


# The larger size of each in bytes, and what makes the text of a size.
TEXTS = {
    "less-than": (10_000_000, lambda size: repeated("<", size)),
    "ampersand": (5_000_000, lambda size: repeated("&", size)),
    "bidi": (5_000_000, lambda size: repeated("\u202e", size)),
    "zero-width": (2_000_000, lambda size: repeated("\u200b", size)),
    "one-line": (10_000_000, prose),
    "no-blanks": (10_000_000, lambda size: repeated("a", size)),
    "hex": (10_000_000, lambda size: repeated("0123456789abcdef", size)),
    "emphasis-mixed": (500_000, emphasis),
    "emphasis-pairs": (2_000_000, lambda size: repeated("*a* ", size)),
    "emphasis-openers": (500_000, lambda size: repeated("_a ", size)),
    "emphasis-closers": (500_000, lambda size: repeated("a_ ", size)),
    "emphasis-nested": (500_000, lambda size: repeated("*a **a ", size // 2) + "b" + repeated(" a** a*", size // 2)),
    "headings": (800_000, lambda size: repeated("# a\n", size)),
    "quotes-99": (1_000_000, lambda size: repeated(">" * 99 + " a\n\n", size)),
    "lists-99": (1_000_000, lambda size: repeated("- " * 99 + "a\n\n", size)),
    "text": (4_000_000, lambda size: repeated(prose(400) + "\n\n", size)),
    "lines": (4_000_000, lambda size: repeated("a b\n", size)),
    "blank-lines": (4_000_000, lambda size: "a" + repeated("\n", size) + "b"),
    "code": (4_000_000, lambda size: "```\n" + repeated("let a = 1 && b < 2\n", size) + "```"),
    "brackets": (1_000_000, lambda size: repeated("[a](", size)),
    "backticks": (1_000_000, lambda size: repeated("`a ``b ", size)),
    "dollars": (1_000_000, lambda size: repeated("$a $$b ", size)),
    "escapes": (2_000_000, lambda size: repeated("\x1b[31ma\x1b[0m", size)),
    "accents": (2_000_000, lambda size: "a" + repeated("\u0301", size)),
    "joiners": (2_000_000, lambda size: repeated("\U0001f469\u200d", size)),
    "names-of-secrets": (2_000_000, lambda size: repeated("password=", size)),
    "addresses": (2_000_000, lambda size: repeated("a@b.c ", size)),
    "slashes": (2_000_000, lambda size: repeated("https://a/", size)),
}


def attributes(**values):
    return [{"key": key.replace("__", "."), "value": {"stringValue": value}} for key, value in values.items()]


def trace(text, extra=()):
    """A trace of one call that answers with a text."""
    answer = json.dumps([{"role": "assistant", "parts": [{"type": "text", "content": text}]}], ensure_ascii=False)
    span = {
        "traceId": "1" * 32, "spanId": "2" * 16, "name": "chat m", "startTimeUnixNano": "1700000000000000000",
        "endTimeUnixNano": "1700000001000000000",
        "attributes": attributes(gen_ai__operation__name="chat", gen_ai__output__messages=answer, **dict(extra)),
    }  # fmt: skip
    return json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}, ensure_ascii=False).encode()


def arguments(size):
    """An attribute that is an object of many keys."""
    count = size // 14
    return trace("done", [("input__value", json.dumps({f"k{number}": number for number in range(count)}))])


def attribute_list(size):
    """A span with many attributes."""
    return trace("done", [(f"k{number}", "v") for number in range(size // 50)])


TRACES = {"object-keys": (4_200_000, arguments), "attributes": (5_000_000, attribute_list)}


def made():
    """Name, larger size in bytes, and what makes the trace of a size, of each kind."""
    for name, (size, make) in TEXTS.items():
        yield name, size, lambda size, make=make: trace(make(size))
    for name, (size, make) in TRACES.items():
        yield name, size, make
