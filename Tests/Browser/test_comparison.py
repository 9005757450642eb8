"""The page of two runs beside each other: it needs no script, fits every window, and axe finds nothing.

    TRACEPAGE_BINARY=FILE .build-browser/venv/bin/python -m pytest Tests/Browser/test_comparison.py
"""

import subprocess

import pytest
from accessibility import THEMES, check_fits, violations
from places import BINARY, NO_BINARY, TOP

pytestmark = pytest.mark.skipif(BINARY is None, reason=NO_BINARY)
EXAMPLE = TOP / "examples" / "returns-policy"


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    page = tmp_path_factory.mktemp("pair") / "diff.html"
    runs = [EXAMPLE / "trace.json", EXAMPLE / "fixed.json"]
    subprocess.run([BINARY, "compare", *runs, "-o", page], check=True, capture_output=True)
    return page


def test_it_opens_on_the_sentence_and_marks_the_first_difference(pair, open_page):
    opened = open_page(pair, java_script_enabled=False)
    heading = opened.page.locator("h2").first.inner_text()
    assert "They first differ at #1 vector_search: B got “Electronics returns” before “Clothing returns”" in heading
    first = opened.page.locator("#first-difference")
    assert first.count() == 1 and "First difference" in first.inner_text()
    lists = opened.page.locator(".lanes-of-ranks ol")
    assert lists.nth(0).locator(".moved b").all_inner_texts() == ["Clothing returns", "Electronics returns"]
    assert lists.nth(1).locator(".moved").first.inner_text().split("\n")[-1] == "up 1, +0.06"
    # A line a document, from its row in the one list to its row in the other.
    rows = [lists.nth(side).locator("li:not(.head)").nth(1).bounding_box() for side in (0, 1)]
    drawing = opened.page.locator(".rank-lines").bounding_box()
    assert opened.page.locator(".rank-lines path").count() == 5
    assert rows[0]["y"] == rows[1]["y"] == drawing["y"] + 24
    marked = opened.page.locator(".side mark").all_inner_texts()
    assert marked[0].startswith("any item of clothing") and marked[1].startswith("electronics within 15 days")
    opened.is_quiet()


@pytest.mark.parametrize("width", [390, 900, 1400, 2560])
def test_nothing_stands_out_of_the_window(pair, open_page, width):
    page = open_page(pair, viewport={"width": width, "height": 900}).page
    check_fits(page, width)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(pair, open_page, theme):
    options, rules = THEMES[theme]
    assert violations(open_page(pair, bypass_csp=True, **options).page, rules) == []
