"""No host of a trace is looked up before a click, shown with a resolver that writes down what it is asked.

A control page with a hint and links is opened after each page in the same browser: its names must be seen.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import hostile_trace
from engines import ENGINES, missing
from places import BINARY, CHROMIUM, NO_BINARY

HERE = Path(__file__).resolve().parent
SCHEMES = ["file", "http", "https"]
BROWSERS = ["Chromium", *ENGINES]
ENDING = "page.lookup.test"
# Each in every place of a trace; the host of each is its own.
FORMS = [
    "http://{}/", "See https://{}/path?q=SECRET.", "[two](http://{}/)", "[two](https://{}/ \"title\")", "<http://{}/>",
    "![image](http://{}/a.png)", "[![x](https://{}/a.png)](https://{}/)", "www.{}", "//{}/x", "{}", "mailto:a@{}",
    "a@{}", "[r]\n\n[r]: http://{}/", "<a href=http://{}/>x</a>", "<img src=//{}/x.png>", "<link rel=dns-prefetch href=//{}>",
    "ftp://{}/", "data:text/html,<img src=http://{}/>", "\\\\{}\\share", "http://SECRET.{}",
]


def control(scheme):
    hosts = [f"{kind}.control-{scheme}.lookup.test" for kind in ("hint", "link", "safe")]
    return (
        "<!doctype html><html><head><meta charset=utf-8><meta http-equiv=x-dns-prefetch-control content=on>"
        f"<link rel=dns-prefetch href=//{hosts[0]}></head><body>"
        f"<a href=http://{hosts[1]}/>1</a> <a href=https://{hosts[2]}/>2</a></body></html>")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder with the page of a trace that has hosts everywhere, and the controls."""
    folder = tmp_path_factory.mktemp("lookups")
    forms = [form.replace("{}", f"n{number}.{ENDING}") for number, form in enumerate(FORMS)]
    (folder / "trace.json").write_text(json.dumps(hostile_trace.traces(forms, 1)))
    subprocess.run([BINARY, folder / "trace.json", "-o", folder / "page.html"], check=True, capture_output=True)
    for scheme in SCHEMES:
        (folder / f"control-{scheme}.html").write_text(control(scheme))
    return folder


@pytest.mark.skipif(BINARY is None, reason=NO_BINARY)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("browser_name", BROWSERS)
def test_no_host_is_looked_up_before_a_click(pages, browser_name, scheme):
    chosen = ENGINES.get(browser_name)
    if lacking := missing(chosen) if chosen else "" if Path(CHROMIUM).exists() else CHROMIUM:
        pytest.skip(f"left out: {browser_name}, since {lacking} is missing (.ci/install engines)")
    assert f"href=\"http://n0.{ENDING}/\"" in (pages / "page.html").read_text()
    run = subprocess.run(
        ["unshare", "--mount", sys.executable, HERE / "lookups.py", browser_name, scheme, pages],
        capture_output=True, text=True)
    if run.returncode == 77:
        pytest.skip("left out: this machine lets no test resolve names by itself")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    if not any(found[name] for name in found if name.startswith("control")):
        pytest.skip(f"left out: this {browser_name} looks up no links at all")
    print(browser_name, scheme, found)
    assert found["page.html"] == []
