"""Real sessions of Claude Code made longer: copies one after the other, each with ids, times and words of its own."""

import datetime
import pathlib
import re

ID = re.compile(rb'"(?:msg_|toolu_|req_)?[0-9A-Za-z-]{20,40}"')
TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# Common words of prose and code, of which each copy writes its own, so that no two texts are one.
WORD = re.compile(rb" (the|to|if|in|for|of|and|a|is|return|func|import)(?= )")
FILES = ("cc_compact_x3_large", "cc_large_4mb", "cc_agent_progress", "cc_no_root", "cc_v2.0.76", "cc_errors_218")


def are_in(folder):
    """Whether a folder holds the sessions that are multiplied."""
    return all(path(folder, name).is_file() for name in FILES)


def path(folder, name):
    return pathlib.Path(folder) / (name + ".jsonl")


def sessions(folder, megabytes):
    """One session of about COUNT megabytes out of the real ones in the folder."""
    sources = [path(folder, name).read_bytes() for name in FILES]
    size, copy, begin, last = 0, 0, read(b"2026-01-05T09:00:00.000Z"), b"null"
    while size < megabytes * 1e6:
        text = renamed(sources[copy % len(sources)], copy)
        times = sorted(TIME.findall(text))
        shift = begin - read(times[0])
        begin = read(times[-1]) + shift + datetime.timedelta(minutes=5)
        text = TIME.sub(lambda found: written(read(found[0]) + shift), text)
        text = text.replace(b'"parentUuid":null', b'"parentUuid":' + last)
        text = text[: last_line_end(text, int(megabytes * 1e6) - size)].rstrip(b"\n") + b"\n"
        last = re.findall(rb'"uuid":("[^"]*")', text)[-1]
        yield text.decode()
        size, copy = size + len(text), copy + 1


def last_line_end(text, limit):
    return len(text) if len(text) <= limit else text.rfind(b"\n", 0, max(limit, 100_000)) + 1


def renamed(text, copy):
    """The copy's own ids and words; what was the same in two places stays the same."""
    mark = b"%d" % copy
    names = {}

    def fresh(found):
        name = found[0]
        if not any(digit in name for digit in b"0123456789"):
            return name
        return names.setdefault(name, name[:-1] + b"x" + mark + b'"')

    text = re.sub(rb'"sessionId":"[^"]*"', b'"sessionId":"s-multiplied"', text)
    text = ID.sub(fresh, text)
    return WORD.sub(rb" \g<1>" + mark, text) if copy else text


def read(time):
    return datetime.datetime.strptime(time.decode(), "%Y-%m-%dT%H:%M:%S.%fZ")


def written(time):
    return (time.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (time.microsecond // 1000)).encode()
