"""The programs of `examples/sdks`, as they stand there, against the stub of the models' APIs.

A program whose libraries are not installed is skipped: `requirements-test.txt` has those of OpenAI alone.
"""

import importlib.util
import os
import re
import subprocess
import sys

import pytest

import tracepage
from common import stub_server
from conftest import EXAMPLES

PROGRAMS = dict(
    re.findall(r"^## ([^\n]+)\n\n```python\n(.*?)^```", (EXAMPLES / "sdks" / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
)
ANSWER = "60 days for clothing."


def is_missing(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is None
    except ModuleNotFoundError:
        return True


def test_there_is_a_program_for_each_sdk():
    assert len(PROGRAMS) == 6


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_records_a_page(name, tmp_path, monkeypatch, free_port):
    program = PROGRAMS[name]
    missing = [module for module in re.findall(r"^from ([\w.]+) import", program, re.MULTILINE) if is_missing(module)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    monkeypatch.setattr(stub_server, "PORT", free_port)
    address = f"http://localhost:{free_port}"
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": f"{address}/v1",
        "OPENAI_API_BASE": f"{address}/v1",
        "OPENAI_API_KEY": stub_server.FAKE_KEY,
        "ANTHROPIC_BASE_URL": address,
        "ANTHROPIC_API_KEY": stub_server.FAKE_KEY,
    }
    with stub_server.StubServer(lambda _: stub_server.Reply(text=ANSWER), None, 0, 0):
        subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, timeout=120)
    page = tracepage.render(tmp_path / "trace.jsonl").read_text("utf-8")
    assert "What is your return policy?" in page and ANSWER in page
