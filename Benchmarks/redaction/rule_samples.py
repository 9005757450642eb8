"""Reads the examples that Nosey Parker and Kingfisher keep beside their rules: which part of each is the secret.

A rule is YAML with a `pattern`, `examples` and `negative_examples`. The secret is what the pattern itself takes for
one: the group of a secret's name, else the only group, else all that it matches. Of groups side by side the first are
hosts and names of users: the last one counts that does not follow `@`. Patterns are of Rust's regex and of Hyperscan;
what `regex` does not compile, or does not find in an example of its own, is counted and left out.
"""
import collections
import re
from pathlib import Path

import regex
import yaml

# Seconds that a pattern may take for an example.
LONGEST = 5

# Names of groups that hold a secret.
GROUP = re.compile(r"token|secret|key|pass|pwd|cred", re.I)
# Categories of rules that say of themselves that what they find is none; a hash of a password is not the password.
# Some tokens are filed under identifiers by mistake: the name tells.
NO_SECRET = {"hashed", "hash", "domain"}
# Words of a rule's name for what is no secret, and those for what is one all the same. A key's id is none.
OTHER = re.compile(
    r"\b(id|ids|identifier|user ?name|user|host|host ?name|domain|sub ?domain|urls?|uri|endpoint|e-?mail|sid|account name"
    r"|organi[sz]ation|org|instance|tenant|region|bucket|server|cluster)\b", re.I)
SECRET = re.compile(
    r"\b(key|token|secret|pass(word|phrase|code)?|credentials?|webhook|jwt|pat|auth|private|connection string)\b", re.I)
NEVER = re.compile(r"\b(hash|hashed|hashes|certificate)\b|\b(public|publishable) (api )?(key|token)\b", re.I)
IDENTIFIER = re.compile(r"\b(key|token|secret|credentials?|client|app(lication)?|account) (id|identifier)s?\b", re.I)


def is_secret_rule(rule):
    """Whether what a rule finds is secret, by its categories, by what it hides from its reports, and by its name."""
    categories, name = set(rule.get("categories") or ()), rule["name"].replace("_", " ").replace("-", " ")
    if categories & NO_SECRET or rule.get("visible") is False:
        return False
    if "identifier" in categories and not re.search(r"\btoken\b", name, re.I):
        return False
    if IDENTIFIER.search(name) and not re.search(r"\b(and|secret|with|pair)\b", IDENTIFIER.sub("", name), re.I):
        return False
    return not NEVER.search(name) and (not OTHER.search(name) or bool(SECRET.search(name)))


def rules(root):
    """(vendor, rule) of each rule below a folder; a vendor is a file."""
    for path in sorted([*Path(root).rglob("*.yml"), *Path(root).rglob("*.yaml")]):
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError:
            continue
        for rule in content.get("rules") or () if isinstance(content, dict) else ():
            if isinstance(rule, dict) and isinstance(rule.get("pattern"), str):
                yield path.stem, rule


def compiled(pattern):
    """A rule's pattern; `None` where it is written in what `regex` does not know."""
    pattern = re.sub(r"\\x\{([0-9A-Fa-f]{2})\}", r"\\x\1", pattern).replace(r"\z", r"\Z")
    try:
        return regex.compile(pattern, regex.V0)
    except regex.error:
        return None


def secret(match):
    """What a pattern takes for the secret in a match."""
    named = [value for name, value in match.groupdict().items() if value and GROUP.search(name)]
    if named:
        return named[0]
    apart, end = [], -1
    for start, stop in (match.span(group) for group in range(1, len(match.groups()) + 1)):
        if start >= end and start < stop:
            apart.append((start, stop))
            end = stop
    behind = [span for span in apart[1:] if not match.string[:span[0]].endswith("@")]
    start, stop = (behind or apart[:1] or [match.span()])[-1]
    return match.string[start:stop]


def secrets(pattern, text):
    """What a pattern takes for secrets in a text, each once."""
    return [value for value in dict.fromkeys(map(secret, pattern.finditer(text, timeout=LONGEST))) if value]


def samples(root, counts):
    """(vendor, text, secrets or None) of each example of a rule for secrets; `counts` hears what became of the rest."""
    patterns, clean = [], []
    for vendor, rule in rules(root):
        examples = [text for text in rule.get("examples") or () if isinstance(text, str)]
        if not is_secret_rule(rule):
            counts["examples of rules for no secret"] += len(examples)
            continue
        pattern = compiled(rule["pattern"])
        if pattern is None:
            counts["patterns not known"] += 1
            counts["examples of them"] += len(examples)
            continue
        patterns.append(pattern)
        for text in examples:
            found = found_in(text, pattern)
            if found:
                yield vendor, text, found
            else:
                counts["examples without a match"] += 1
        for text in (rule.get("negative_examples") or []) + (rule.get("non_examples") or []):
            if isinstance(text, str):
                clean.append((vendor, text))
    # That a text is none of one rule says little where another finds a secret in it.
    for vendor, text in clean:
        if any(found_in(text, pattern) for pattern in patterns):
            counts["negative examples of one rule in which another finds something"] += 1
        else:
            yield vendor, text, None


def found_in(text, pattern):
    """The secrets that a pattern finds in a text; none where it takes too long."""
    try:
        return secrets(pattern, text)
    except TimeoutError:
        return []


def plain(vendor):
    """A vendor's name for comparison with that of another list: small letters and digits."""
    return re.sub(r"[^a-z0-9]", "", vendor.lower())


def is_new(vendor, others):
    """Whether a vendor is none of others, whose names may have a word more."""
    name = plain(vendor)
    return not any(
        name == other or min(len(name), len(other)) > 3 and (name.startswith(other) or other.startswith(name))
        for other in others)


def unseen(rows, texts):
    """Those of the samples whose text is not among others, which it then joins: lists take from each other."""
    for vendor, text, found in rows:
        if text.strip() not in texts:
            texts.add(text.strip())
            yield vendor, text, found


class Counts(collections.Counter):
    """How many of what were left out."""

    def __str__(self):
        return ", ".join(f"{count} {what}" for what, count in sorted(self.items())) or "nothing left out"
