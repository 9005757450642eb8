"""Works out the strings in a Go source as far as samples need it: literals, names, `+`, Sprintf, lists, gitleaks' makers."""
import re
import string

NAME = re.compile(r"[A-Za-z_][\w.]*")
CLASSES = {
    "Numeric": "[0-9]", "Hex": "[a-f0-9]", "AlphaNumeric": "[a-z0-9]",
    "AlphaNumericExtendedShort": "[a-z0-9_-]", "AlphaNumericExtended": r"[a-z0-9=_\-]",
    "AlphaNumericExtendedLong": r"[a-z0-9\/=_\+\-]",
}


class Values:
    """The string values of a source's names, and what expressions over them say."""

    def __init__(self, source, contexts=(), rng=None):
        self.source, self.contexts, self.rng = source, contexts, rng
        self.made = []

    def string(self, text, at):
        """The string of the expression at a place; `None` if it is not understood."""
        found, _ = self.expression(text, at, 0)
        return found if isinstance(found, str) else None

    def lookup(self, name, depth):
        if depth > 6:
            return None
        place = re.search(r"\b" + re.escape(name) + r"\b\s*(?:string\s*)?:?=\s*(?=[\"`\w])", self.source)
        return self.expression(self.source, place.end(), depth + 1)[0] if place else None

    def expression(self, text, at, depth):
        """Terms joined by `+`; the value (a string, a list or `None`) and where it ends."""
        value, at = self.term(text, at, depth)
        while True:
            joint = re.compile(r"\s*\+\s*").match(text, at)
            if not joint:
                return value, at
            more, at = self.term(text, joint.end(), depth)
            value = value + more if isinstance(value, str) and isinstance(more, str) else None

    def term(self, text, at, depth):
        at = re.compile(r"(?:\s|//[^\n]*\n)*").match(text, at).end()
        if at >= len(text):
            return None, at
        if text[at] == "`":
            end = text.find("`", at + 1)
            return text[at + 1:end], end + 1
        if text[at] == '"':
            return self.quoted(text, at)
        if text.startswith("[]string{", at):
            return self.listed(text, at + 9, "}", depth)
        if text.startswith("[]byte(", at):
            value, end = self.expression(text, at + 7, depth)
            return value, end + 1
        number = re.compile(r"\d+").match(text, at)
        if number:
            return number[0], number.end()
        name = NAME.match(text, at)
        if not name:
            return None, at
        if text[name.end():name.end() + 1] == "(":
            arguments, end = self.listed(text, name.end() + 1, ")", depth)
            return self.call(name[0], arguments), end
        return self.lookup(name[0], depth), name.end()

    @staticmethod
    def quoted(text, at):
        end = at + 1
        while end < len(text) and text[end] != '"':
            end += 2 if text[end] == "\\" else 1
        body = text[at + 1:end]
        plain = {"n": "\n", "t": "\t", "r": "\r"}

        def read(escape):
            if escape[1][0] in "xuU" and len(escape[1]) > 1:
                return chr(int(escape[1][1:], 16))
            return plain.get(escape[1], escape[1])

        return re.sub(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", read, body), end + 1

    def listed(self, text, at, closing, depth):
        items = []
        while at < len(text):
            at = re.compile(r"(?:[\s,]|//[^\n]*\n|\.\.\.)*").match(text, at).end()
            if text[at:at + 1] == closing:
                return items, at + 1
            value, end = self.expression(text, at, depth)
            items.append(value)
            if end == at:
                return items, at
            at = end
        return items, at

    def call(self, name, arguments):
        short = name.split(".")[-1]
        if short == "Sprintf" and arguments and isinstance(arguments[0], str):
            if any(not isinstance(value, str) for value in arguments[1:]):
                return None
            rest = list(arguments[1:])
            return re.sub(r"%[svdq]", lambda _: rest.pop(0) if rest else "", arguments[0]).replace("%%", "%")
        if short == "append":
            return [item for value in arguments for item in (value if isinstance(value, list) else [value])]
        if short in CLASSES and len(arguments) == 1 and isinstance(arguments[0], str):
            return CLASSES[short] + "{" + arguments[0] + "}"
        if short == "Hex8_4_4_4_12":
            return "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}"
        if short == "NewSecret" and arguments and isinstance(arguments[0], str):
            secret = made(arguments[0], self.rng)
            if secret:
                self.made.append(secret)
            return secret
        if short in ("GenerateSampleSecrets", "GenerateSampleSecret") and len(arguments) == 2:
            vendor, secret = arguments
            if not isinstance(vendor, str) or not isinstance(secret, str):
                return []
            self.made.append(secret)
            contexts = self.contexts if short.endswith("s") else ['{i}_api_token = "{s}"']
            texts = [
                context.replace("{i}", vendor).replace("{I}", vendor.upper()).replace("{s}", secret)
                for context in contexts
            ]
            return texts if short.endswith("s") else texts[0]
        if short == "Replace" or short == "TrimSpace":
            return arguments[0] if arguments else None
        return None


def strings_of(values, text, at):
    """The strings of the list that the expression at a place makes."""
    found, _ = values.expression(text, at, 0)
    found = found if isinstance(found, list) else [found]
    return [value for value in found if isinstance(value, str) and value]


def made(expression, rng):
    """A string that a regular expression takes, at random; `None` for what is not known here."""
    try:
        from re import _parser as parser
        parsed = parser.parse(re.sub(r"\(\?i\)", "", expression))
    except (re.error, ImportError):
        return None
    printable = string.ascii_letters + string.digits

    def one(kind, value):
        name = str(kind)
        if name == "LITERAL":
            return chr(value)
        if name == "NOT_LITERAL":
            return rng.choice(printable)
        if name == "ANY":
            return rng.choice(printable)
        if name == "IN":
            return rng.choice(members(value))
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = value
            return "".join(many(inner) for _ in range(rng.randint(low, min(int(high), low + 10))))
        if name == "SUBPATTERN":
            return many(value[3])
        if name == "BRANCH":
            return many(rng.choice(value[1]))
        return ""

    def members(items):
        found, negated = [], False
        for kind, value in items:
            name = str(kind)
            if name == "NEGATE":
                negated = True
            elif name == "LITERAL":
                found.append(chr(value))
            elif name == "RANGE":
                found += [chr(code) for code in range(value[0], value[1] + 1)]
            elif name == "CATEGORY":
                found += list(string.digits if "DIGIT" in str(value) else printable + "_")
        return [c for c in printable if c not in found] if negated else found or ["a"]

    def many(parsed):
        return "".join(one(kind, value) for kind, value in parsed)

    return many(parsed)
