"""Texts, ids and times that count on: the same calls give the same bytes, and no two texts are alike."""

import datetime
import random

WORDS = (
    "order stock lamp price refund parcel north depot invoice carrier label route weekly total round limit cache "
    "query worker queue retry header status folder build test module parser table column value index patch"
).split()


class Maker:
    """Makes what a file needs; one for each file. Another first number, other ids."""

    def __init__(self, first=0):
        self.chance = random.Random(7 + first)
        self.clock = 1_772_442_000_000
        self.number = first
        self.sentences = []

    def text(self, words):
        """A line of words."""
        return " ".join(self.chance.choices(WORDS, k=words)) + "."

    def prose(self, size):
        """Markdown of about `size` bytes: paragraphs, lists, emphasis and code, as models write it."""
        if not self.sentences:
            self.sentences = [self.text(12).capitalize() for _ in range(4000)]
        self.number += 1
        parts, left = ["Note %d. " % self.number], size
        while left > 0:
            sentence = self.chance.choice(self.sentences)
            end = self.chance.choice((" ", " ", " ", " ", "\n\n", "\n- ", "\n\n**Next:** ", "\n\n```\nrun --all\n```\n\n"))
            parts += (sentence, end)
            left -= len(sentence) + len(end)
        return "".join(parts)

    def id(self, prefix=""):
        self.number += 1
        return "%s%08x" % (prefix, self.number)

    def hex(self, digits):
        self.number += 1
        return "%0*x" % (digits, self.number)

    def uuid(self):
        self.number += 1
        return "00000000-0000-4000-8000-%012x" % self.number

    def time(self, step=400):
        """The next time, as ISO 8601."""
        self.clock += step
        return iso(self.clock)


def iso(milliseconds, zone="Z"):
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03d" % (milliseconds % 1000) + zone
