"""Twice the input is at most a little more than twice the work, whatever the input is made of.

Work is counted in the processor's instructions, by valgrind, so that a busy machine changes nothing.
"""

import math
import os
import pathlib
import re
import subprocess
import sys

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "Benchmarks" / "robustness"))
import kinds  # noqa: E402

# Bytes of the smaller input: large enough that a square shows beside what any page takes.
SIZE = 60_000
# The power of the input's size with which the work grows: n log n and a table that grows stay below; a square is 2.
MOST = 1.32
HOSTILE = {name: make for name, _, make in kinds.made()}
# What `Benchmarks/generate` makes, and the smaller count of each: both pages are packed, or neither is.
FAMILIES = {
    "turns": 50, "litellm": 200, "models": 100, "documents": 60, "bare": 1000, "lone": 60, "traces": 70, "steps": 60,
    "history": 10, "desk": 200, "claude-code": 100, "claude-agents": 100, "claude-stream": 40, "codex": 80, "pi": 200, "antigravity": 200,
    "langsmith": 80, "langfuse": 80, "openai-agents": 80, "inspect": 50, "har": 40, "vcr": 40, "raw-api": 60, "raw-api-whole": 12,
    "atif": 60, "qwen-code": 60, "copilot-cli": 60, "openhands-v1": 60, "mini-swe-agent": 60, "vscode-chat": 60,
    "chat": 60, "cline": 60, "deepeval": 60, "promptfoo": 60, "ragas": 60, "answer-log": 60, "step-log": 60, "callback-log": 60, "promptflow": 60, "bedrock-log": 60, "span-log": 60, "event-log": 60,
    "tau2": 60, "lm-eval": 60, "helm": 60, "retrieval-log": 60, "autogen": 60, "browser-use": 120,
    "aider": 60, "aider-calls": 12, "specstory": 60, "cursor-chat": 60,
}  # fmt: skip
# Counted in megabytes, or made of sessions that are not here: what they hold is measured by others.
LEFT_OUT = {"session", "text", "line", "otlp-many", "otlp-one"}


@pytest.fixture(scope="session")
def program():
    return pathlib.Path(os.environ["TRACEPAGE_BINARY"]).resolve()


def work(program, path):
    """The instructions that rendering a file takes."""
    words = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={os.devnull}", program, path]
    run = subprocess.run([*words, "-o", path.with_suffix(".html")], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-400:]
    return int(re.search(r"I +refs: +([0-9,]+)", run.stderr)[1].replace(",", ""))


@pytest.fixture(scope="session")
def least(program, tmp_path_factory):
    """What a page of next to nothing takes."""
    path = tmp_path_factory.mktemp("least") / "least.json"
    path.write_bytes(kinds.trace("done"))
    return work(program, path)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_of_twice_the_size(name, program, least, tmp_path):
    paths = [tmp_path / f"{size}.json" for size in (SIZE, 2 * SIZE)]
    for path in paths:
        path.write_bytes(HOSTILE[name](int(path.stem)))
    compare(program, paths, least)


@pytest.mark.parametrize("name", FAMILIES)
def test_twice_as_many_records(name, program, least, tmp_path):
    paths = [tmp_path / f"{FAMILIES[name] * times}.jsonl" for times in (1, 2)]
    for path in paths:
        subprocess.run([sys.executable, TOP / "Benchmarks" / "generate", name, path.stem, path], check=True)
    compare(program, paths, least)


def test_each_family_is_measured():
    listed = subprocess.run([sys.executable, TOP / "Benchmarks" / "generate"], capture_output=True, text=True).stdout
    assert set(re.findall(r"^  ([a-z0-9-]+) +[A-Z]", listed, re.MULTILINE)) == FAMILIES.keys() | LEFT_OUT


def compare(program, paths, least):
    small, large = (work(program, path) - least for path in paths)
    # What takes next to nothing has no growth.
    power = math.log(large / max(small, least)) / math.log(paths[1].stat().st_size / paths[0].stat().st_size)
    assert power <= MOST, f"grows with the power {power:.2f} of the input's size"
