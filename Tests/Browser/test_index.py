"""The index of many runs: it needs no script, fits every window, leads to its pages, and axe finds nothing.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_index.py
"""

import json
import subprocess

import pytest
from accessibility import THEMES, check_fits, violations
from made_pages import span
from places import BINARY, NO_BINARY

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)
DAY = 86_400_000_000_000


def scored(run, sample, value):
    """A sample of an evaluation as `summary --format json` states it; from run 20 on it is slow."""
    verdict = {1: "right", 0: "wrong"}[value]
    return {
        "id": f"{run}-{sample}", "name": f"policy_qa, sample {sample}", "outcome": {"kind": verdict, "title": verdict},
        "start": f"2026-{run // 28 + 1:02}-{run % 28 + 1:02}T02:{sample:02}:00Z", "errors": 0, "llm_calls": 1,
        "duration_ns": (9 if run >= 20 else 2) * 10**9 + sample * 10**7, "is_unfinished": False,
        "tokens": {"total": 900 + sample, "is_lower_bound": False}, "models": [{"name": "model-a"}],
        "cost": {"total_usd": 0.01, "origin": "computed", "unpriced_calls": 0},
        "question": {"text": f"question {sample}"}, "scores": [{"name": "judge", "value": value, "verdict": verdict}],
        "findings": [] if value else [{"title": "The answer was cut."}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """23 runs of an evaluation, of which the last three are slow and wrong, and a page beside them."""
    folder = tmp_path_factory.mktemp("index")
    runs = [[scored(run, sample, int(sample % 5 > (2 if run >= 20 else 0))) for sample in range(10)] for run in range(23)]
    lines = [{"schema": "tracepage.summary/1", "source": f"{n + 1}.json", "traces": run} for n, run in enumerate(runs)]
    source = folder / "runs.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    trace = folder / "trace.json"
    trace.write_text(json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [span(1)]}]}]}), encoding="utf-8")
    subprocess.run([BINARY, trace, "-o", folder / "23.html"], check=True, capture_output=True)
    gates = ["--fail-on", "pass < 70%", "--fail-on", "duration.p95 > 5s"]
    page = folder / "index.html"
    subprocess.run([BINARY, "index", source, "-o", page, *gates], check=True, capture_output=True)
    return page


def test_it_names_what_moved_and_the_first_bad_run_without_a_script(index, open_page):
    opened = open_page(index, java_script_enabled=False)
    lines = opened.page.locator(".find li").all_inner_texts()
    assert len(lines) == 1 and "#21: pass rate fell from 80% to 40%." in lines[0] and "Still so in #23." in lines[0]
    assert "What changed from #20 to #21" in opened.page.locator("#change h2").inner_text()
    assert opened.page.locator(".matrix .worse").all_inner_texts() == ["4"]
    assert opened.page.locator("tr#r-21 .broken").count() == 2
    opened.is_quiet()


def test_a_row_leads_to_the_page_beside_it(index, open_page):
    opened = open_page(index)
    links = opened.page.locator(".latest tbody a")
    assert links.all_inner_texts() == ["#23"]
    links.first.click()
    opened.page.wait_for_url("**/23.html")


@pytest.mark.parametrize("width", [390, 900, 1400, 2560])
def test_nothing_stands_out_of_the_window(index, open_page, width):
    page = open_page(index, viewport={"width": width, "height": 900}).page
    check_fits(page, width)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(index, open_page, theme):
    options, rules = THEMES[theme]
    assert violations(open_page(index, bypass_csp=True, **options).page, rules) == []
