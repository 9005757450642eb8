"""What no input file can do to the command: crash it, or take all time or memory.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_hostile_input.py

The inputs stand in `security/json` of the shared folder; without them the tests are left out.
"""

import json
import resource
import signal
import subprocess

import pytest
from page_checker import check
from places import BINARY, NO_BINARY, absence, shared

FOLDER = shared("security/json")
# Of the processor, so that a busy machine changes nothing.
SECONDS = 20
BYTES = 2 << 30

pytestmark = pytest.mark.skipif(
    BINARY is None or FOLDER is None, reason=NO_BINARY if BINARY is None else absence("security/json"))


def inputs():
    """Every hostile trace, and every fourth file of the JSON test suite."""
    if FOLDER is None:
        return []
    return sorted((FOLDER / "traces").iterdir()) + sorted((FOLDER / "test_parsing").iterdir())[::4]


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def outcome(path, page, examine=lambda written: []):
    """What went wrong with an input, in one line; nothing where all is well."""
    run = subprocess.run([BINARY, path, "-o", page], capture_output=True, preexec_fn=limit, errors="replace")
    if run.returncode == -signal.SIGXCPU:
        return f"{path.name}: still at work after {SECONDS} s of the processor"
    if run.returncode < 0:
        return f"{path.name}: {signal.Signals(-run.returncode).name}: {run.stderr[-300:]}"
    if run.returncode not in (0, 2, 3):
        return f"{path.name}: exit code {run.returncode}: {run.stderr[:300]}"
    if (run.returncode == 0) != page.exists():
        return f"{path.name}: exit code {run.returncode}, but page written: {page.exists()}"
    if run.returncode != 0 and not run.stderr.strip():
        return f"{path.name}: exit code {run.returncode} without a word"
    if any(ord(character) < 0x20 and character not in "\n\t" or character == "\x7f" for character in run.stderr):
        return f"{path.name}: sends control characters to the terminal: {run.stderr[:300]!r}"
    if page.exists():
        faults = examine(page.read_text(encoding="utf-8"))
        page.unlink()
        if faults:
            return f"{path.name}: {faults[:3]}"
    return None


def test_no_input_crashes_or_exhausts_the_command(tmp_path):
    paths = inputs()
    assert len(paths) > 100
    problems = [outcome(path, tmp_path / "page.html") for path in paths]
    assert [problem for problem in problems if problem] == []


SPAN = (
    b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"00000000000000000000000000000001","spanId":"0000000000000001",'
    b'"name":"x","startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[{"key":"input.value","value":{"stringValue":@}}]'
    b'}]}]}]}'
)


def test_no_damage_within_a_span_crashes_the_command(tmp_path):
    """The same bytes again, once as the value of an attribute and once as its text."""
    rendered, problems = 0, []
    for path in inputs():
        # What is packed cannot stand in JSON.
        if path.suffix == ".gz":
            continue
        data = path.read_bytes()
        text = json.dumps(data.decode(errors="replace")).encode()
        for form, value in (("value", data), ("text", text)):
            source, page = tmp_path / f"{form}-{path.stem}.json", tmp_path / "page.html"
            source.write_bytes(SPAN.replace(b"@", value))
            problems.append(outcome(source, page, lambda written: check(written, counts_texts=False)))
            rendered += problems[-1] is None and form == "text"
    assert [problem for problem in problems if problem] == []
    assert rendered > 100
